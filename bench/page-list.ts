import type { Reader } from './pages.ts'

interface Page {
  readonly name: string
  /** What the 99th percentile is held to; in brackets where it is only an aim. */
  readonly limit: string
  readonly path: (read: Reader) => Promise<string>
}

const REPORT = '100'
const LIST = '(300)'
const SEARCH = '(50)'

const at = (path: string) => async () => path

const returns = ['gregorian', 'persian'].flatMap((calendar) =>
  ['month', 'quarter', 'year'].map((period) => ({
    name: `return report, ${calendar}, ${period}`,
    limit: REPORT,
    path: at(`/api/insights/return?calendar=${calendar}&period=${period}`),
  })),
)

const exports = ['csv', 'xlsx'].map((format) => ({
  name: `cohorts as ${format}`,
  limit: REPORT,
  path: at(`/api/insights/return/export?part=cohorts&format=${format}&language=en`),
}))

const behind = ['purchases:2', 'purchases:1:1', 'returned-in:0:30'].map((group) => ({
  name: `customers behind ${group}`,
  limit: LIST,
  path: at(`/api/customers?behind=${group}`),
}))

/** What the list of customers is filtered by: of the summaries alone, of the customers alone, of both, and of few. */
const filters = [
  { name: 'bought 3 times or more', condition: { field: 'purchases', op: 'at_least', value: 3 }, sort: '-revenue' },
  { name: 'phone known', condition: { field: 'phone', op: 'known' }, sort: '-last' },
  { name: 'name contains', condition: { field: 'name', op: 'contains', value: '77' }, sort: '-revenue' },
  {
    name: 'bought 3 times or more, not lately, no e-mail',
    condition: {
      all: [
        { field: 'purchases', op: 'at_least', value: 3 },
        { field: 'last_purchase', op: 'not_in_last', value: 90 },
        { field: 'email', op: 'unknown' },
      ],
    },
    sort: '-revenue',
  },
].map(({ name, condition, sort }) => ({
  name: `customers filtered, ${name}`,
  limit: LIST,
  path: at(`/api/customers?sort=${sort}&filter=${encodeURIComponent(JSON.stringify(condition))}`),
}))

/** Every page of the reports, and the lists and pages that numbers lead to. */
export const PAGES: readonly Page[] = [
  { name: 'today', limit: REPORT, path: at('/api/insights/today') },
  ...returns,
  ...exports,
  { name: 'activity window', limit: REPORT, path: at('/api/orders/window') },
  { name: 'customers, last purchase first', limit: LIST, path: at('/api/customers') },
  { name: 'customers by revenue', limit: LIST, path: at('/api/customers?sort=-revenue') },
  ...behind,
  { name: 'customers behind past-gap of today', limit: LIST, path: async (read) => `/api/customers?behind=${await suggestion(read)}` },
  { name: 'customers by name', limit: LIST, path: at('/api/customers?sort=name') },
  ...filters,
  { name: 'fields of customers', limit: SEARCH, path: at('/api/customers/fields') },
  { name: 'customers, search by id', limit: SEARCH, path: at('/api/customers?search=C777') },
  { name: 'one customer', limit: SEARCH, path: async (read) => `/api/customers/${(await firstRow(read, '/api/customers')).id}` },
  {
    name: "one customer's orders",
    limit: SEARCH,
    path: async (read) => `/api/orders?customer=${(await firstRow(read, '/api/customers')).id}`,
  },
  { name: 'orders, latest first', limit: LIST, path: at('/api/orders') },
  { name: 'orders, largest first', limit: LIST, path: at('/api/orders?sort=-total') },
  { name: 'orders of one month', limit: LIST, path: at('/api/orders?from=2025-01-01&to=2025-01-31') },
  { name: 'orders, search by number', limit: SEARCH, path: at('/api/orders?search=B1000500') },
  { name: 'orders, search by customer', limit: SEARCH, path: at('/api/orders?search=C777') },
  { name: 'one order', limit: SEARCH, path: async (read) => `/api/orders/${(await firstRow(read, '/api/orders')).id}` },
]

async function firstRow(read: Reader, path: string): Promise<{ readonly id: string }> {
  const { rows } = JSON.parse((await read(path)).body.toString())
  return rows[0]
}

async function suggestion(read: Reader): Promise<string> {
  const { suggestions } = JSON.parse((await read('/api/insights/today')).body.toString())
  return suggestions[0]?.behind ?? 'purchases:2'
}
