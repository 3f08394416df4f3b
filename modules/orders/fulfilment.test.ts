import { expect, test } from 'vitest'
import { testApp, testCtx } from '#test/lab'
import { makeCustomer } from '../customers/make.ts'
import { incoming, incomingItem, makeItem, makeOrder } from './make.ts'
import { punctualityOf } from './punctuality.ts'
import { recordOrders } from './record-orders.ts'

const NO_DAYS = { promisedAt: null, shippedAt: null, deliveredAt: null }
const at = (day: string) => `${day}T10:00:00.000Z`

test('a delivery is written down, and how late it came', async () => {
  const ctx = await testCtx()
  const { id } = await makeOrder(ctx, await makeCustomer(ctx), { ordered_at: new Date(at('2026-01-01')) })
  const app = await testApp(ctx)
  const days = { promisedAt: at('2026-01-05'), shippedAt: at('2026-01-03'), deliveredAt: at('2026-01-07') }
  expect((await app.as('agent').put(`/api/orders/${id}/delivery`, days)).status).toBe(204)
  expect((await app.as('agent').get(`/api/orders/${id}`)).body.delivery).toEqual({ ...days, daysLate: 2 })
  const events = await ctx.db.selectFrom('events').select(['name', 'payload']).orderBy('seq').execute()
  expect(events.map(({ name }) => name)).toEqual(['order.shipped', 'order.delivered', 'order.changed'])
  expect(events[1]).toMatchObject({ payload: { late: true } })
  expect((await app.as('viewer').put(`/api/orders/${id}/delivery`, days)).status).toBe(403)
  const stranger = (await app.otherWorkspace()).as('owner')
  expect((await stranger.put(`/api/orders/${id}/delivery`, days)).status).toBe(404)
})

test.each([
  ['orders.delivered_before_shipped', {}, { ...NO_DAYS, shippedAt: at('2026-01-03'), deliveredAt: at('2026-01-02') }],
  ['orders.order_is_cancelled', { state: 'cancelled' as const }, NO_DAYS],
  ['orders.not_an_order', { negative: true, kind: 'refund' as const }, NO_DAYS],
  ['orders.not_yet', {}, { ...NO_DAYS, shippedAt: at('2029-01-01') }],
])('a delivery is refused: %s', async (code, over, days) => {
  const ctx = await testCtx({ now: new Date() })
  const { id } = await makeOrder(ctx, await makeCustomer(ctx), over)
  const answer = await (await testApp(ctx)).as('owner').put(`/api/orders/${id}/delivery`, days)
  expect([answer.status, answer.body.error.code]).toEqual([409, code])
})

test('what a member writes stands over older words of the shop, and under newer ones', async () => {
  const ctx = await testCtx()
  const sara = await makeCustomer(ctx)
  const [recorded] = await recordOrders(ctx, [incoming(ctx, sara, { saidAt: new Date(at('2020-01-01')), paidAmount: 5n })])
  const owner = (await testApp(ctx)).as('owner')
  const payment = { dueAt: at('2026-02-01'), paidAt: at('2026-02-03'), paidAmount: '900' }
  expect((await owner.put(`/api/orders/${recorded!.orderId}/payment`, payment)).status).toBe(204)
  await recordOrders(ctx, [incoming(ctx, sara, { saidAt: new Date(at('2021-01-01')), paidAmount: 7n })])
  const shown = async () => (await owner.get(`/api/orders/${recorded!.orderId}`)).body.payment
  expect(await shown()).toEqual({ ...payment, daysLate: 2 })
  await recordOrders(ctx, [incoming(ctx, sara, { saidAt: new Date(Date.now() + 60_000), paidAmount: 1000n })])
  expect(await shown()).toMatchObject({ paidAmount: '1000' })
  expect((await owner.put(`/api/orders/${recorded!.orderId}/payment`, { ...payment, paidAt: null })).body.error.code).toBe(
    'orders.paid_without_date',
  )
})

test('punctuality counts by days: on the day is on time', async () => {
  const ctx = await testCtx({ now: new Date(at('2026-03-10')) })
  const sara = await makeCustomer(ctx)
  const due_at = new Date(at('2026-03-01'))
  for (const paid_at of [at('2026-03-01'), at('2026-02-20'), at('2026-03-05'), null]) {
    await makeOrder(ctx, sara, { due_at, paid_at: paid_at === null ? null : new Date(paid_at) })
  }
  await makeOrder(ctx, sara, { due_at: new Date(at('2026-04-01')) })
  await makeOrder(ctx, sara)
  await makeOrder(ctx, sara, { due_at, state: 'cancelled' })
  expect(await punctualityOf(ctx, [sara.id])).toEqual({
    due: 5,
    paidOnTime: 2,
    paidLate: 1,
    meanDaysLate: 4 / 3,
    open: 2,
    overdue: 1,
    owed: 1000n,
  })
})

