import { expect, test } from 'vitest'
import { inTransaction } from '#core/context'
import { emit } from '#core/events'
import { mayContact, recordConsents, recordImportedConsents } from '#modules/consent'
import { mergeCustomers, undoMerge } from '#modules/customers'
import { makeReachable } from '../consent/make.ts'
import { runAllReactions, runJobs, testApp, testCtx, type TestCtx } from '#test/lab'
import { carryOutDue } from './erase-customer.ts'
import { purgeOld } from './purge-old.ts'

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

const yes = (ctx: TestCtx, profileId: string) =>
  ({
    profileId,
    purpose: 'newsletter',
    channel: 'email',
    state: 'granted',
    source: 'member',
    at: new Date(ctx.now.getTime() - 1000),
  }) as const

/** A customer's centre, opened by the link that a colleague copied. */
async function centreOf(ctx: TestCtx, id: string) {
  const app = await testApp(ctx)
  const { link } = (await app.as('agent').post(`/api/customers/${id}/consent-link`)).body
  const path = new URL(link).pathname
  const page = () => app.anonymous().get(`${path}?lang=en`)
  const send = async (below: string, fields: Record<string, string> = {}, on: readonly string[] = []) => {
    const form = /name="form" value="([^"]+)"/.exec((await page()).text)?.[1] ?? ''
    const body = new URLSearchParams([['form', form], ...Object.entries(fields), ...on.map((each) => ['on', each])] as [string, string][])
    return app.anonymous().post(`${path}${below}?lang=en`, body.toString(), { ...FORM, origin: 'null' })
  }
  return { app, path, page, send }
}

test('a customer sees their choices, changes them, and stops everything with one press', async () => {
  const ctx = await testCtx({ now: new Date() })
  const { id } = await makeReachable(ctx)
  const { page, send } = await centreOf(ctx, id)
  const first = await page()
  expect([first.status, first.headers['referrer-policy'], first.headers['cache-control']]).toEqual([200, 'no-referrer', 'no-store'])
  expect(first.headers['content-security-policy']).toMatch(/^default-src 'none'/)
  expect((await send('', {}, ['service.email', 'newsletter.email'])).headers.location).toContain('told=saved')
  expect(await mayContact(ctx, id, 'email', 'newsletter')).toEqual({ may: true, reason: 'granted' })
  expect(await mayContact(ctx, id, 'email', 'offers')).toEqual({ may: false, reason: 'silent' })
  const entry = ctx.db.selectFrom('consent_entries').select(['source', 'shown', 'by']).where('purpose', '=', 'newsletter')
  expect(await entry.executeTakeFirstOrThrow()).toMatchObject({
    source: 'centre',
    by: 'customer',
    shown: expect.stringContaining('new products'),
  })
  await send('/stop')
  for (const purpose of ['service', 'newsletter', 'offers']) {
    expect(await mayContact(ctx, id, 'email', purpose)).toEqual({ may: false, reason: 'denied' })
  }
})

test('a form that this page did not make changes nothing', async () => {
  const ctx = await testCtx({ now: new Date() })
  const { id } = await makeReachable(ctx)
  const { app, path } = await centreOf(ctx, id)
  const answer = await app.anonymous().post(`${path}/stop`, 'form=made.up', FORM)
  expect(answer.headers.location).toContain('told=failed')
  expect(await mayContact(ctx, id, 'email', 'service')).toMatchObject({ may: true })
})

test('a link is useless once it was revoked, and never opens another shop', async () => {
  const ctx = await testCtx({ now: new Date() })
  const { id } = await makeReachable(ctx)
  const { app, page } = await centreOf(ctx, id)
  await app.as('agent').delete(`/api/customers/${id}/consent-link`)
  expect((await page()).status).toBe(404)
  const stranger = (await app.otherWorkspace()).as('owner')
  expect((await stranger.post(`/api/customers/${id}/consent-link`)).status).toBe(404)
})

