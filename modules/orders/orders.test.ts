import { expect, test } from 'vitest'
import { runAllReactions, runJobs, testApp, testCtx } from '#test/lab'
import { makeCustomer } from '../customers/make.ts'
import type { OrdersPage } from './api.ts'
import { makeItem, makeOrder } from './make.ts'
import { recountAll } from './recount-all.ts'

const numbers = (page: OrdersPage) => page.rows.map(({ number }) => number)

test("orders are found by number and by the customer's name", async () => {
  const ctx = await testCtx()
  const [sara, ali] = [await makeCustomer(ctx, { name: 'سارا' }), await makeCustomer(ctx, { name: 'علی' })]
  await makeOrder(ctx, sara, { number: 'C536' })
  await makeOrder(ctx, ali, { number: '1204' })
  const app = (await testApp(ctx)).as('agent')
  for (const [search, found] of [
    ['c536', 'C536'],
    ['۱۲۰۴', '1204'],
    ['#1204', '1204'],
    ['سار', 'C536'],
    ['علي', '1204'],
  ]) {
    expect([search, numbers((await app.get(`/api/orders?search=${encodeURIComponent(search!)}`)).body)]).toEqual([search, [found]])
  }
})

test('orders are filtered by local day, kind and customer', async () => {
  const ctx = await testCtx({ timeZone: 'Asia/Tehran' })
  const sara = await makeCustomer(ctx)
  await makeOrder(ctx, sara, { number: 'late', ordered_at: new Date('2024-05-01T20:29:59Z') })
  await makeOrder(ctx, sara, { number: 'after', ordered_at: new Date('2024-05-01T20:30:00Z'), kind: 'refund' })
  const ali = await makeCustomer(ctx)
  await makeOrder(ctx, ali, { number: 'other', ordered_at: new Date('2024-05-03T00:00:00Z') })
  const app = (await testApp(ctx)).as('agent')
  const list = async (query: string) => numbers((await app.get(`/api/orders?${query}`)).body)
  expect(await list('from=2024-05-01&to=2024-05-01')).toEqual(['late'])
  expect(await list('from=2024-05-02')).toEqual(['other', 'after'])
  expect(await list('kind=refund')).toEqual(['after'])
  expect(await list(`customer=${sara.id}&sort=at`)).toEqual(['late', 'after'])
})

test.each(['at', '-at', 'total', '-total'])('turning the pages sorted by %s shows every order once', async (sort) => {
  const ctx = await testCtx()
  const sara = await makeCustomer(ctx)
  for (let k = 0; k < 10; k++) {
    await makeOrder(ctx, sara, { ordered_at: new Date(Date.UTC(2024, 0, 1 + (k % 3))), total: k === 5 ? null : BigInt(k % 4) })
  }
  const app = (await testApp(ctx)).as('agent')
  const seen: OrdersPage['rows'] = []
  for (let cursor = ''; ;) {
    const page: OrdersPage = (await app.get(`/api/orders?limit=3&sort=${sort}${cursor}`)).body
    expect(page.total).toBe(10)
    seen.push(...page.rows)
    if (page.next === null) break
    cursor = `&cursor=${page.next}`
  }
  expect(new Set(seen.map(({ id }) => id)).size).toBe(10)
  const values = seen.map(({ orderedAt, total }) => (sort.endsWith('at') ? Date.parse(orderedAt) : Number(total ?? -1)))
  expect(values).toEqual(values.toSorted((a, b) => (sort.startsWith('-') ? b - a : a - b)))
})

test("an order's page shows its lines and what was given back; a number that we made up is not shown", async () => {
  const ctx = await testCtx()
  const sara = await makeCustomer(ctx, { name: 'Sara' })
  const order = await makeOrder(ctx, sara, { number: '~a1|b|0', discount: 50n })
  await makeItem(ctx, order, { quantity: 2.5, amount: 1000n })
  const refund = await makeOrder(ctx, sara, { number: 'R1', kind: 'refund', negative: true, total: 300n, refund_of: order.id })
  const app = (await testApp(ctx)).as('agent')
  expect((await app.get(`/api/orders/${order.id}`)).body).toMatchObject({
    number: null,
    discount: '50',
    customer: { name: 'Sara' },
    refundOf: null,
    items: [{ line: 1, quantity: 2.5, amount: '1000' }],
    refunds: [{ id: refund.id, number: 'R1', total: '300' }],
  })
  expect((await app.get(`/api/orders/${refund.id}`)).body).toMatchObject({
    number: 'R1',
    refundOf: { id: order.id, number: null },
    refunds: [],
  })
})

