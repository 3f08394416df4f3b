import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testApp, testCtx, type TestCtx } from '#test/lab'
import { inTransaction } from '#core/context'
import type { Claim, Identifier } from '../domain-identity.ts'
import type { Saying } from '../domain-said.ts'
import { makeCustomer } from '../make.ts'
import { customerFor } from '../queries.ts'
import { familyOf, rootsOf } from './families.ts'
import { mergeCustomers, undoMerge } from './merge-customers.ts'
import { resolveCustomers } from './resolve-customers.ts'
import { sayAbout } from './say-about.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 2, 20, hour))
const external = (value: string, source = ''): Identifier => ({ kind: 'external', source, value, verified: false })
const email = (value: string, verified = false): Identifier => ({ kind: 'email', source: '', value, verified })
const anonymous = (value: string): Identifier => ({ kind: 'anonymous', source: 'site', value, verified: false })
const claim = (identifiers: readonly Identifier[], over: Partial<Claim> = {}): Claim => ({
  identifiers,
  at: at(1),
  trusted: true,
  source: 'tracking',
  ...over,
})

async function resolved(ctx: TestCtx, ...claims: Claim[]) {
  return resolveCustomers(ctx, claims)
}

async function said(ctx: TestCtx, saying: Partial<Saying> & { readonly profileId: string }): Promise<void> {
  await sayAbout(ctx, [{ at: at(2), by: 'member', fields: {}, ...saying }])
}

const rootOf = async (ctx: TestCtx, id: string) => (await rootsOf(ctx, [id])).get(id)
const suggestionsOf = async (ctx: TestCtx) => ctx.db.selectFrom('customers_suggestions').selectAll().execute()
const chosen = { reason: 'chosen', evidence: [] } as const

test('A person is found by any of the names that a trusted sender gave.', async () => {
  const ctx = await testCtx()
  const [first] = await resolved(ctx, claim([external('u1'), email('sara@shop.example')]))
  expect(first).toMatchObject({ isNew: true, profileId: first?.customerId })
  const again = await resolved(ctx, claim([email('sara@shop.example')]), claim([external('u1')]), claim([external('u1', 'shop:1')]))
  expect(again.map(({ customerId, isNew }) => [customerId === first?.customerId, isNew])).toEqual([
    [true, false],
    [true, false],
    [false, true],
  ])
  expect(await customerFor(ctx, first?.customerId ?? '')).toMatchObject({ external_id: 'u1', email: 'sara@shop.example' })
})

test('An id that nobody has goes to whoever has the e-mail, but not when a browser says so.', async () => {
  const ctx = await testCtx()
  const [known] = await resolved(ctx, claim([email('sara@shop.example')]))
  const [shop] = await resolved(ctx, claim([external('7', 'shop:1'), email('sara@shop.example')]))
  expect(shop?.customerId).toBe(known?.customerId)
  const [browser] = await resolved(ctx, claim([external('u9'), email('sara@shop.example')], { trusted: false }))
  expect(browser).toMatchObject({ isNew: true })
  expect(browser?.customerId).not.toBe(known?.customerId)
  expect(await suggestionsOf(ctx)).toMatchObject([{ state: 'open', evidence: [{ kind: 'email', value: 'sara@shop.example' }] }])
  const [byEmail] = await resolved(ctx, claim([email('sara@shop.example')]))
  expect(byEmail?.customerId).toBe(known?.customerId)
})

test('The same verified e-mail makes two people one, and an unverified one only suggests it.', async () => {
  const ctx = await testCtx()
  const [one, other, third] = await resolved(
    ctx,
    claim([external('u1'), email('sara@shop.example', true)]),
    claim([external('u2'), email('sara@shop.example', true)]),
    claim([external('u3'), email('sara@shop.example')]),
  )
  expect(other?.customerId).toBe(one?.customerId)
  expect(other?.profileId).not.toBe(one?.profileId)
  expect(third?.customerId).not.toBe(one?.customerId)
  expect(await suggestionsOf(ctx)).toMatchObject([{ state: 'open' }])
  const merges = await ctx.db.selectFrom('customers_merges').selectAll().execute()
  expect(merges).toMatchObject([{ reason: 'verified', evidence: [{ kind: 'email', value: 'sara@shop.example' }] }])
})

test('Whoever shows that an e-mail is theirs takes it from whoever only said so.', async () => {
  const ctx = await testCtx()
  const [first] = await resolved(ctx, claim([external('u1'), email('sara@shop.example')]))
  const [second] = await resolved(ctx, claim([external('u2'), email('sara@shop.example', true)]))
  expect(second?.customerId).not.toBe(first?.customerId)
  const [found] = await resolved(ctx, claim([email('sara@shop.example')]))
  expect(found?.customerId).toBe(second?.customerId)
})

