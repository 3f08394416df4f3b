import { expect, test } from 'vitest'
import { makeCustomer } from '../../customers/make.ts'
import { makeOrder } from '../../orders/make.ts'
import { recountAll } from '#modules/orders'
import { testApp, testCtx, type TestCtx } from '#test/lab'
import { cohortText, readCohort } from './domain-behind.ts'
import { GRAINS } from './domain-grains.ts'

/** Twelve customers over two years, every third from Telegram; two segments. */
async function shop() {
  const ctx = await testCtx({ timeZone: 'Asia/Tehran', weekStart: 6 })
  for (let k = 0; k < 12; k++) {
    const customer = await makeCustomer(ctx, { name: `c${k}`, country: k % 2 === 0 ? 'IR' : 'GB' })
    const first = Date.UTC(2024, 0, 3 + 17 * k, 21)
    for (let n = 0; n <= k % 4; n++)
      await makeOrder(ctx, customer, { ordered_at: new Date(first + n * (5 + 9 * k) * 86_400_000), total: BigInt(1000 + 100 * k) })
    await study(ctx, customer.id, k % 3 === 0 ? 'telegram' : 'site')
  }
  await recountAll(ctx)
  const app = await testApp(ctx)
  const segment = async (name: string, least: number) =>
    String((await app.as('owner').post('/api/segments', { name, condition: { field: 'purchases', op: 'at_least', value: least } })).body.id)
  return { ctx, app, returned: await segment('Returned', 2), nobody: await segment('Nobody', 99) }
}

async function study(ctx: TestCtx, customerId: string, channel: string): Promise<void> {
  const counts = { purchases: 1, visits: 0, visits_without: 0, margin: 500n }
  const row = { workspace_id: ctx.workspace.id, customer_id: customerId, first_channel: channel, ...counts }
  await ctx.db
    .insertInto('insights_types')
    .values({
      ...row,
      type: null,
      discounted: null,
      variety: null,
      repeated: null,
      irregularity: null,
      first_product: null,
      first_category: null,
      first_source: null,
    })
    .execute()
}

type Row = { id: string; size: number; values: (number | string)[]; eligible: number[] | null; behind: string }

test('cuts, their lists of customers, segments as lenses, and what is refused', async () => {
  const { ctx, app, returned, nobody } = await shop()
  const owner = app.as('owner')
  const cut = async (query: string) => (await owner.get(`/api/insights/cohorts?${query}`)).body
  const count = async (condition: object) =>
    (await owner.get(`/api/customers?limit=1&filter=${encodeURIComponent(JSON.stringify(condition))}`)).body.total

  // Each number opens exactly its customers.
  for (const query of [
    ...GRAINS.map((grain) => `grain=${grain}${grain === 'day' ? '&from=2024-02-01&to=2024-03-31' : ''}`),
    'grain=week&calendar=persian&from=2024-02-01&to=2024-04-30',
    'grain=month&calendar=persian&by=channel',
    'grain=week&by=channel',
  ]) {
    const { rows } = await cut(query)
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows as Row[]) {
      const active = row.values.findIndex((value, k) => k > 0 && Number(value) > 0)
      for (const k of active < 0 ? [0] : [0, active]) {
        const value = cohortText({ ...readCohort(row.behind)!, after: k })
        expect([query, value, await count({ field: 'cohort', op: 'is', value })]).toEqual([
          query,
          value,
          k === 0 ? row.size : row.values[k],
        ])
      }
    }
  }

  // A lens: the same report, of the segment's customers.
  const everyone = (await owner.get('/api/insights/return')).body
  const lens = (await owner.get(`/api/insights/return?segment=${returned}`)).body
  expect(lens).toMatchObject({
    returnRate: 1,
    asOf: everyone.asOf,
    returned: everyone.returned,
    nextPurchase: [{ reached: 9, continued: 9 }, everyone.nextPurchase[1], ...everyone.nextPurchase.slice(2)],
  })
  expect(lens.retention.length).toBeGreaterThan(0)
  expect((await owner.get(`/api/insights/return?segment=${nobody}`)).body).toMatchObject({ empty: true, customers: 0 })
  expect((await owner.get('/api/insights/return?standing=year-before')).body.customers).toBeLessThan(everyone.customers)
  const bySegment = await cut(`by=segment&segment=${returned}`)
  expect(bySegment.rows.map(({ name, size }: { name: string; size: number }) => [name, size])).toEqual([['Returned', 9]])
  expect((await cut('measure=margin&by=channel')).rows.map((row: Row) => Number(row.values[0]) > 0)).toEqual([true, true])

  // What an older version left is read from the orders until it is counted again.
  const before = await cut(`grain=week&segment=${returned}`)
  await ctx.db.updateTable('orders_books').set({ has_histories: false }).execute()
  await ctx.db.deleteFrom('orders_histories').execute()
  expect(await cut(`grain=week&segment=${returned}`)).toEqual(before)

  const other = await app.otherWorkspace()
  expect((await other.as('owner').get(`/api/insights/cohorts?segment=${returned}`)).status).toBe(404)
  expect((await other.as('owner').get(`/api/insights/return?segment=${returned}`)).status).toBe(404)
  expect((await app.as('viewer').get(`/api/insights/return?segment=${returned}`)).status).toBe(403)
  expect((await owner.get(`/api/customers?filter=${encodeURIComponent('{"field":"cohort","op":"is","value":"nonsense"}')}`)).status).toBe(
    400,
  )
  expect((await owner.get('/api/insights/cohorts/export?format=csv&language=fa&part=retention&grain=week')).status).toBe(200)
}, 30_000)
