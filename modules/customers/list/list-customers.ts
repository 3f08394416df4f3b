import { sql, type RawBuilder } from 'kysely'
import * as z from 'zod'
import type { Ctx } from '#core/context'
import { readCursor, writeCursor } from '#core/paging'
import type { CustomersPage, CustomersQuery } from '../api.ts'
import { customersOf, matchesBehind, matchesSearch } from '../queries.ts'
import { customerRow } from '../show-customer.ts'

/** One page of customers. Whoever has nothing to sort by (no name, no order) comes after all others, in either direction. */
export async function listCustomers(ctx: Ctx, query: CustomersQuery): Promise<CustomersPage> {
  const place = query.cursor === undefined ? null : readCursor(Place, query.cursor)
  const found = place?.[0] === 'rest' ? [] : await pageOf(ctx, query, place)
  const ended = found.length <= query.limit
  const rest = ended ? await restOf(ctx, query, place?.[0] === 'rest' ? place[2] : null, query.limit + 1 - found.length) : []
  const all = [...found, ...rest]
  const page = all.slice(0, query.limit)
  const last = page.at(-1)
  const total = place ? place[3] : await countCustomers(ctx, query)
  const customers = await customersOf(
    ctx,
    page.map(({ id }) => id),
  )
  return {
    rows: customers.map(customerRow),
    next: last && all.length > page.length ? writeCursor([last.value === null ? 'rest' : 'sorted', last.value, last.id, total]) : null,
    total,
  }
}

/** How many customers match. */
export async function countCustomers(ctx: Ctx, query: Pick<CustomersQuery, 'search' | 'behind'>): Promise<number> {
  const search = matchesSearch(query.search)
  const behind = matchesBehind(query.behind)
  const owner = behind && !search ? sql.raw('s') : sql.raw('c')
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from ${behind ? (search ? BOTH : sql.raw('customers_summaries s')) : sql.raw('customers c')}
    where ${owner}.workspace_id = ${ctx.workspace.id} and ${search ?? sql`true`} and ${behind ?? sql`true`}`.execute(ctx.db)
  return rows[0]?.total ?? 0
}

/** Where the page before ended: among the sorted ones or the rest, the sorted value, the id, and how many there are in all. */
const Place = z.tuple([z.enum(['sorted', 'rest']), z.string().nullable(), z.uuid(), z.int()])
type Place = z.infer<typeof Place>

interface Found {
  readonly id: string
  readonly value: string | null
}

const BOTH = sql.raw('customers c join customers_summaries s on s.workspace_id = c.workspace_id and s.customer_id = c.id')

const SORTS = {
  last: { value: sql.raw('s.last_at'), type: sql.raw('timestamptz') },
  first: { value: sql.raw('s.first_at'), type: sql.raw('timestamptz') },
  purchases: { value: sql.raw('s.purchases'), type: sql.raw('integer') },
  revenue: { value: sql.raw('s.revenue'), type: sql.raw('bigint') },
  name: { value: sql.raw('c.name collate "fa-x-icu"'), type: sql.raw('text') },
}

/** How a list is sorted. */
export function sortOf(sort: CustomersQuery['sort']) {
  const descending = sort.startsWith('-')
  const key = KEYS.find((each) => sort.endsWith(each)) ?? 'last'
  return { key, ...SORTS[key], direction: descending ? sql.raw('desc') : sql.raw('asc'), past: descending ? sql.raw('<') : sql.raw('>') }
}

const KEYS = ['last', 'first', 'purchases', 'revenue', 'name'] as const

/** The next ones of those that have something to sort by; only the tables that the query speaks of are read. */
async function pageOf(ctx: Ctx, query: CustomersQuery, place: Place | null): Promise<Found[]> {
  const { key, value, type, direction, past } = sortOf(query.sort)
  const search = matchesSearch(query.search)
  const behind = matchesBehind(query.behind)
  const byName = key === 'name'
  const from = source(byName || search !== null, !byName || behind !== null)
  // The value becomes text only for the rows that are shown, not for all that are sorted.
  const { rows } = await sql<Found>`
    select id, value::text as value
    from (
      select ${from.id} as id, ${value} as value
      from ${from.tables}
      where ${from.owner}.workspace_id = ${ctx.workspace.id} and ${value} is not null
        and ${search ?? sql`true`} and ${behind ?? sql`true`}
        and ${place ? sql`(${value}, ${from.id}) ${past} (${place[1]}::${type}, ${place[2]}::uuid)` : sql`true`}
      order by ${value} ${direction}, ${from.id} ${direction}
      limit ${query.limit + 1}
    ) found
    order by found.value ${direction}, found.id ${direction}`.execute(ctx.db)
  return rows
}

function source(
  customers: boolean,
  summaries: boolean,
): { tables: RawBuilder<unknown>; owner: RawBuilder<unknown>; id: RawBuilder<unknown> } {
  if (!customers) return { tables: sql.raw('customers_summaries s'), owner: sql.raw('s'), id: sql.raw('s.customer_id') }
  return { tables: summaries ? BOTH : sql.raw('customers c'), owner: sql.raw('c'), id: sql.raw('c.id') }
}

/** The next ones of those that have nothing to sort by, by id. */
async function restOf(ctx: Ctx, query: CustomersQuery, after: string | null, limit: number): Promise<Found[]> {
  const { key, value } = sortOf(query.sort)
  const search = matchesSearch(query.search)
  const behind = matchesBehind(query.behind)
  const tables = key === 'name' && !behind ? sql.raw('customers c') : LEFT
  const { rows } = await sql<Found>`
    select c.id, null as value
    from ${tables}
    where c.workspace_id = ${ctx.workspace.id} and ${value} is null
      and ${search ?? sql`true`} and ${behind ?? sql`true`}
      and ${after === null ? sql`true` : sql`c.id > ${after}::uuid`}
    order by c.id
    limit ${limit}`.execute(ctx.db)
  return rows
}

const LEFT = sql.raw('customers c left join customers_summaries s on s.workspace_id = c.workspace_id and s.customer_id = c.id')
