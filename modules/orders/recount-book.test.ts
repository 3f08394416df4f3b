import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testCtx } from '#test/lab'
import { expectRightBook } from '#test/right-book'
import { inTransaction, type Ctx } from '#core/context'
import { makeCustomer } from '../customers/make.ts'
import { lockBook } from './book.ts'
import { incoming, makeOrder } from './make.ts'
import { recordOrders } from './record-orders.ts'
import { regroup } from './regroup.ts'
import { recountAll } from './recount-all.ts'
import { beginRecount } from './recount-book.ts'

const KINDS = ['purchase', 'purchase', 'purchase', 'refund', 'free'] as const

/** The same numbers for the same seed (Lehmer, 1951). */
function seeded(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

type Draw = ReturnType<typeof seeded>

const someOrder = (draw: Draw) => ({
  kind: KINDS[draw(KINDS.length)]!,
  ordered_at: new Date(Date.UTC(2023, 0, 1) + draw(900) * 86_400_000 + draw(8) * 3 * 3_600_000),
  total: draw(20) === 0 ? null : BigInt(draw(100_000)),
})

/** Runs writes between the two halves of a recount, for the customers named. */
async function recounting(ctx: Ctx, customers: readonly string[], write: (ctx: Ctx) => Promise<void>): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockBook(ctx)
    await sql`create temp table touched (customer_id uuid primary key) on commit drop`.execute(ctx.db)
    await sql`insert into touched select unnest(${[...new Set(customers)]}::uuid[])`.execute(ctx.db)
    const recount = await beginRecount(ctx, 'touched')
    await write(ctx)
    await recount.finish()
  })
}

const STATES = ['placed', 'paid', 'cancelled', 'refunded', null] as const
const PARTED = ['', 'r1', 'r2'] as const

/** A shop speaks of some of its orders, known and new ones, and somebody merges two customers or parts them again. */
async function liveWords(ctx: Ctx, draw: Draw, customers: readonly { readonly id: string }[]): Promise<void> {
  const [profile, from, to] = [
    customers[draw(customers.length)]!.id,
    customers[draw(customers.length)]!.id,
    customers[draw(customers.length)]!.id,
  ]
  const words = Array.from({ length: draw(6) }, () => {
    const { ordered_at, total } = someOrder(draw)
    const refunds = PARTED.slice(draw(3)).map((id) => ({ id, at: someOrder(draw).ordered_at, amount: total, reason: null, items: [] }))
    const word = { number: `n${draw(9)}`, orderedAt: ordered_at, saidAt: ordered_at, total, state: STATES[draw(STATES.length)]! }
    return incoming(ctx, customers[draw(customers.length)]!, { ...word, refunds: draw(3) === 0 ? refunds : [] })
  })
  await recordOrders(ctx, words)
  await regroup(ctx, [{ profile, from, to }])
}

test.each([
  { seed: 1, timeZone: 'Asia/Tehran', windowDays: null },
  { seed: 2, timeZone: 'America/New_York', windowDays: 45 },
  { seed: 3, timeZone: 'UTC', windowDays: 400 },
])('after any change of orders the book is what a count from scratch gives (%j)', async ({ seed, timeZone, windowDays }) => {
  const ctx = await testCtx({ timeZone })
  const draw = seeded(seed)
  const customers = await Promise.all(Array.from({ length: 12 }, () => makeCustomer(ctx)))
  await inTransaction(ctx, async (ctx) => {
    await lockBook(ctx)
    if (windowDays !== null) await ctx.db.updateTable('orders_books').set({ window_days: windowDays, window_source: 'set' }).execute()
  })
  for (let round = 0; round < 12; round++) {
    const orders = await ctx.db.selectFrom('orders').select(['id', 'customer_id']).execute()
    const hit = orders.filter(() => draw(4) === 0)
    const fresh = Array.from({ length: draw(12) }, () => customers[draw(customers.length)]!)
    const movedTo = customers[draw(customers.length)]!
    await recounting(ctx, [...hit.map(({ customer_id }) => customer_id), ...fresh.map(({ id }) => id), movedTo.id], async (ctx) => {
      for (const customer of fresh) await makeOrder(ctx, customer, someOrder(draw))
      for (const [k, { id }] of hit.entries()) {
        if (k % 3 === 0) await ctx.db.deleteFrom('orders').where('id', '=', id).execute()
        else
          await ctx.db
            .updateTable('orders')
            .set({ ...someOrder(draw), ...(k % 3 === 1 ? { customer_id: movedTo.id } : {}) })
            .where('id', '=', id)
            .execute()
      }
    })
    await expectRightBook(ctx)
    await liveWords(ctx, draw, customers)
    await expectRightBook(ctx)
  }
  await recountAll(ctx)
  await expectRightBook(ctx)
})

test('a shop that lost all its orders has no cells and no summaries', async () => {
  const ctx = await testCtx()
  const customer = await makeCustomer(ctx)
  await makeOrder(ctx, customer)
  await recountAll(ctx)
  await recounting(ctx, [customer.id], async (ctx) => {
    await ctx.db.deleteFrom('orders').execute()
  })
  expect(await ctx.db.selectFrom('orders_cells').select('kind').execute()).toEqual([])
  expect(await ctx.db.selectFrom('customers_summaries').select('customer_id').execute()).toEqual([])
  expect(await ctx.db.selectFrom('orders_books').select('last_day').execute()).toEqual([{ last_day: null }])
})

test('two writers at once count one after the other', async () => {
  const ctx = await testCtx()
  const customers = await Promise.all([makeCustomer(ctx), makeCustomer(ctx)])
  await makeOrder(ctx, customers[0], { ordered_at: new Date('2024-01-01T10:00:00Z') })
  await recountAll(ctx)
  const write = (customer: { id: string }, at: string) =>
    recounting(ctx, [customer.id], async (ctx) => {
      await new Promise((done) => setTimeout(done, 30))
      await makeOrder(ctx, customer, { id: randomUUIDv7(), ordered_at: new Date(at) })
    })
  await Promise.all([
    write(customers[0], '2024-02-01T10:00:00Z'),
    write(customers[0], '2024-02-11T10:00:00Z'),
    write(customers[1], '2024-03-01T10:00:00Z'),
  ])
  await expectRightBook(ctx)
})