test('a customer downloads their data and corrects their name and e-mail', async () => {
  const ctx = await testCtx({ now: new Date() })
  const { id } = await makeReachable(ctx, { email: 'sara@shop.example' })
  await recordConsents(ctx, [yes(ctx, id)])
  const { app, path, send } = await centreOf(ctx, id)
  const json = await app.anonymous().get(`${path}/data?format=json`)
  expect(JSON.parse(json.text).data.consent.consents).toMatchObject([{ purpose: 'newsletter', state: 'granted' }])
  expect((await app.anonymous().get(`${path}/data?format=html`)).text).toContain('newsletter')
  const corrected = await send('/correction', { name: 'Sara <b>Karimi', email: 'New@Shop.example', phone: '', birthday: '۱۳۷۰/۵/۲۱' })
  expect(corrected.headers.location).toContain('told=corrected')
  const customer = ctx.db.selectFrom('customers').select(['name', 'email', 'birthday', 'birthday_calendar']).where('id', '=', id)
  expect(await customer.executeTakeFirstOrThrow()).toEqual({
    name: 'Sara <b>Karimi',
    email: 'new@shop.example',
    birthday: '1370-05-21',
    birthday_calendar: 'persian',
  })
  expect((await app.anonymous().get(path)).text).toContain('Sara &lt;b>Karimi')
  expect((await send('/correction', { email: 'nonsense' })).headers.location).toContain('told=failed')
})

test("a customer's wish to be erased waits for the days of grace, can be taken back, and is carried out after them", async () => {
  const ctx = await testCtx({ now: new Date() })
  const { id } = await makeReachable(ctx)
  const { page, send } = await centreOf(ctx, id)
  await send('/erasure')
  expect((await page()).text).toContain('You asked us to erase your data')
  await send('/erasure/cancel')
  expect((await page()).text).not.toContain('You asked us')
  await send('/erasure')
  expect(await carryOutDue(ctx)).toBe(0)
  expect(await carryOutDue({ ...ctx, now: new Date(ctx.now.getTime() + 8 * 86_400_000) })).toBe(1)
  expect((await page()).status).toBe(404)
})

test('an erasure empties what every module keeps about the whole family, and leaves a certificate without personal data', async () => {
  const ctx = await testCtx({ now: new Date() })
  const { id } = await makeReachable(ctx, { email: 'sara@shop.example', phone: '+989121234567' })
  const other = await makeReachable(ctx, { email: 'second@shop.example' })
  await mergeCustomers(ctx, { survivorId: id, absorbedId: other.id, reason: 'chosen', evidence: [] })
  await recordConsents(ctx, [yes(ctx, id)])
  await emit(ctx, 'visit.paged', { name: 'secret page', properties: {}, context: {}, source: 'web' }, { customerId: other.id })
  const app = await testApp(ctx)
  const erasure = await app.as('owner').post('/api/privacy/erasures', { customerId: other.id, reason: 'own_wish' })
  expect([erasure.status, erasure.body.state, erasure.body.customerId]).toEqual([201, 'done', id])

  const certificate = await app.anonymous().get(`${new URL(erasure.body.page).pathname}?lang=fa`)
  expect(certificate.status).toBe(200)
  expect(certificate.text).toContain(erasure.body.certificate.hash)
  const everything = await wholeDatabase(ctx)
  for (const secret of ['sara@shop.example', 'second@shop.example', '9121234567', 'secret page', 'Sara']) {
    expect([secret, everything.filter(([, text]) => text.includes(secret)).map(([table]) => table)]).toEqual([secret, []])
  }
  expect(await mayContact(ctx, id, 'email', 'service')).toMatchObject({ may: false })
  const again = await app.as('owner').post('/api/privacy/erasures', { customerId: id, reason: 'own_wish' })
  expect(again.body.error.code).toBe('privacy.already_erased')
})

test('an address that belonged to an erased person cannot be mailed after an import, until they say yes themselves', async () => {
  const ctx = await testCtx({ now: new Date() })
  const { id } = await makeReachable(ctx, { email: 'sara@shop.example' })
  const app = await testApp(ctx)
  await app.as('owner').post('/api/privacy/erasures', { customerId: id, reason: 'own_wish' })
  const back = await makeReachable(ctx, { email: 'sara@shop.example' })
  await recordImportedConsents(ctx, '0199', 'old list', [{ ...yes(ctx, back.id), at: ctx.now }])
  expect(await mayContact(ctx, back.id, 'email', 'newsletter')).toMatchObject({ may: false })
  expect(await mayContact(ctx, back.id, 'email', 'service')).toEqual({ may: false, reason: 'suppressed' })
  await recordConsents(ctx, [{ ...yes(ctx, back.id), source: 'centre', at: ctx.now, statementId: 'later' }])
  await recordConsents({ ...ctx, now: new Date(ctx.now.getTime() + 1000) }, [
    { ...yes(ctx, back.id), source: 'centre', at: new Date(ctx.now.getTime() + 1000) },
  ])
  expect(await mayContact(ctx, back.id, 'email', 'newsletter')).toEqual({ may: true, reason: 'granted' })
})

