import { expect, test } from 'vitest'
import { testCtx, type TestCtx } from '#test/lab'
import { expectRightBook } from '#test/right-book'
import { makeCustomer } from '../customers/make.ts'
import type { IncomingOrder } from './domain-incoming.ts'
import { incoming, makeOrder } from './make.ts'
import { recordOrders } from './record-orders.ts'
import { recountAll } from './recount-all.ts'

const DAY = 86_400_000
const day = (n: number) => new Date(Date.UTC(2024, 0, 1) + n * DAY + 12 * 3_600_000)
const orders = (ctx: TestCtx) => ctx.db.selectFrom('orders').selectAll().orderBy('number').orderBy('negative').orderBy('part').execute()
const item = (over: Partial<NonNullable<IncomingOrder['items']>[number]> = {}) => ({
  code: 'A1',
  name: 'Candle',
  category: null,
  variant: null,
  quantity: 2,
  price: 500n,
  amount: 1000n,
  ...over,
})
const events = async (ctx: TestCtx) =>
  (await ctx.db.selectFrom('events').select(['name', 'payload']).orderBy('seq').execute()).map(({ name }) => name)

test('an order that a shop tells of stands at once, with its items, in every figure', async () => {
  const ctx = await testCtx()
  const sara = await makeCustomer(ctx)
  const word = incoming(ctx, sara, { number: '12', items: [item()], orderedAt: day(1), coupons: ['YALDA'], shipping: 50n })
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
