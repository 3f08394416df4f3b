import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testApp, testCtx, type TestCtx } from '#test/lab'
import { expectRightBook } from '#test/right-book'
import { inTransaction } from '#core/context'
import type { FilterCondition } from '#core/holdings'
import { makeCustomer } from '../customers/make.ts'
import { gatherProducts } from './gather-products.ts'
import { ordersHolding } from './holding.ts'
import { incoming, incomingCart, incomingItem, makeItem, makeOrder } from './make.ts'
import { recordCarts } from './record-carts.ts'
import { recordOrders } from './record-orders.ts'
import { recountAll } from './recount-all.ts'

const HOUR = 3_600_000
const hour = (ctx: TestCtx, n: number) => new Date(ctx.now.getTime() + n * HOUR)
const carts = (ctx: TestCtx) => ctx.db.selectFrom('orders_carts').selectAll().orderBy('cart_id').execute()

test('the latest word about a cart stands, whichever came first, and each change is told once', async () => {
  const ctx = await testCtx()
  const sara = await makeCustomer(ctx)
  const words = [
    incomingCart(ctx, sara, { saidAt: hour(ctx, -5) }),
    incomingCart(ctx, sara, { saidAt: hour(ctx, -4), items: [], total: 0n }),
    incomingCart(ctx, sara, { saidAt: hour(ctx, -3), items: [incomingItem({ code: 'B' })], total: 70n, checkoutStep: 2 }),
  ]
  await recordCarts(ctx, words)
  await recordCarts(ctx, words.toReversed())
  expect(await carts(ctx)).toMatchObject([{ total: 70n, said_at: hour(ctx, -3), begun_at: hour(ctx, -5), items: [{ code: 'B' }] }])
  const events = await ctx.db.selectFrom('events').select('name').orderBy('seq').execute()
  expect(events.map(({ name }) => name)).toEqual(['cart.changed', 'cart.changed', 'cart.changed', 'cart.checked_out'])
  await recordCarts(ctx, words.map((word) => ({ ...word, cartId: 'other' })).toReversed())
  const [one, other] = await carts(ctx)
  expect({ ...other, id: one!.id, cart_id: one!.cart_id }).toEqual(one)
})

test('a cart is open, then left, and converted by its order whichever comes first', async () => {
  const ctx = await testCtx({ now: new Date() })
  const sara = await makeCustomer(ctx)
  await recordOrders(ctx, [incoming(ctx, sara, { number: '7', orderedAt: hour(ctx, -30) })])
  await recordCarts(ctx, [
    incomingCart(ctx, sara, { cartId: 'open', source: 'b' }),
    incomingCart(ctx, sara, { cartId: 'left', source: 'b', saidAt: hour(ctx, -2) }),
    incomingCart(ctx, sara, { cartId: 'named', saidAt: hour(ctx, -2.5), orderNumber: '7' }),
    incomingCart(ctx, sara, { cartId: 'soon', source: 'c', saidAt: hour(ctx, -3) }),
  ])
  await recordOrders(ctx, [incoming(ctx, sara, { source: 'c', number: '8', orderedAt: hour(ctx, -1) })])
  const app = (await testApp(ctx)).as('agent')
  const { body } = await app.get('/api/carts')
  expect(body.rows.map(({ state, total }: { state: string; total: string }) => [state, total])).toEqual([
    ['open', '1000'],
    ['left', '1000'],
    ['converted', '1000'],
    ['converted', '1000'],
  ])
  expect((await app.get('/api/carts?state=left')).body.rows).toHaveLength(1)
})