test('two colleagues who erase the same customer at once erase once', async () => {
  const ctx = await testCtx({ now: new Date() })
  const { id } = await makeReachable(ctx)
  const app = await testApp(ctx)
  const ask = () => app.as('owner').post('/api/privacy/erasures', { customerId: id, reason: 'other' })
  const answers = await Promise.all([ask(), ask()])
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]))
})

test('nobody erases or exports a customer of another shop', async () => {
  const ctx = await testCtx()
  const { id } = await makeReachable(ctx)
  const app = await testApp(ctx)
  const stranger = (await app.otherWorkspace()).as('owner')
  expect((await stranger.post('/api/privacy/erasures', { customerId: id, reason: 'other' })).status).toBe(404)
  expect((await stranger.get(`/api/privacy/customers/${id}/export?format=json`)).status).toBe(404)
})

test('the nightly job forgets visits after the days that the workspace chose, and says how many', async () => {
  const ctx = await testCtx({ now: new Date() })
  const { id } = await makeReachable(ctx)
  const old = { ...ctx, now: new Date(ctx.now.getTime() - 40 * 86_400_000) }
  const visit = { name: 'old page', properties: {}, context: {}, source: 'web' }
  await inTransaction(old, (ctx) => emit(ctx, 'visit.paged', visit, { customerId: id }))
  await runAllReactions(ctx)
  const app = (await testApp(ctx)).as('owner')
  expect((await purgeOld(ctx))['events.visits']).toBe(0)
  expect((await app.put('/api/privacy/retention/events.visits', { days: 30 })).status).toBe(204)
  expect((await purgeOld(ctx))['events.visits']).toBe(1)
  expect((await purgeOld(ctx))['events.visits']).toBe(0)
  const { retention } = (await app.get('/api/privacy/settings')).body
  expect(retention.find((row: { kind: string }) => row.kind === 'events.visits')).toMatchObject({ days: 30, lastRemoved: 1 })
  expect((await app.put('/api/privacy/retention/made.up', { days: 30 })).status).toBe(404)
})

test('an incident is recorded with everybody affected, as a list to tell by hand where no mail server is set', async () => {
  const ctx = await testCtx({ now: new Date() })
  const one = await makeReachable(ctx, { email: 'one@shop.example' })
  const other = await makeReachable(ctx, { email: 'two@shop.example' })
  const app = (await testApp(ctx)).as('owner')
  const affected = { ids: [one.id, other.id, one.id] }
  expect((await app.post('/api/privacy/incidents/affected', { affected })).body).toEqual({ customers: 2, byEmail: 0, byHand: 2 })
  const text = 'A list with names and addresses was open for a day.'
  const request = { title: 'A list was open', happenedAt: '2026-03-01', textFa: text, textEn: text, affected }
  const { id } = (await app.post('/api/privacy/incidents', request)).body
  expect((await app.get('/api/privacy/incidents')).body.rows).toMatchObject([{ id, byEmail: 0, byHand: 2, title: 'A list was open' }])
  expect((await app.get(`/api/privacy/incidents/${id}/export?language=en`)).text).toContain('one@shop.example')
  const nobody = await app.post('/api/privacy/incidents', { ...request, affected: { ids: ['0199a3b4-0000-7000-8000-000000000000'] } })
  expect(nobody.body.error.code).toBe('privacy.nobody_affected')
  const filter = { field: 'consent.email', op: 'any_of', value: ['newsletter.silent'] }
  expect((await app.post('/api/privacy/incidents/affected', { affected: { filter } })).body.customers).toBe(2)
})

/** Every row of every table of the workspace, as text. */
async function wholeDatabase(ctx: TestCtx): Promise<(readonly [string, string])[]> {
  const { sql } = await import('kysely')
  const { rows: tables } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace`.execute(ctx.db)
  const told: (readonly [string, string])[] = []
  for (const { name } of tables) {
    if (name === 'workspaces_members') continue
    const { rows } = await sql<{ text: string }>`select t::text as text from ${sql.table(name)} t`.execute(ctx.db)
    told.push(...rows.map(({ text }) => [name, text] as const))
  }
  return told
}

test('undoing a merge of an erased person is refused', async () => {
  const ctx = await testCtx({ now: new Date() })
  const one = await makeReachable(ctx)
  const other = await makeReachable(ctx)
  const { mergeId } = await mergeCustomers(ctx, { survivorId: one.id, absorbedId: other.id, reason: 'chosen', evidence: [] })
  await (await testApp(ctx)).as('owner').post('/api/privacy/erasures', { customerId: one.id, reason: 'other' })
  await expect(undoMerge(ctx, mergeId)).rejects.toMatchObject({ kind: expect.stringMatching(/refused|not_found/) })
  await runJobs(ctx.server)
})