test('a return goes from request to refund, step by step, and not past its end', async () => {
  const ctx = await testCtx()
  const order = await makeOrder(ctx, await makeCustomer(ctx, { name: 'Sara' }), { number: '12' })
  await makeItem(ctx, order, { line: 1, quantity: 3 })
  const app = await testApp(ctx)
  const agent = app.as('agent')
  const asked = await agent.post(`/api/orders/${order.id}/returns`, { items: [{ line: 1, quantity: 2 }], reason: 'Too small' })
  expect(asked.status).toBe(201)
  expect(asked.body).toMatchObject({ state: 'requested', orderNumber: '12', reason: 'Too small', customer: { name: 'Sara' } })
  const move = (state: string) => agent.put(`/api/returns/${asked.body.id}/state`, { state, note: null })
  expect((await move('received')).body.error.code).toBe('orders.not_the_next_state')
  for (const state of ['approved', 'received', 'refunded']) expect((await move(state)).body.state).toBe(state)
  expect((await move('approved')).body.error.code).toBe('orders.return_is_closed')
  expect((await agent.get(`/api/orders/${order.id}`)).body.returns[0].steps.map((step: { state: string }) => step.state)).toEqual([
    'requested',
    'approved',
    'received',
    'refunded',
  ])
  expect((await agent.get('/api/returns?state=open')).body.rows).toEqual([])
  expect((await agent.get('/api/returns')).body.rows).toHaveLength(1)
  const names = await ctx.db.selectFrom('events').select('name').orderBy('seq').execute()
  expect(names.map(({ name }) => name)).toEqual(['return.requested', 'return.changed', 'return.changed', 'return.changed'])
  const stranger = (await app.otherWorkspace()).as('owner')
  expect((await stranger.put(`/api/returns/${asked.body.id}/state`, { state: 'approved' })).status).toBe(404)
  expect((await stranger.post(`/api/orders/${order.id}/returns`, {})).status).toBe(404)
})

test.each([
  ['orders.more_than_bought', {}, [{ line: 1, quantity: 4 }]],
  ['orders.more_than_bought', {}, [1, 1].map((line) => ({ line, quantity: 2 }))],
  ['orders.no_such_line', {}, [{ line: 2, quantity: 1 }]],
  ['orders.nothing_to_return', { kind: 'refund' as const, negative: true }, []],
])('a return is refused: %s', async (code, over, items) => {
  const ctx = await testCtx()
  const order = await makeOrder(ctx, await makeCustomer(ctx), over)
  await makeItem(ctx, order, { quantity: 3 })
  expect((await (await testApp(ctx)).as('owner').post(`/api/orders/${order.id}/returns`, { items })).body.error.code).toBe(code)
})

test('two at once cannot ask the same pieces back', async () => {
  const ctx = await testCtx()
  const order = await makeOrder(ctx, await makeCustomer(ctx))
  await makeItem(ctx, order, { quantity: 3 })
  const owner = (await testApp(ctx)).as('owner')
  const answers = await Promise.all([1, 2].map(() => owner.post(`/api/orders/${order.id}/returns`, { items: [{ line: 1, quantity: 2 }] })))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
})

test('an order page shows what the shop said: lines with their products, coupons, shipping, refunds with their reason', async () => {
  const ctx = await testCtx()
  const sara = await makeCustomer(ctx)
  const refunds = [{ id: 'r1', at: ctx.now, amount: 100n, reason: 'Broken', items: [] }]
  const word = incoming(ctx, sara, { items: [incomingItem({ variant: 'Red' })], coupons: ['YALDA'], shipping: 40n, tax: 9n, refunds })
  const [recorded] = await recordOrders(ctx, [word])
  const { body } = await (await testApp(ctx)).as('agent').get(`/api/orders/${recorded!.orderId}`)
  expect(body).toMatchObject({
    coupons: ['YALDA'],
    shipping: '40',
    tax: '9',
    state: 'placed',
    items: [{ variant: 'Red', price: '500', productCode: 'A1' }],
    refunds: [{ total: '100', reason: 'Broken' }],
  })
  expect(body.items[0].productId).not.toBeNull()
})