test('What a visitor did belongs to whoever says their name on that browser.', async () => {
  const ctx = await testCtx()
  const [visitor] = await resolved(ctx, claim([anonymous('a')]))
  const row = await ctx.db.selectFrom('customers').selectAll().executeTakeFirstOrThrow()
  expect(row).toMatchObject({ id: visitor?.profileId, is_visitor: true })
  const [named] = await resolved(ctx, claim([external('u1'), anonymous('a')], { trusted: false }))
  expect(await rootOf(ctx, visitor?.profileId ?? '')).toBe(named?.customerId)
  const [later] = await resolved(ctx, claim([anonymous('a')]))
  expect(later).toMatchObject({ profileId: visitor?.profileId, customerId: named?.customerId, isNew: false })
})

test('A browser that two people use belongs to the one who was named on it first, whichever word arrives first.', async () => {
  const ctx = await testCtx()
  const [visitor] = await resolved(ctx, claim([anonymous('a')], { at: at(0) }))
  const [late] = await resolved(ctx, claim([external('late'), anonymous('a')], { at: at(9) }))
  expect(await rootOf(ctx, visitor?.profileId ?? '')).toBe(late?.customerId)
  const [early] = await resolved(ctx, claim([external('early'), anonymous('a')], { at: at(3) }))
  expect(await rootOf(ctx, visitor?.profileId ?? '')).toBe(early?.customerId)
  const [later] = await resolved(ctx, claim([external('later'), anonymous('a')], { at: at(5) }))
  expect(await rootOf(ctx, visitor?.profileId ?? '')).toBe(early?.customerId)
  expect(new Set([late?.customerId, early?.customerId, later?.customerId]).size).toBe(3)
})

test('Two ids of the same space from a trusted sender are an alias: one person with two profiles.', async () => {
  const ctx = await testCtx()
  const [old] = await resolved(ctx, claim([external('old')]))
  const [alias] = await resolved(ctx, claim([external('new'), external('old')]))
  expect(await rootOf(ctx, old?.profileId ?? '')).toBe(alias?.customerId)
  await resolved(ctx, claim([external('mine'), external('new')], { trusted: false }))
  const [browser] = await resolved(ctx, claim([external('mine')]))
  expect(browser?.customerId).not.toBe(alias?.customerId)
  expect(await suggestionsOf(ctx)).toMatchObject([{ state: 'open' }])
})

test('Of each field the latest word counts, whenever it arrives, and every change is kept with its speaker.', async () => {
  const ctx = await testCtx()
  const { id } = await makeCustomer(ctx, { name: 'Sara', email: 'sara@shop.example' })
  await sql`update customers set created_at = ${at(0)}`.execute(ctx.db)
  await said(ctx, { profileId: id, at: at(5), by: 'ali', fields: { name: 'Sarah', city: 'Shiraz' }, tags: { add: ['vip'] } })
  await said(ctx, { profileId: id, at: at(3), by: 'shop', fields: { name: 'S.', country: 'IR' }, attributes: { size: 40 } })
  await said(ctx, { profileId: id, at: at(4), by: 'shop', tags: { remove: ['vip'] } })
  const row = await ctx.db.selectFrom('customers').selectAll().executeTakeFirstOrThrow()
  expect(row).toMatchObject({
    name: 'Sarah',
    city: 'Shiraz',
    country: 'IR',
    tags: ['vip'],
    attributes: { size: 40 },
    search: 'sarah sara@shop.example',
  })
  const edits = await ctx.db.selectFrom('customers_edits').selectAll().orderBy('changed_at', 'desc').orderBy('field').execute()
  expect(edits.map(({ field, before, after, changed_by }) => [field, before, after, changed_by])).toEqual([
    ['city', null, 'Shiraz', 'ali'],
    ['name', 'Sara', 'Sarah', 'ali'],
    ['tag:vip', false, true, 'ali'],
    ['attribute:size', null, 40, 'shop'],
    ['country', null, 'IR', 'shop'],
  ])
  await said(ctx, { profileId: id, at: at(6), fields: { name: null }, attributes: { size: null } })
  expect(await customerFor(ctx, id)).toMatchObject({ name: null })
  const { rows } = await sql`select payload from events where name = 'customer.changed' order by seq`.execute(ctx.db)
  expect(rows).toHaveLength(3)
})