test('an order of another workspace is not found', async () => {
  const ctx = await testCtx()
  const { id } = await makeOrder(ctx, await makeCustomer(ctx))
  const app = await testApp(ctx)
  const stranger = (await app.otherWorkspace()).as('owner')
  expect((await stranger.get(`/api/orders/${id}`)).status).toBe(404)
  expect((await stranger.get('/api/orders')).body).toMatchObject({ rows: [], total: 0 })
  expect((await app.as('owner').get(`/api/orders/${id}`)).status).toBe(200)
})

test('the export holds every order that matches', async () => {
  const ctx = await testCtx({ calendar: 'persian', currency: 'IRR', timeZone: 'Asia/Tehran' })
  const sara = await makeCustomer(ctx, { name: 'Sara', external_id: '7' })
  await makeOrder(ctx, sara, { number: '12', total: 5000n, ordered_at: new Date('2024-03-19T20:30:00Z'), status: 'sent' })
  await makeOrder(ctx, sara, { number: '~1', kind: 'free', total: 0n, ordered_at: new Date('2024-01-01T00:00:00Z') })
  const app = (await testApp(ctx)).as('marketer')
  expect((await app.get('/api/orders/export?format=csv&language=en')).text.split('\r\n')).toEqual([
    '\uFEFFNumber,Kind,Date,Persian date,Total,Discount,Currency,Status,Customer,Customer ID',
    '12,purchase,2024-03-20T00:00:00,1403-01-01,500,,IRT,sent,Sara,7',
    ',free,2024-01-01T03:30:00,1402-10-11,0,,IRT,,Sara,7',
    '',
  ])
})

test('setting the activity window counts again, and taking it back returns to the suggested one', async () => {
  const ctx = await testCtx()
  const sara = await makeCustomer(ctx)
  for (const day of [1, 11, 21]) await makeOrder(ctx, sara, { ordered_at: new Date(Date.UTC(2024, 0, day, 10)) })
  await recountAll(ctx)
  const app = await testApp(ctx)
  const owner = app.as('owner')
  expect((await owner.get('/api/orders/window')).body).toEqual({ days: 10, source: 'suggested', suggested: 10 })

  expect((await owner.put('/api/orders/window', { days: 60 })).body).toEqual({ days: 60, source: 'set', suggested: 10 })
  expect(await ctx.db.selectFrom('orders_books').select('stale').execute()).toEqual([{ stale: true }])
  expect(await runJobs(ctx.server)).toBe(1)
  const current = ctx.db.selectFrom('orders_cells').select('x').where('kind', '=', 'current:gregorian').orderBy('x')
  expect(await ctx.db.selectFrom('orders_books').select(['stale', 'window_days']).execute()).toEqual([{ stale: false, window_days: 60 }])
  expect((await current.execute()).map(({ x }) => x)).toEqual([24_289, 24_290])

  expect((await owner.put('/api/orders/window', { days: null })).body).toEqual({ days: 10, source: 'suggested', suggested: 10 })
  await runJobs(ctx.server)
  expect((await current.execute()).map(({ x }) => x)).toEqual([])
})

test('a marketer sees the activity window and cannot set it', async () => {
  const marketer = (await testApp()).as('marketer')
  expect((await marketer.get('/api/orders/window')).body).toEqual({ days: 90, source: 'suggested', suggested: null })
  expect((await marketer.put('/api/orders/window', { days: 60 })).status).toBe(403)
})

test('a new time zone counts the days again', async () => {
  const ctx = await testCtx({ timeZone: 'UTC' })
  await makeOrder(ctx, await makeCustomer(ctx), { ordered_at: new Date('2024-01-01T22:00:00Z') })
  await recountAll(ctx)
  const app = await testApp(ctx)
  const owner = app.as('owner')
  const settings = (await owner.get('/api/workspace')).body
  expect((await owner.put('/api/workspace', { ...settings, timeZone: 'Asia/Tehran' })).status).toBeLessThan(300)
  await runAllReactions({ ...ctx, workspace: { ...ctx.workspace, timeZone: 'Asia/Tehran' } })
  await runJobs(ctx.server)
  expect(await ctx.db.selectFrom('orders_books').select(['time_zone', 'stale', 'last_day']).execute()).toEqual([
    { time_zone: 'Asia/Tehran', stale: false, last_day: 19_724 },
  ])
})
