import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { recordConsents } from '#modules/consent'
import { familyOf, mergeCustomers, rootsOf, undoMerge } from '#modules/customers'
import { digestMessages } from '#modules/tracking'
import { keyed, makeSource } from '../modules/tracking/make.ts'
import { testApp, testCtx, type TestApp, type TestCtx } from './lab.ts'
import { expectRightBook } from './right-book.ts'

vi.setConfig({ testTimeout: 240_000 })

const User = fc.constantFrom('u1', 'u2', 'u3')
const Visitor = fc.constantFrom('v1', 'v2', 'v3')
const Who = fc.oneof(
  User.map((userId) => ({ userId })),
  Visitor.map((anonymousId) => ({ anonymousId })),
  fc.record({ userId: User, anonymousId: Visitor }),
)
const Email = fc.constantFrom(undefined, 'a@example.com', 'b@example.com')
const Minute = fc.nat(10_000)

const Message = fc.oneof(
  fc.record({ type: fc.constant('track' as const), who: Who, minute: Minute }),
  fc.record({ type: fc.constant('identify' as const), who: Who, email: Email, minute: Minute }),
  fc.record({ type: fc.constant('alias' as const), previousId: Visitor, userId: User, minute: Minute }),
  fc.record({ type: fc.constant('order' as const), who: Who, number: fc.nat(9), total: fc.integer({ min: 0, max: 900 }), minute: Minute }),
  fc.record({ type: fc.constant('refund' as const), who: Who, number: fc.nat(9), minute: Minute }),
)
type Message = typeof Message extends fc.Arbitrary<infer T> ? T : never

const Step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('send' as const), messages: fc.array(Message, { minLength: 1, maxLength: 6 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('merge' as const), one: fc.nat(), other: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const), which: fc.nat() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('say' as const),
      who: fc.nat(),
      state: fc.constantFrom('granted' as const, 'denied' as const),
      minute: Minute,
    }),
  },
)
type Step = typeof Step extends fc.Arbitrary<infer T> ? T : never

test('Whatever arrives, merges and is taken apart, in any order: nothing is lost or doubled, and no consent is widened.', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(Step, { minLength: 3, maxLength: 12 }), async (steps) => {
      const shop = await openShop()
      for (const step of steps) await take(shop, step)
      await expectNothingLost(shop)
      for (const id of await standingMerges(shop.ctx)) await undoMerge(shop.ctx, id).catch(passOver)
      await expectNothingLost(shop)
    }),
    { numRuns: 12, seed: 20_261_122 },
  )
})

test('Merges by hand while messages for both arrive lose none of them.', async () => {
  const shop = await openShop()
  const track = (userId: 'u1' | 'u2', minute: number): Message => ({ type: 'track', who: { userId }, minute })
  const order = (userId: 'u1' | 'u2', number: number): Message => ({ type: 'order', who: { userId }, number, total: 10, minute: number })
  await take(shop, { do: 'send', messages: [track('u1', 1), track('u2', 2)] })
  const arriving = async () => {
    for (let k = 0; k < 10; k++)
      await take(shop, { do: 'send', messages: [track('u1', k), order('u1', k), track('u2', k), order('u2', k + 100)] })
  }
  const merging = async () => {
    for (let k = 0; k < 6; k++) {
      await take(shop, { do: 'merge', one: 0, other: 1 })
      await take(shop, { do: 'undo', which: 0 })
    }
  }
  await Promise.all([arriving(), merging()])
  await digestMessages(shop.ctx)
  await expectNothingLost(shop)
})

interface Shop {
  readonly ctx: TestCtx
  readonly app: TestApp
  readonly key: string
  readonly visits: Set<string>
  readonly orders: Set<string>
}

async function openShop(): Promise<Shop> {
  const ctx = await testCtx()
  const app = await testApp(ctx)
  return { ctx, app, key: (await makeSource(ctx)).key, visits: new Set(), orders: new Set() }
}

async function take(shop: Shop, step: Step): Promise<void> {
  if (step.do === 'send') return send(shop, step.messages)
  if (step.do === 'undo') return undo(shop, step.which)
  const roots = await rootIds(shop.ctx)
  if (roots.length === 0) return
  const pick = (at: number) => roots[at % roots.length] ?? ''
  if (step.do === 'merge') return merge(shop, pick(step.one), pick(step.other))
  const { state, minute } = step
  await recordConsents(shop.ctx, [
    { profileId: pick(step.who), purpose: 'newsletter', channel: 'email', state, source: 'member', at: at(minute) },
  ])
}

