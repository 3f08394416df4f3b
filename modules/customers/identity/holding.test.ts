import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testCtx, type TestCtx } from '#test/lab'
import { inTransaction } from '#core/context'
import type { Identifier } from '../domain-identity.ts'
import { customersHolding } from '../holding.ts'
import { makeCustomer } from '../make.ts'
import { familyOf } from './families.ts'
import { mergeCustomers, undoMerge } from './merge-customers.ts'
import { resolveCustomers } from './resolve-customers.ts'
import { sayAbout } from './say-about.ts'
import { touchSeen } from './touch-seen.ts'

const chosen = { reason: 'chosen', evidence: [{ kind: 'email', value: 'sara@shop.example' }] } as const
const email: Identifier = { kind: 'email', source: '', value: 'sara@shop.example', verified: false }

async function merged(ctx: TestCtx): Promise<{ one: string; other: string; mergeId: string }> {
  const [one, other] = [await makeCustomer(ctx, { name: 'Sara' }), await makeCustomer(ctx, { name: 'S. Karimi' })]
  await sayAbout(ctx, [
    { profileId: other.id, at: new Date(ctx.now.getTime() + 1), by: 'shop', fields: { city: 'Shiraz' }, identifiers: [email] },
  ])
  const { mergeId } = await mergeCustomers(ctx, { survivorId: one.id, absorbedId: other.id, ...chosen })
  return { one: one.id, other: other.id, mergeId }
}

async function timelineOf(ctx: TestCtx, id: string, limit = 10): Promise<string[]> {
  const family = await familyOf(ctx, id)
  const names: string[] = []
  for (const { read } of customersHolding.timeline ?? []) {
    for (let before: { at: Date; id: string } | null = null; ;) {
      const entries = await inTransaction(ctx, (ctx) => read(ctx, { family, before, limit }))
      names.push(...entries.map(({ name }) => name))
      const last = entries.at(-1)
      if (!last || entries.length < limit) break
      before = last
    }
  }
  return names
}

test('The timeline tells of merges, of their undoing and of changes, however short its pages are.', async () => {
  const ctx = await testCtx()
  const { one, other, mergeId } = await merged(ctx)
  expect(await timelineOf(ctx, one)).toEqual(['merge.chosen', 'change.city'])
  await undoMerge({ ...ctx, now: new Date(ctx.now.getTime() + 2) }, mergeId)
  await sayAbout(ctx, [{ profileId: other, at: ctx.now, by: 'shop', fields: {}, tags: { add: ['vip'] } }])
  for (const limit of [1, 2, 10])
    expect(await timelineOf(ctx, other, limit)).toEqual(['merge.undone', 'merge.chosen', 'change.city', 'change.tagged'])
  expect(await timelineOf(ctx, one)).toEqual(['merge.undone', 'merge.chosen'])
})

test('A person hears everything that is kept, and once erased nothing of it is left and nobody finds them.', async () => {
  const ctx = await testCtx()
  const { one, other } = await merged(ctx)
  const family = await familyOf(ctx, one)
  const told = JSON.stringify(await inTransaction(ctx, async (ctx) => customersHolding.tell?.(ctx, family)))
  for (const word of ['Sara', 'S. Karimi', 'Shiraz', 'sara@shop.example', 'chosen']) expect(told).toContain(word)
  const erased = await inTransaction(ctx, async (ctx) => customersHolding.erase?.(ctx, family))
  expect(erased).toMatchObject({ deleted: { identifiers: 1, edits: 1 }, anonymised: { profiles: 2, merges: 1 } })
  await sayAbout(ctx, [
    { profileId: other, at: new Date(), by: 'shop', fields: { name: 'Sara', email: email.value }, identifiers: [email] },
  ])
  const { rows } = await sql`
    select to_jsonb(c)::text, to_jsonb(m)::text from customers c left join customers_merges m on m.absorbed_id = c.id`.execute(ctx.db)
  expect(JSON.stringify(rows)).not.toMatch(/sara|karimi|shiraz/i)
  expect(await ctx.db.selectFrom('customers_keys').selectAll().execute()).toEqual([])
  const [found] = await resolveCustomers(ctx, [{ identifiers: [email], at: ctx.now, trusted: true, source: 'shop' }])
  expect(family).not.toContain(found?.customerId)
  const merge = mergeCustomers(ctx, { survivorId: found?.customerId ?? '', absorbedId: one, ...chosen })
  await expect(merge).rejects.toMatchObject({ code: 'customers.erased' })
})

test('A merge whose absorbed profile was erased is not taken back.', async () => {
  const ctx = await testCtx()
  const { one, mergeId } = await merged(ctx)
  const family = await familyOf(ctx, one)
  await inTransaction(ctx, async (ctx) => customersHolding.erase?.(ctx, family))
  await expect(undoMerge(ctx, mergeId)).rejects.toMatchObject({ code: 'customers.erased' })
})

test('Visitors who were not seen for long are forgotten, unless more than events hangs on them.', async () => {
  const ctx = await testCtx()
  const visitor = (value: string): Identifier => ({ kind: 'anonymous', source: '', value, verified: false })
  const claims = ['old', 'seen', 'cart', 'named'].map((value) => ({
    identifiers: [visitor(value)],
    at: ctx.now,
    trusted: false,
    source: 'site',
  }))
  const [, seen, cart] = await resolveCustomers(ctx, claims)
  const later = new Date(ctx.now.getTime() + 10 * 86_400_000)
  await resolveCustomers(ctx, [{ identifiers: [email, visitor('named')], at: ctx.now, trusted: true, source: 'site' }])
  await touchSeen(ctx, [{ profileId: seen?.profileId ?? '', at: later }])
  await inTransaction(ctx, async (ctx) => {
    await sql`
      insert into orders (workspace_id, id, customer_id, source, number, negative, kind, ordered_at, currency)
      values (${ctx.workspace.id}, uuidv7(), ${cart?.profileId}, 'x', '1', false, 'purchase', now(), 'GBP')`.execute(ctx.db)
  })
  const [visitors] = customersHolding.retention ?? []
  expect(await visitors?.purge(ctx, later)).toBe(1)
  expect(await visitors?.purge(ctx, later)).toBe(0)
  expect(await ctx.db.selectFrom('customers').select('id').execute()).toHaveLength(4)
})
