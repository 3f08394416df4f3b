import { expect, test } from 'vitest'
import { testApp, testCtx, type TestCtx } from '#test/lab'
import { inTransaction } from '#core/context'
import type { CustomersPage } from './api.ts'
import { makeCustomer } from './make.ts'
import { summaryLine, writeSummaries, type SummaryRow } from './write-summaries.ts'

const NOTHING = {
  purchases: 1,
  revenue: 100n,
  refunds: 0,
  refunded: 0n,
  firstAt: Date.UTC(2024, 0, 1),
  lastAt: Date.UTC(2024, 0, 1),
  firstDay: 19_723,
  lastDay: 19_723,
  returnDays: null,
  gapDays: null,
  gregorian: null,
  persian: null,
}

/** Customers with what they did, as orders would have written it. */
async function summarise(ctx: TestCtx, rows: readonly (Partial<SummaryRow> & { readonly customerId: string })[]): Promise<void> {
  const lines = (async function* () {
    for (const row of rows) yield summaryLine({ ...NOTHING, ...row })
  })()
  await inTransaction(ctx, (ctx) => writeSummaries(ctx, lines, 'all'))
}

const names = (page: CustomersPage) => page.rows.map(({ name }) => name)

test('a customer is found by part of a name, in Arabic or Persian letters and in any order of words', async () => {
  const ctx = await testCtx()
  await makeCustomer(ctx, { name: 'نگار یزدانی' })
  await makeCustomer(ctx, { name: 'علی رضایی' })
  const app = (await testApp(ctx)).as('agent')
  for (const search of ['نگار', 'يزداني', 'یزد نگ', ' نگار\u200c  یزدانی ']) {
    expect(names((await app.get(`/api/customers?search=${encodeURIComponent(search)}`)).body)).toEqual(['نگار یزدانی'])
  }
})

test("a customer is found by phone however it is typed, by e-mail and by the shop's own number", async () => {
  const ctx = await testCtx()
  await makeCustomer(ctx, { name: 'Sara', phone: '+989121234567', email: 'sara@shop.example', external_id: 'C-17' })
  await makeCustomer(ctx, { name: 'Ali', phone: '+989350000000' })
  const app = (await testApp(ctx)).as('agent')
  for (const search of ['09121234567', '0912', '۰۹۱۲۱۲۳', '00989121', '+98912', 'SARA@shop', 'c-17', '4567']) {
    expect([search, names((await app.get(`/api/customers?search=${encodeURIComponent(search)}`)).body)]).toEqual([search, ['Sara']])
  }
})

test('a percent sign in a search is only a percent sign', async () => {
  const ctx = await testCtx()
  await makeCustomer(ctx, { name: 'Sara' })
  const app = (await testApp(ctx)).as('agent')
  expect(names((await app.get('/api/customers?search=%25')).body)).toEqual([])
})

test.each(['last', '-last', 'first', '-first', 'name', '-name', 'purchases', '-purchases', 'revenue', '-revenue'])(
  'turning the pages sorted by %s shows everybody once, and those without a value last',
  async (sort) => {
    const ctx = await testCtx()
    const made = []
    for (let k = 0; k < 11; k++)
      made.push({ ...(await makeCustomer(ctx, { name: k === 4 ? null : `Customer ${k % 5}`, external_id: `${k}` })), k })
    const ordered = made.filter(({ k }) => k % 4 !== 3)
    await summarise(
      ctx,
      ordered.map(({ id, k }) => ({
        customerId: id,
        purchases: 1 + (k % 3),
        revenue: k === 0 ? null : BigInt(k % 4),
        firstAt: Date.UTC(2024, 0, 1 + (k % 3)),
        lastAt: Date.UTC(2024, 1, 1 + (k % 4)),
      })),
    )
    const app = (await testApp(ctx)).as('agent')
    const seen: CustomersPage['rows'] = []
    for (let cursor = ''; ;) {
      const page: CustomersPage = (await app.get(`/api/customers?limit=3&sort=${sort}${cursor}`)).body
      expect(page.total).toBe(11)
      seen.push(...page.rows)
      if (page.next === null) break
      cursor = `&cursor=${page.next}`
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(11)
    expect(seen).toHaveLength(11)
    const key = sort.replace('-', '')
    const values = seen.map((row) =>
      key === 'last'
        ? row.lastAt
        : key === 'first'
          ? row.firstAt
          : key === 'name'
            ? row.name
            : key === 'revenue'
              ? row.revenue
              : row.purchases || null,
    )
    const known = values.filter((value) => value !== null)
    expect(values.slice(0, known.length)).toEqual(known)
    expect(known).toEqual([...known].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0) * (sort.startsWith('-') ? -1 : 1)))
  },
)

test("a customer's page shows the first numbers", async () => {
  const ctx = await testCtx({ now: new Date('2024-02-01T12:00:00Z') })
  const { id } = await makeCustomer(ctx)
  await summarise(ctx, [{ customerId: id, purchases: 2, revenue: 9_007_199_254_740_993n, returnDays: 7, gapDays: 7, lastDay: 19_730 }])
  const app = (await testApp(ctx)).as('agent')
  expect((await app.get(`/api/customers/${id}`)).body).toMatchObject({
    purchases: 2,
    revenue: '9007199254740993',
    returnDays: 7,
    usualGapDays: 7,
  })
})

test('a customer of another workspace is not found', async () => {
  const ctx = await testCtx()
  const { id } = await makeCustomer(ctx)
  const app = await testApp(ctx)
  const stranger = (await app.otherWorkspace()).as('owner')
  expect((await stranger.get(`/api/customers/${id}`)).status).toBe(404)
  expect((await stranger.get('/api/customers')).body).toMatchObject({ rows: [], total: 0 })
  expect((await app.as('owner').get(`/api/customers/${id}`)).status).toBe(200)
})

test('a viewer sees no customers and an agent exports none', async () => {
  const app = await testApp()
  expect((await app.as('viewer').get('/api/customers')).status).toBe(403)
  expect((await app.as('agent').get('/api/customers/export?format=csv&language=en')).status).toBe(403)
})

test('a cursor that we did not write is refused', async () => {
  const app = await testApp()
  expect((await app.as('owner').get('/api/customers?cursor=nonsense')).status).toBe(400)
})

test('the export holds everybody who matches, with Persian headings and dates where they belong', async () => {
  const ctx = await testCtx({ calendar: 'persian', currency: 'IRR', language: 'fa' })
  const { id } = await makeCustomer(ctx, { name: '=سارا' })
  await makeCustomer(ctx, { name: 'علی' })
  await summarise(ctx, [{ customerId: id, revenue: 12_340n }])
  const app = (await testApp(ctx)).as('owner')
  const lines = (await app.get('/api/customers/export?format=csv&language=fa')).text.split('\r\n')
  expect(lines[0]).toContain('نام,تلفن,ایمیل')
  expect(lines[0]).toContain('مبلغ خرید (تومان)')
  expect(lines[1]).toBe("'=سارا,,,,,1,1234,0,0,2024-01-01,1402-10-11,2024-01-01,1402-10-11")
  expect(lines[2]).toContain('علی')
  const matching = (await app.get(`/api/customers/export?format=csv&language=en&search=${encodeURIComponent('علی')}`)).text
  expect(matching).not.toContain('سارا')
})