async function send(shop: Shop, messages: readonly Message[]): Promise<void> {
  const batch = messages.map((message) => ({ messageId: randomUUID(), ...spoken(message) }))
  for (const [k, message] of messages.entries()) {
    if (message.type === 'track') shop.visits.add(batch[k]?.messageId ?? '')
    if (message.type === 'order') shop.orders.add(String(message.number))
  }
  // The same batch twice, at once and the other way round.
  const answers = await Promise.all(
    [batch, batch.toReversed()].map((batch) =>
      shop.app.anonymous().post('/v1/batch', { batch }, { ...keyed(shop.key), 'content-type': 'application/json' }),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  await digestMessages(shop.ctx)
}

function spoken(message: Message) {
  const timestamp = at(message.minute).toISOString()
  if (message.type === 'alias') return { type: 'alias', previousId: message.previousId, userId: message.userId, timestamp }
  if (message.type === 'identify') return { type: 'identify', ...message.who, traits: { email: message.email }, timestamp }
  if (message.type === 'track') return { type: 'track', ...message.who, event: 'Looked', properties: {}, timestamp }
  const order_id = String(message.number)
  if (message.type === 'refund')
    return { type: 'track', ...message.who, event: 'Order Refunded', properties: { order_id, total: 1, currency: 'GBP' }, timestamp }
  const properties = { order_id, total: message.total, currency: 'GBP', products: [{ product_id: 'p', price: message.total, quantity: 1 }] }
  return { type: 'track', ...message.who, event: 'Order Completed', properties, timestamp }
}

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1) + minute * 60_000)

/** Of two people the stricter word holds for the one that they become. */
async function merge({ ctx }: Shop, survivorId: string, absorbedId: string): Promise<void> {
  const before = [await stateOf(ctx, survivorId), await stateOf(ctx, absorbedId)]
  const made = await mergeCustomers(ctx, { survivorId, absorbedId, reason: 'chosen', evidence: [] }).catch(passOver)
  if (made && before.every((state) => state !== 'busy')) expect(await stateOf(ctx, survivorId)).toBe(strictest(before))
}

/** Neither of the two may be written to after the undoing if both together could not be. */
async function undo({ ctx }: Shop, which: number): Promise<void> {
  const merges = await standingMerges(ctx)
  const id = merges[which % Math.max(1, merges.length)]
  if (!id) return
  const row = await ctx.db.selectFrom('customers_merges').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const [root = ''] = (await rootsOf(ctx, [row.absorbed_id])).values()
  const before = await stateOf(ctx, root)
  await undoMerge(ctx, id).catch(passOver)
  const after = await stateOf(ctx, row.absorbed_id)
  if (after === 'granted') expect(['granted', 'denied', 'pending']).toContain(before)
  if (before === null) expect(after).toBeNull()
}

const STRICTNESS = [null, 'granted', 'pending', 'denied']
const strictest = (states: readonly (string | null)[]) => STRICTNESS[Math.max(...states.map((state) => STRICTNESS.indexOf(state)))]

/** A refusal that says so (already one person, told apart, gone) is an answer, not a failure. */
function passOver(error: unknown): undefined {
  if (error instanceof Error && 'kind' in error) return undefined
  throw error
}

async function stateOf(ctx: TestCtx, customerId: string): Promise<string | null> {
  const root = (await rootsOf(ctx, [customerId])).get(customerId) ?? customerId
  const row = await ctx.db.selectFrom('consents').select('state').where('customer_id', '=', root).executeTakeFirst()
  return row?.state ?? null
}

async function rootIds(ctx: TestCtx): Promise<string[]> {
  const rows = await ctx.db.selectFrom('customers').select('id').where('merged_into', 'is', null).orderBy('id').execute()
  return rows.map(({ id }) => id)
}

async function standingMerges(ctx: TestCtx): Promise<string[]> {
  const rows = await ctx.db.selectFrom('customers_merges').select('id').where('undone_at', 'is', null).orderBy('id').execute()
  return rows.map(({ id }) => id)
}

async function expectNothingLost({ ctx, visits, orders }: Shop): Promise<void> {
  const failed = await sql`select type, error from tracking_messages where state = 'failed'`.execute(ctx.db)
  expect(failed.rows).toEqual([])
  const events = await ctx.db.selectFrom('events').select(['message_id', 'customer_id']).where('name', '=', 'visit.tracked').execute()
  const looked = events.filter(({ message_id }) => visits.has(message_id ?? ''))
  expect(looked.map(({ message_id }) => message_id ?? '').toSorted()).toEqual([...visits].toSorted())
  const profiles = await ctx.db.selectFrom('customers').select(['id', 'merged_into']).execute()
  const rootOf = new Map(profiles.map(({ id, merged_into }) => [id, merged_into ?? id]))
  expect(looked.filter(({ customer_id }) => !rootOf.has(customer_id ?? ''))).toEqual([])
  for (const root of new Set(rootOf.values())) {
    const family = await familyOf(ctx, root)
    expect(family.toSorted()).toEqual(
      profiles
        .filter(({ id }) => rootOf.get(id) === root)
        .map(({ id }) => id)
        .toSorted(),
    )
  }
  const papers = await ctx.db.selectFrom('orders').select(['number', 'negative', 'customer_id', 'profile_id']).execute()
  expect(
    papers
      .filter(({ negative }) => !negative)
      .map(({ number }) => number)
      .toSorted(),
  ).toEqual([...orders].toSorted())
  expect(papers.filter(({ customer_id, profile_id }) => rootOf.get(profile_id ?? customer_id) !== customer_id)).toEqual([])
  if (papers.length > 0) await expectRightBook(ctx)
}