test('a merge moves orders, carts and returns with their figures, and its undoing moves them back', async () => {
  const ctx = await testCtx()
  const [sara, ali] = [await makeCustomer(ctx), await makeCustomer(ctx)]
  await recordOrders(ctx, [
    incoming(ctx, sara, {
      number: '1',
      orderedAt: hour(ctx, -500),
      refunds: [{ id: 'r', at: ctx.now, amount: 5n, reason: null, items: [] }],
    }),
    incoming(ctx, ali, { number: '2', orderedAt: hour(ctx, -300) }),
  ])
  await recordCarts(ctx, [incomingCart(ctx, ali)])
  await ordersHolding.regroup!(ctx, [{ profile: ali.id, from: ali.id, to: sara.id }])
  await expectRightBook(ctx)
  await recordOrders(ctx, [incoming(ctx, ali, { number: '3', customerId: sara.id })])
  const owners = async () => {
    const rows = await ctx.db.selectFrom('orders').select(['number', 'customer_id', 'profile_id']).orderBy('number').execute()
    return rows.map(({ number, customer_id, profile_id }) => [number, customer_id, profile_id])
  }
  expect(await owners()).toEqual([
    ['1', sara.id, null],
    ['1', sara.id, null],
    ['2', sara.id, ali.id],
    ['3', sara.id, ali.id],
  ])
  expect(await carts(ctx)).toMatchObject([{ customer_id: sara.id, profile_id: ali.id }])
  await ordersHolding.regroup!(ctx, [{ profile: ali.id, from: sara.id, to: ali.id }])
  await expectRightBook(ctx)
  expect(await owners()).toEqual([
    ['1', sara.id, null],
    ['1', sara.id, null],
    ['2', ali.id, null],
    ['3', ali.id, null],
  ])
})

test('the timeline tells orders, refunds, returns and carts, newest first, page by page', async () => {
  const ctx = await testCtx()
  const sara = await makeCustomer(ctx)
  for (let k = 0; k < 5; k++)
    await makeOrder(ctx, sara, { ordered_at: hour(ctx, -(k >> 1)), kind: k === 3 ? 'refund' : 'purchase', negative: k === 3 })
  const source = ordersHolding.timeline!.find(({ kind }) => kind === 'order')!
  const seen: string[] = []
  let before: { at: Date; id: string } | null = null
  for (;;) {
    const [next, ...rest] = await source.read(ctx, { family: [sara.id], before, limit: 2 })
    if (!next) break
    const last = rest.at(-1) ?? next
    seen.push(...[next, ...rest].map(({ id }) => id))
    before = last
  }
  expect(new Set(seen).size).toBe(5)
  expect(seen).toHaveLength(5)
})

async function who(ctx: TestCtx, name: string, condition: FilterCondition): Promise<(string | null)[]> {
  const field = ordersHolding.filters!.find((each) => each.name === name)!
  const meets = await field.sql(ctx, condition)
  const { rows } = await sql<{ name: string | null }>`
    select c.name from customers c left join customers_summaries s on s.workspace_id = c.workspace_id and s.customer_id = c.id
    where c.workspace_id = ${ctx.workspace.id} and ${meets} order by c.name`.execute(ctx.db)
  return rows.map(({ name }) => name)
}

test('customers are found by what they bought, how they paid, and what is open', async () => {
  const ctx = await testCtx()
  const [ali, mina, sara] = [
    await makeCustomer(ctx, { name: 'Ali' }),
    await makeCustomer(ctx, { name: 'Mina' }),
    await makeCustomer(ctx, { name: 'Sara' }),
  ]
  const candle = await makeOrder(ctx, sara, { payment_method: 'card', total: 100n })
  await makeItem(ctx, candle, { product_code: 'A1', category: 'Home' })
  const cup = await makeOrder(ctx, ali, { total: 900n, due_at: hour(ctx, -100) })
  await makeItem(ctx, cup, { product_code: null, product_name: 'Cup' })
  await recordCarts(ctx, [incomingCart(ctx, mina, { saidAt: hour(ctx, -30) })])
  await recountAll(ctx)
  await gatherProducts(ctx)
  const products = await ctx.db.selectFrom('orders_products').select(['id', 'name', 'units', 'buyers']).orderBy('name').execute()
  expect(products).toMatchObject([
    { name: 'Candle', units: 1, buyers: 1n },
    { name: 'Cup', units: 1, buyers: 1n },
  ])
  expect(await who(ctx, 'orders.product', { op: 'any_of', value: [products[0]!.id] })).toEqual(['Sara'])
  expect(await who(ctx, 'orders.product', { op: 'is', value: products[1]!.id })).toEqual(['Ali'])
  expect(await who(ctx, 'orders.product', { op: 'none_of', value: [products[1]!.id] })).toEqual(['Mina', 'Sara'])
  expect(await who(ctx, 'orders.category', { op: 'is', value: 'Home' })).toEqual(['Sara'])
  expect(await who(ctx, 'orders.payment_method', { op: 'any_of', value: ['card'] })).toEqual(['Sara'])
  expect(await who(ctx, 'orders.average', { op: 'at_least', value: '500' })).toEqual(['Ali'])
  expect(await who(ctx, 'orders.overdue', { op: 'is', value: true })).toEqual(['Ali'])
  expect(await who(ctx, 'orders.late_payer', { op: 'is', value: false })).toEqual(['Mina', 'Sara'])
  expect(await who(ctx, 'orders.open_return', { op: 'is', value: true })).toEqual([])
  expect(await who(ctx, 'orders.cart_left', { op: 'in_last', value: 5 })).toEqual(['Mina'])
  expect(await who(ctx, 'orders.cart_left', { op: 'not_in_last', value: 5 })).toEqual(['Ali', 'Sara'])
  for (const field of ordersHolding.filters!) await field.choices?.(ctx, 'c')
})

