import { expect, test } from 'vitest'
import { atEnd, runJobs, testApp, testCtx, type TestCtx } from '#test/lab'
import { SMTPServer } from 'smtp-server'
import { unsubscribeLink } from './links.ts'
import { makeReachable } from './make.ts'
import { mayContact } from './may-contact.ts'
import { recordConsents } from './record-consents.ts'

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const pathOf = (link: string) => new URL(link).pathname

/** A shop that asks for a confirmation of newsletters by e-mail, and somebody who signed up on its site. */
async function signedUp(ctx: TestCtx, email = 'sara@shop.example') {
  const app = await testApp(ctx)
  const words = { name: { fa: 'خبرنامه', en: 'Newsletter' }, text: { fa: 'متن', en: 'News of the shop' } }
  await app.as('owner').put('/api/consent/purposes/newsletter', { ...words, confirmedOn: ['email'], isArchived: false })
  const { id } = await makeReachable(ctx, { email })
  const yes = { profileId: id, purpose: 'newsletter', channel: 'email', state: 'granted', source: 'widget', at: ctx.now } as const
  await recordConsents(ctx, [{ ...yes, shown: 'News of the shop', textVersion: 1 }])
  return { app, id, yes }
}

const askedLinks = async (ctx: TestCtx) =>
  (await ctx.db.selectFrom('events').select('payload').where('name', '=', 'consent.confirmation_asked').execute()).map(
    ({ payload }) => (payload as { link: string }).link,
  )

test('a yes from outside waits until it is confirmed from the address itself, by a press and not by opening the link', async () => {
  const ctx = await testCtx({ now: new Date() })
  const { app, id } = await signedUp(ctx)
  expect(await mayContact(ctx, id, 'email', 'newsletter')).toEqual({ may: false, reason: 'pending' })
  await runJobs(ctx.server)
  const [link = ''] = await askedLinks(ctx)
  const page = await app.anonymous().get(pathOf(link), { 'accept-language': 'en' })
  expect([page.status, page.headers['cache-control'], page.headers['x-robots-tag']]).toEqual([200, 'no-store', 'noindex, nofollow'])
  expect(page.text).toContain('News of the shop')
  expect(await mayContact(ctx, id, 'email', 'newsletter')).toEqual({ may: false, reason: 'pending' })

  expect((await app.anonymous().post(pathOf(link), '', FORM)).status).toBe(303)
  expect(await mayContact(ctx, id, 'email', 'newsletter')).toEqual({ may: true, reason: 'granted' })
  expect((await app.anonymous().get(pathOf(link))).text).toContain('role="status"')
  const entry = ctx.db.selectFrom('consent_entries').select(['shown', 'text_version', 'proof']).where('source', '=', 'confirmation')
  expect(await entry.executeTakeFirstOrThrow()).toMatchObject({
    shown: 'News of the shop',
    text_version: 1,
    proof: { page: 'confirmation' },
  })
})

test('a confirmation after a later no changes nothing, and one after its time neither', async () => {
  const ctx = await testCtx({ now: new Date() })
  const { app, id, yes } = await signedUp(ctx)
  await runJobs(ctx.server)
  const [link = ''] = await askedLinks(ctx)
  await recordConsents(ctx, [{ ...yes, state: 'denied', source: 'member', at: ctx.now }])
  await app.anonymous().post(pathOf(link), '', FORM)
  expect(await mayContact(ctx, id, 'email', 'newsletter')).toEqual({ may: false, reason: 'denied' })

  const late = await testCtx({ now: new Date(Date.now() - 8 * 86_400_000) })
  const other = await signedUp(late)
  await runJobs(late.server)
  const [old = ''] = await askedLinks(late)
  await other.app.anonymous().post(pathOf(old), '', FORM)
  expect(await mayContact(late, other.id, 'email', 'newsletter')).toEqual({ may: false, reason: 'pending' })
})

test('the same sign-up twice in a day asks once', async () => {
  const ctx = await testCtx({ now: new Date() })
  const { yes } = await signedUp(ctx)
  await runJobs(ctx.server)
  await recordConsents(ctx, [yes])
  await runJobs(ctx.server)
  expect(await askedLinks(ctx)).toHaveLength(1)
})

test('one press in a mail program ends a kind of messages without a redirect', async () => {
  const ctx = await testCtx()
  const { id } = await makeReachable(ctx)
  await recordConsents(ctx, [{ profileId: id, purpose: 'offers', channel: 'email', state: 'granted', source: 'member', at: new Date(0) }])
  const app = await testApp(ctx)
  const path = pathOf(unsubscribeLink(ctx.server, ctx, { customerId: id, purpose: 'offers', channel: 'email' }))
  expect((await app.anonymous().get(path)).status).toBe(200)
  expect(await mayContact(ctx, id, 'email', 'offers')).toMatchObject({ may: true })
  const answer = await app.anonymous().post(path, 'List-Unsubscribe=One-Click', { ...FORM, origin: 'https://mail.example' })
  expect(answer.status).toBe(200)
  expect(await mayContact(ctx, id, 'email', 'offers')).toEqual({ may: false, reason: 'denied' })
})

test('a broken, foreign or old link gets a kind page in the language of the visitor', async () => {
  const app = await testApp()
  for (const path of ['/p/confirm/x.y', '/p/unsubscribe/WyJhIl0.AAAA']) {
    const page = await app.anonymous().get(path, { 'accept-language': 'fa-IR,fa;q=0.9' })
    expect([page.status, page.text.includes('dir="rtl"')]).toEqual([404, true])
    expect((await app.anonymous().post(path, '', FORM)).status).toBe(404)
  }
})

test('with a mail server the question goes out by e-mail, and the letter keeps no words afterwards', async () => {
  const mails: string[] = []
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      let text = ''
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
      stream.on('end', () => done(null, void mails.push(text) as never))
    },
  })
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  atEnd(() => new Promise<void>((resolve) => smtp.close(() => resolve())))
  const ctx = await testCtx({ now: new Date() })
  const { port } = smtp.server.address() as { port: number }
  Object.assign(ctx.server.config, { smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom: 'Shop <hello@shop.example>' })
  await signedUp(ctx)
  await runJobs(ctx.server)
  expect(mails).toHaveLength(1)
  expect(mails[0]).toContain('Content-Transfer-Encoding: base64')
  const letter = ctx.db.selectFrom('consent_letters').select(['state', 'body', 'address', 'attempts'])
  expect(await letter.executeTakeFirstOrThrow()).toEqual({ state: 'sent', body: null, address: null, attempts: 1 })
})