test('A merge shows the latest words of both, keeps old ids working, and comes apart as a whole.', async () => {
  const ctx = await testCtx()
  const one = await makeCustomer(ctx, { name: 'Sara', external_id: 'c1' })
  const other = await makeCustomer(ctx, { name: null, phone: '+989121234567', external_id: 'c2' })
  const before = await people(ctx)
  const { mergeId } = await mergeCustomers(ctx, { survivorId: one.id, absorbedId: other.id, ...chosen })
  expect(await customerFor(ctx, other.id)).toMatchObject({ id: one.id, name: 'Sara', phone: '+989121234567' })
  expect(await familyOf(ctx, other.id)).toEqual([one.id, other.id])
  await undoMerge(ctx, mergeId)
  expect(await people(ctx)).toEqual(before)
  await mergeCustomers(ctx, { survivorId: one.id, absorbedId: other.id, ...chosen })
  await said(ctx, { profileId: other.id, at: ctx.now, fields: { city: 'Shiraz' } })
  const merges = await ctx.db.selectFrom('customers_merges').selectAll().where('undone_at', 'is', null).execute()
  await undoMerge(ctx, merges[0]?.id ?? '')
  expect(await people(ctx)).toEqual(before.map((row) => (row.id === other.id ? { ...row, city: 'Shiraz' } : row)))
})

test('What was told apart is not merged by itself again, but a person may.', async () => {
  const ctx = await testCtx()
  const [one, other] = await resolved(
    ctx,
    claim([external('u1'), email('a@b.example', true)]),
    claim([external('u2'), email('a@b.example', true)]),
  )
  const merge = await ctx.db.selectFrom('customers_merges').selectAll().executeTakeFirstOrThrow()
  await undoMerge(ctx, merge.id)
  const [again] = await resolved(ctx, claim([external('u2'), email('a@b.example', true)]))
  expect(again?.customerId).toBe(other?.profileId)
  await mergeCustomers(ctx, { survivorId: one?.profileId ?? '', absorbedId: other?.profileId ?? '', ...chosen })
  expect(await rootOf(ctx, other?.profileId ?? '')).toBe(one?.profileId)
  expect(await suggestionsOf(ctx)).toMatchObject([{ state: 'merged' }])
})

test('Nobody is merged with themselves, with somebody missing, or across workspaces.', async () => {
  const ctx = await testCtx()
  const { id } = await makeCustomer(ctx)
  const stranger = await (await testApp(ctx)).otherWorkspace()
  const theirs = { ...ctx, workspace: stranger.workspace, db: ctx.server.db }
  const foreign = await makeCustomer(theirs)
  const merge = (survivorId: string, absorbedId: string) => mergeCustomers(ctx, { survivorId, absorbedId, ...chosen })
  await expect(merge(id, id)).rejects.toMatchObject({ code: 'customers.same_person' })
  await expect(merge(id, foreign.id)).rejects.toMatchObject({ code: 'customers.not_found' })
  await expect(merge(foreign.id, id)).rejects.toMatchObject({ code: 'customers.not_found' })
  const [here] = await resolved(ctx, claim([external('u1')]))
  const [there] = await resolveCustomers(theirs, [claim([external('u1')])])
  expect(there?.customerId).not.toBe(here?.customerId)
})

test('Of two who merge, undo or name the same person at once, one is heard and the other told.', async () => {
  const ctx = await testCtx()
  const [one, other] = [await makeCustomer(ctx), await makeCustomer(ctx)]
  const merge = (survivorId: string, absorbedId: string) => mergeCustomers(ctx, { survivorId, absorbedId, ...chosen })
  const merges = await Promise.allSettled([merge(one.id, other.id), merge(other.id, one.id)])
  expect(merges.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const { id } = await ctx.db.selectFrom('customers_merges').selectAll().executeTakeFirstOrThrow()
  const undos = await Promise.allSettled([undoMerge(ctx, id), undoMerge(ctx, id)])
  expect(undos.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const named = await Promise.all(Array.from({ length: 4 }, () => resolved(ctx, claim([external('u1'), anonymous('a')]))))
  expect(new Set(named.flat().map(({ customerId }) => customerId)).size).toBe(1)
  expect(await ctx.db.selectFrom('customers').select('id').where('is_visitor', '=', false).execute()).toHaveLength(3)
})

async function people(ctx: TestCtx) {
  return inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<{ id: string }>`
      select id, name, phone, email, external_id, country, city, tags, attributes, merged_into, is_visitor from customers order by id`.execute(
      ctx.db,
    )
    return rows
  })
}

test('A contact that a claim brings for somebody who is known is told of, but not of history.', async () => {
  const ctx = await testCtx()
  await resolved(ctx, claim([external('u1')]), claim([external('u2')]))
  await resolved(ctx, claim([external('u1'), email('sara@shop.example')]))
  await resolveCustomers(ctx, [claim([external('u2'), email('ali@shop.example')])], { isHistory: true })
  const events = await ctx.db.selectFrom('events').select('payload').where('name', '=', 'customer.changed').execute()
  expect(events.map(({ payload }) => payload)).toEqual([{ customerId: expect.any(String), fields: ['email'] }])
})
