import { FILTERS } from './filter-list.ts'
import type { Page } from './pages.ts'
import type { Reader } from './served.ts'

const LIST = '(300)'
const FILTERED = '300'
const SEARCH = '50'
const PROFILE = '50'

/** The same path each time. */
export const at = (path: string) => async () => [[path]]

const behind = ['purchases:2', 'purchases:1:1', 'returned-in:0:30'].map((group) => ({
  name: `customers behind ${group}`,
  limit: LIST,
  rounds: at(`/api/customers?behind=${group}`),
}))

const filters = FILTERS.map(({ name, condition, sort }) => ({
  name: `customers filtered, ${name}`,
  limit: FILTERED,
  rounds: at(`/api/customers?sort=${sort}&filter=${encodeURIComponent(JSON.stringify(condition))}`),
}))

/** Rare and common words, short ones, phones as they are typed, and what nobody is called. */
const searches = ['C777', 'c77', 'زهرا', 'زهرا کریمی', 'کر', '7', '09120000123', '@example.com', 'qwertyuiop'].map((text) => ({
  name: `customers, search ${text}`,
  limit: SEARCH,
  rounds: at(`/api/customers?search=${encodeURIComponent(text)}`),
}))

/** What opening a customer's page asks for at once; each time another customer's. */
const profile = [
  { name: "a customer's page, all it asks for first", parts: ['', '/profile', '/timeline', '/merges'] },
  { name: 'of it: the customer', parts: [''] },
  { name: 'of it: profile', parts: ['/profile'] },
  { name: 'of it: timeline', parts: ['/timeline'] },
].map(({ name, parts }) => ({
  name,
  limit: PROFILE,
  rounds: async (read: Reader) => (await someCustomers(read)).map((id) => parts.map((part) => `/api/customers/${id}${part}`)),
}))

/** The lists and pages that numbers of the reports lead to. */
export const PAGES: readonly Page[] = [
  { name: 'customers, last purchase first', limit: LIST, rounds: at('/api/customers') },
  { name: 'customers by revenue', limit: LIST, rounds: at('/api/customers?sort=-revenue') },
  ...behind,
  {
    name: 'customers behind past-gap of today',
    limit: LIST,
    rounds: async (read) => [[`/api/customers?behind=${await suggestion(read)}`]],
  },
  { name: 'customers by name', limit: LIST, rounds: at('/api/customers?sort=name') },
  ...filters,
  { name: 'fields of customers', limit: SEARCH, rounds: at('/api/customers/fields') },
  ...searches,
  ...profile,
  {
    name: "one customer's orders",
    limit: SEARCH,
    rounds: async (read) => [[`/api/orders?customer=${(await firstRow(read, '/api/customers')).id}`]],
  },
  { name: 'orders, latest first', limit: LIST, rounds: at('/api/orders') },
  { name: 'orders, largest first', limit: LIST, rounds: at('/api/orders?sort=-total') },
  { name: 'orders of one month', limit: LIST, rounds: at('/api/orders?from=2025-01-01&to=2025-01-31') },
  { name: 'orders, search by number', limit: SEARCH, rounds: at('/api/orders?search=B1000500') },
  { name: 'orders, search by customer', limit: SEARCH, rounds: at('/api/orders?search=C777') },
  { name: 'one order', limit: SEARCH, rounds: async (read) => [[`/api/orders/${(await firstRow(read, '/api/orders')).id}`]] },
]

async function firstRow(read: Reader, path: string): Promise<{ readonly id: string }> {
  const { rows } = JSON.parse((await read(path)).body.toString())
  return rows[0]
}

/** Of those with most purchases, of those seen lately, and of all. */
export async function someCustomers(read: Reader): Promise<string[]> {
  const ids: string[] = []
  for (const sort of ['-purchases', '-last', 'first', 'name']) {
    const { rows } = JSON.parse((await read(`/api/customers?sort=${sort}&limit=25`)).body.toString())
    for (const { id } of rows) ids.push(String(id))
  }
  return ids
}

async function suggestion(read: Reader): Promise<string> {
  const { suggestions } = JSON.parse((await read('/api/insights/today')).body.toString())
  return suggestions[0]?.behind ?? 'purchases:2'
}
