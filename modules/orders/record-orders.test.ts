import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testCtx, type TestCtx } from '#test/lab'
import { expectRightBook } from '#test/right-book'
import { makeCustomer } from '../customers/make.ts'
import type { IncomingOrder } from './domain-incoming.ts'
import { incoming, incomingItem, makeOrder } from './make.ts'
import { recordOrders } from './record-orders.ts'
import { recountAll } from './recount-all.ts'

const DAY = 86_400_000
const day = (n: number) => new Date(Date.UTC(2024, 0, 1) + n * DAY + 12 * 3_600_000)
const orders = (ctx: TestCtx) => ctx.db.selectFrom('orders').selectAll().orderBy('number').orderBy('negative').orderBy('part').execute()
const events = async (ctx: TestCtx) =>
  (await ctx.db.selectFrom('events').select(['name', 'payload']).orderBy('seq').execute()).map(({ name }) => name)

test('an order that a shop tells of stands at once, with its items, in every figure', async () => {
  const ctx = await testCtx()
  const sara = await makeCustomer(ctx)
  const word = incoming(ctx, sara, { number: '12', items: [incomingItem()], orderedAt: day(1), coupons: ['YALDA'], shipping: 50n })
  const [first] = await recordOrders(ctx, [word])
  expect(first).toMatchObject({ isNew: true })
  expect(await orders(ctx)).toMatchObject([
    { id: first!.orderId, number: '12', kind: 'purchase', total: 1000n, coupons: ['YALDA'], shipping: 50n, customer_id: sara.id },
  ])
  expect(await ctx.db.selectFrom('orders_items').select(['product_code', 'quantity', 'price']).execute()).toEqual([
    { product_code: 'A1', quantity: 2, price: 500n },
  ])
  await expectRightBook(ctx)
  expect(await recordOrders(ctx, [word])).toEqual([{ orderId: first!.orderId, isNew: false }])
  expect(await events(ctx)).toEqual(['order.placed'])
  await expectRightBook(ctx)
})

test('money in another currency is refused', async () => {
  const ctx = await testCtx()
  const word = incoming(ctx, await makeCustomer(ctx), { currency: 'EUR' })
  await expect(async () => recordOrders(ctx, [word])).rejects.toThrow('orders.other_currency')
})

test('an order cancelled before it was heard of stays cancelled, and one cancelled and then revived stands', async () => {
  const ctx = await testCtx()
  const sara = await makeCustomer(ctx)
  const word = (n: number, state: IncomingOrder['state']) => incoming(ctx, sara, { saidAt: day(n), orderedAt: day(1), state })
  await recordOrders(ctx, [word(3, 'cancelled')])
  await recordOrders(ctx, [word(1, 'placed')])
  expect(await orders(ctx)).toMatchObject([{ kind: 'refund', state: 'cancelled', cancelled_at: day(3) }])
  await expectRightBook(ctx)
  await recordOrders(ctx, [word(4, 'paid')])
  expect(await orders(ctx)).toMatchObject([{ kind: 'purchase', state: 'paid', cancelled_at: null, paid_at: day(4) }])
  await expectRightBook(ctx)
  expect(await events(ctx)).toEqual(['order.placed', 'order.cancelled', 'order.paid'])
})

test('refunds stand beside their order, each by itself, and wait for it when they come first', async () => {
  const ctx = await testCtx()
  const sara = await makeCustomer(ctx)
  const refund = (id: string, n: number, amount: bigint) => ({
    id,
    at: day(n),
    amount,
    reason: 'broken',
    items: [incomingItem({ quantity: 1 })],
  })
  const only = { total: null, items: null, state: 'refunded' } as const
  const [waiting] = await recordOrders(ctx, [incoming(ctx, sara, { ...only, saidAt: day(5), refunds: [refund('r1', 5, 300n)] })])
  expect(await orders(ctx)).toMatchObject([{ id: waiting!.orderId, kind: 'refund', negative: true, part: 'r1', refund_of: null }])
  const [order] = await recordOrders(ctx, [incoming(ctx, sara, { orderedAt: day(1), items: [incomingItem()] })])
  await recordOrders(ctx, [incoming(ctx, sara, { ...only, saidAt: day(6), refunds: [refund('r2', 6, 200n), refund('r1', 5, 300n)] })])
  expect(await orders(ctx)).toMatchObject([
    { kind: 'purchase', negative: false, total: 1000n },
    { kind: 'refund', part: 'r1', total: 300n, refund_of: order!.orderId, reason: 'broken' },
    { kind: 'refund', part: 'r2', total: 200n, refund_of: order!.orderId },
  ])
  await expectRightBook(ctx)
  expect(await events(ctx)).toEqual(['order.refunded', 'order.placed', 'order.refunded'])
})