test('erasing keeps amounts and items, and nothing that people wrote', async () => {
  const ctx = await testCtx()
  const sara = await makeCustomer(ctx)
  const refunds = [{ id: 'r', at: ctx.now, amount: 5n, reason: 'Sara broke it', items: [] }]
  await recordOrders(ctx, [incoming(ctx, sara, { status: 'call Sara first', coupons: ['SARA10'], items: [incomingItem()], refunds })])
  await recordCarts(ctx, [incomingCart(ctx, sara)])
  const told = JSON.stringify(await ordersHolding.tell!(ctx, [sara.id]))
  for (const word of ['Candle', 'SARA10', 'Sara broke it', 'A1']) expect(told).toContain(word)
  expect(await inTransaction(ctx, (ctx) => ordersHolding.erase!(ctx, [sara.id]))).toEqual({
    deleted: { carts: 1 },
    anonymised: { orders: 2, returns: 0 },
  })
  expect(JSON.stringify(await ordersHolding.tell!(ctx, [sara.id]))).not.toContain('Sara')
  expect(await ctx.db.selectFrom('orders').select('total').orderBy('total').execute()).toEqual([{ total: 5n }, { total: 1000n }])
  await expectRightBook(ctx)
})

test('old carts are forgotten', async () => {
  const ctx = await testCtx()
  const sara = await makeCustomer(ctx)
  await recordCarts(ctx, [incomingCart(ctx, sara, { saidAt: hour(ctx, -50) }), incomingCart(ctx, sara, { cartId: 'new' })])
  expect(await inTransaction(ctx, (here) => ordersHolding.retention![0]!.purge(here, hour(ctx, -10)))).toBe(1)
  expect(await carts(ctx)).toMatchObject([{ cart_id: 'new' }])
})

test('the catalogue follows the latest order, but not over what a member wrote', async () => {
  const ctx = await testCtx()
  const sara = await makeCustomer(ctx)
  const sold = (n: number, over: object) => incoming(ctx, sara, { number: String(n), orderedAt: hour(ctx, n), items: [incomingItem(over)] })
  await recordOrders(ctx, [
    sold(1, { name: 'Candle' }),
    sold(3, { name: 'Red candle', price: 600n, category: 'Home' }),
    sold(2, { name: 'Old' }),
  ])
  const app = await testApp(ctx)
  const marketer = app.as('marketer')
  const { rows } = (await marketer.get('/api/products?search=RED')).body
  expect(rows).toMatchObject([{ name: 'Red candle', price: '600', category: 'Home', code: 'A1' }])
  const path = `/api/products/${rows[0].id}`
  expect((await marketer.get(path)).body).toMatchObject({
    units: 6,
    orders: 3,
    buyers: 1,
    revenue: '3000',
    firstBuyers: 1,
    firstBuyersBack: 1,
  })
  expect((await marketer.put(path, { name: 'Candle, red', cost: '150' })).body).toMatchObject({ edited: ['name'], margin: 0.75 })
  await recordOrders(ctx, [sold(90, { name: 'Another name', price: 700n })])
  expect((await marketer.get(path)).body).toMatchObject({ name: 'Candle, red', price: '700', cost: '150' })
  expect((await app.as('agent').put(path, { cost: '1' })).status).toBe(403)
  expect((await (await app.otherWorkspace()).as('owner').put(path, { cost: '1' })).status).toBe(404)
  expect((await marketer.put(path, { isArchived: true })).body.isArchived).toBe(true)
  expect((await marketer.get('/api/products')).body.rows).toEqual([])
})
