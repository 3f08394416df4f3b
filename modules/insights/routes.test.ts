import { expect, test } from 'vitest'
import { makeCustomer } from '../customers/make.ts'
import { makeOrder } from '../orders/make.ts'
import { recountAll } from '#modules/orders'
import { testApp, testCtx } from '#test/lab'
import type { TestApp, TestCtx } from '#test/lab'

interface Shop {
  readonly ctx: TestCtx
  readonly app: TestApp
}

/** Two customers; one comes back after 40 days and gives something back, the other does not. */
async function shop(over: Parameters<typeof testCtx>[0] = {}): Promise<Shop> {
  const ctx = await testCtx({ timeZone: 'Europe/London', ...over })
  const loyal = await makeCustomer(ctx, { name: '=Loyal' })
  const other = await makeCustomer(ctx, { name: 'Other' })
  await makeOrder(ctx, loyal, { ordered_at: new Date('2025-01-10T10:00:00Z'), total: 1000n })
  await makeOrder(ctx, loyal, { ordered_at: new Date('2025-02-19T10:00:00Z'), total: 2050n })
  await makeOrder(ctx, loyal, { ordered_at: new Date('2025-02-20T10:00:00Z'), total: 50n, kind: 'refund', negative: true })
  await makeOrder(ctx, other, { ordered_at: new Date('2025-01-11T10:00:00Z'), total: 500n })
  await makeOrder(ctx, other, { ordered_at: new Date('2025-04-11T10:00:00Z'), total: 0n, kind: 'free' })
  await recountAll(ctx)
  return { ctx, app: await testApp(ctx) }
}

test('The return report says who came back, from the counted book', async () => {
  const { app } = await shop()
  const { status, body } = await app.as('viewer').get('/api/insights/return')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    empty: false,
    asOf: '2025-02-20',
    calendar: 'gregorian',
    period: 'month',
    currency: 'GBP',
    stale: false,
    window: { days: 40, source: 'suggested', suggested: 40 },
    customers: 2,
    orders: 3,
    refunds: 1,
    revenue: '3550',
    refunded: '50',
    returned: 1,
    returnRate: 0.5,
    repeated: 0,
    timeToReturn: { median: 40, q1: 40, q3: 40, curve: [{ days: 40, customers: 1, share: 0.5 }] },
  })
  expect(body.cohorts).toEqual([{ cohort: '2025-01', index: 24_300, size: 2, active: [1], revenue: ['1500', '2050'] }])
  expect(body.retention).toMatchObject([
    { period: '2025-01', complete: true, start: 0, new: 2, end: 2, rate: null },
    { period: '2025-02', complete: false, start: 2, new: 0, end: 1, retained: 1, wonBack: 0, lost: 1, rate: 0.5 },
  ])
})

test('The report follows the calendar and the period that are asked for', async () => {
  const { app } = await shop()
  const { body } = await app.as('owner').get('/api/insights/return?calendar=persian&period=year')
  expect(body.retention).toMatchObject([{ period: '1403', complete: false, new: 1, end: 1 }])
  expect(body.cohorts.map((each: { cohort: string }) => each.cohort)).toEqual(['1403-10'])
  expect((await app.as('owner').get('/api/insights/return?period=week')).status).toBe(400)
})

test('Today shows the return rate and those whose return is due', async () => {
  const { app } = await shop()
  const { body } = await app.as('marketer').get('/api/insights/today')
  expect(body).toMatchObject({ empty: false, asOf: '2025-02-20', customers: 2, returned: 1, returnRate: 0.5, yearAgo: null })
  expect(body.trend.at(-1)).toEqual({ day: '2025-01-31', returnRate: 0 })
  expect(body.suggestions).toEqual([{ kind: 'return-due', customers: 1, value: '500', behind: 'return-due:20099:20099', usualDays: 40 }])
})

test('A suggestion opens exactly the customers that it counts', async () => {
  const { app } = await shop()
  const [suggestion] = (await app.as('owner').get('/api/insights/today')).body.suggestions
  const { body } = await app.as('owner').get(`/api/customers?behind=${suggestion.behind}`)
  expect(body.rows.map((row: { name: string }) => row.name)).toEqual(['Other'])
})

test('A shop without orders has an empty report and an empty home page', async () => {
  const app = await testApp(await testCtx())
  expect((await app.as('owner').get('/api/insights/return')).body).toMatchObject({
    empty: true,
    asOf: null,
    customers: 0,
    revenue: null,
    retention: [],
  })
  expect((await app.as('owner').get('/api/insights/today')).body).toMatchObject({ empty: true, asOf: null, suggestions: [] })
})

test.each(['summary', 'purchaseShares', 'nextPurchase', 'retention', 'cohorts', 'timeToReturn'])(
  'The part %s leaves as CSV and XLSX in both languages',
  async (part) => {
    const { app } = await shop()
    for (const language of ['fa', 'en']) {
      const csv = await app.as('manager').get(`/api/insights/return/export?part=${part}&format=csv&language=${language}`)
      expect(csv.status).toBe(200)
      expect(csv.headers['content-type']).toContain('text/csv')
      expect(csv.text.startsWith('\uFEFF')).toBe(true)
      const xlsx = await app.as('manager').get(`/api/insights/return/export?part=${part}&format=xlsx&language=${language}`)
      expect(xlsx.status).toBe(200)
      expect(xlsx.text.startsWith('PK')).toBe(true)
    }
  },
)

test('An exported table names the currency once and gives plain numbers', async () => {
  const { app } = await shop()
  const csv = await app.as('owner').get('/api/insights/return/export?part=purchaseShares&format=csv&language=en')
  expect(csv.text.split('\r\n').slice(0, 3)).toEqual([
    '\uFEFFPurchase,Orders,Revenue (GBP),Share of revenue,Mean order (GBP)',
    'First,2,15,0.4225352112676056,7.5',
    'Second,1,20.5,0.5774647887323944,20.5',
  ])
})

test('A viewer reads the report but takes no copy; an agent and a stranger see neither', async () => {
  const { app } = await shop()
  const file = '/api/insights/return/export?part=summary&format=csv&language=en'
  expect((await app.as('viewer').get(file)).status).toBe(403)
  expect((await app.as('agent').get('/api/insights/return')).status).toBe(403)
  expect((await app.as('agent').get('/api/insights/today')).status).toBe(403)
  expect((await app.anonymous().get('/api/insights/today')).status).toBe(401)
})

test('Another workspace’s report does not know our orders', async () => {
  const { app } = await shop()
  const other = await app.otherWorkspace()
  expect((await other.as('owner').get('/api/insights/return')).body).toMatchObject({ empty: true, customers: 0 })
})