test('a cancelled order whose refunds are known gives back once', async () => {
  const ctx = await testCtx()
  const sara = await makeCustomer(ctx)
  const refunds = [{ id: 'r', at: day(2), amount: 1000n, reason: null, items: [] }]
  await recordOrders(ctx, [incoming(ctx, sara, { orderedAt: day(1), state: 'cancelled', refunds })])
  const summary = await ctx.db.selectFrom('customers_summaries').select(['purchases', 'refunds', 'refunded']).execute()
  expect(summary).toEqual([{ purchases: 0, refunds: 1, refunded: 1000n }])
})

test('an order that a file brought is taken over by its shop', async () => {
  const ctx = await testCtx()
  const sara = await makeCustomer(ctx)
  const importId = '019a0000-0000-7000-8000-000000000001'
  const { id } = await makeOrder(ctx, sara, { source: 'shop', number: '1', ordered_at: day(1), channel: 'web', import_id: importId })
  await recountAll(ctx)
  await recordOrders(ctx, [incoming(ctx, sara, { saidAt: day(2), orderedAt: day(1), total: 70n })])
  expect(await orders(ctx)).toMatchObject([{ id, total: 70n, channel: 'web', import_id: null }])
  await expectRightBook(ctx)
  expect(await events(ctx)).toEqual(['order.changed'])
})

test('history says nothing', async () => {
  const ctx = await testCtx()
  await recordOrders(ctx, [incoming(ctx, await makeCustomer(ctx), { items: [incomingItem()] })], { history: true })
  expect(await orders(ctx)).toHaveLength(1)
  expect(await events(ctx)).toEqual([])
})

test('the same order from two at once is one order', async () => {
  const ctx = await testCtx()
  const sara = await makeCustomer(ctx)
  const words = ['1', '2', '1', '2'].map((number) => incoming(ctx, sara, { number, items: [incomingItem()] }))
  const told = await Promise.all(words.map((word) => recordOrders(ctx, [word])))
  expect(told.filter(([one]) => one!.isNew)).toHaveLength(2)
  expect(await orders(ctx)).toHaveLength(2)
  await expectRightBook(ctx)
})

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null, freq: 2 })
const lines = fc.array(
  fc.record({ code: fc.constantFrom('A', 'B'), amount: fc.bigInt(0n, 9n) }).map(({ code, amount }) => incomingItem({ code, amount })),
  { minLength: 1, maxLength: 2 },
)
const words = fc.array(
  fc.record({
    number: fc.constantFrom('1', '2', '3', '4'),
    who: fc.nat(2),
    said: fc.nat(6),
    ordered: fc.integer({ min: 0, max: 400 }),
    total: maybe(fc.bigInt(0n, 5n)),
    state: maybe(fc.constantFrom('placed', 'paid', 'delivered', 'cancelled', 'refunded')),
    status: maybe(fc.constantFrom('new', 'sent')),
    items: maybe(lines),
    paidAt: maybe(fc.nat(9).map(day)),
    refunds: fc.array(fc.record({ id: fc.constantFrom('a', 'b'), amount: maybe(fc.bigInt(0n, 3n)), day: fc.nat(500) }), { maxLength: 2 }),
  }),
  { minLength: 1, maxLength: 12 },
)

test('words in any order, once or more often, in any batches end in the same orders and a right book', async () => {
  await fc.assert(
    fc.asyncProperty(words, fc.infiniteStream(fc.nat(1000)), async (said, draw) => {
      const ctx = await testCtx()
      const customers = [await makeCustomer(ctx), await makeCustomer(ctx), await makeCustomer(ctx)]
      const wordsOf = (source: string) =>
        said.map(({ who, said, ordered, refunds, ...word }) =>
          incoming(ctx, customers[who]!, {
            ...word,
            source,
            saidAt: day(said),
            orderedAt: day(ordered),
            refunds: refunds.map(({ id, amount, day: n }) => ({ id, amount, at: day(n), reason: null, items: [] })),
          }),
        )
      for (const word of wordsOf('a')) {
        await recordOrders(ctx, [word])
        await expectRightBook(ctx)
      }
      const pick = (below: number) => draw.next().value! % below
      const again = [...wordsOf('b'), ...wordsOf('b')].toSorted(() => pick(3) - 1)
      while (again.length > 0) await recordOrders(ctx, again.splice(0, 1 + pick(5)))
      await expectRightBook(ctx)
      const told = async (source: string) => {
        const rows = await ctx.db.selectFrom('orders').selectAll().where('source', '=', source).execute()
        const items = await ctx.db.selectFrom('orders_items').selectAll().orderBy('line').execute()
        return rows
          .map(({ id, source: _source, refund_of, recorded_at: _at, ...row }) => ({
            ...row,
            isLinked: refund_of !== null,
            items: items.filter(({ order_id }) => order_id === id).map(({ product_code, amount }) => [product_code, amount]),
          }))
          .toSorted((a, b) => `${a.number}${a.negative}${a.part}`.localeCompare(`${b.number}${b.negative}${b.part}`))
      }
      expect(await told('b')).toEqual(await told('a'))
    }),
    { numRuns: 12 },
  )
}, 120_000)
