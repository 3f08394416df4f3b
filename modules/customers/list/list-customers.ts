import { sql } from 'kysely'
import * as z from 'zod'
import type { Ctx } from '#core/context'
import { readCursor, writeCursor } from '#core/paging'
import { SORT_KEYS, type CustomersPage, type CustomersQuery } from '../api.ts'
import { listedCustomers } from './listed-customers.ts'
import { choiceOf, sourceOf, type Choice, type Wanted } from './wanted.ts'

/** One page of customers. Whoever has nothing to sort by (no name, no order) comes after all others, in either direction. */
export async function listCustomers(ctx: Ctx, query: CustomersQuery): Promise<CustomersPage> {
  const place = query.cursor === undefined ? null : readCursor(Place, query.cursor)
  const choice = await choiceOf(ctx, query)
  const found = place?.[0] === 'rest' ? [] : await pageOf(ctx, query, choice, place)
  const ended = found.length <= query.limit
  const rest = ended
    ? await restOf(ctx, { query, choice, after: place?.[0] === 'rest' ? place[2] : null, limit: query.limit + 1 - found.length })
    : []
  const all = [...found, ...rest]
  const page = all.slice(0, query.limit)
  const last = page.at(-1)
  const total = place ? place[3] : await countChoice(ctx, choice)
  return {
    rows: await listedCustomers(
      ctx,
      page.map(({ id }) => id),
      query.columns,
    ),
    next: last && all.length > page.length ? writeCursor([last.value === null ? 'rest' : 'sorted', last.value, last.id, total]) : null,
    total,
    hasMoreThanTotal: false,
  }
}

/** How many customers match. */
export async function countCustomers(ctx: Ctx, wanted: Wanted): Promise<number> {
  return countChoice(ctx, await choiceOf(ctx, wanted))
}

async function countChoice(ctx: Ctx, choice: Choice): Promise<number> {
  const from = sourceOf(choice, 'none')
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total
    from ${from.tables}
    where ${from.workspaceId} = ${ctx.workspace.id} and ${from.listed} and ${choice.where}`.execute(ctx.db)
  return rows[0]?.total ?? 0
}

/** Where the page before ended: among the sorted ones or the rest, the sorted value, the id, and how many there are in all. */
const Place = z.tuple([z.enum(['sorted', 'rest']), z.string().nullable(), z.uuid(), z.int()])
type Place = z.infer<typeof Place>

interface Found {
  readonly id: string
  readonly value: string | null
}

const SORTS = {
  last: { of: 's', value: sql.raw('s.last_at'), type: sql.raw('timestamptz') },
  first: { of: 's', value: sql.raw('s.first_at'), type: sql.raw('timestamptz') },
  purchases: { of: 's', value: sql.raw('s.purchases'), type: sql.raw('integer') },
  revenue: { of: 's', value: sql.raw('s.revenue'), type: sql.raw('bigint') },
  name: { of: 'c', value: sql.raw('c.name collate "fa-x-icu"'), type: sql.raw('text') },
  created: { of: 'c', value: sql.raw('c.created_at'), type: sql.raw('timestamptz') },
} as const

/** How a list is sorted. */
export function sortOf(sort: CustomersQuery['sort']) {
  const descending = sort.startsWith('-')
  const key = SORT_KEYS.find((each) => sort.endsWith(each)) ?? 'last'
  return { ...SORTS[key], direction: descending ? sql.raw('desc') : sql.raw('asc'), past: descending ? sql.raw('<') : sql.raw('>') }
}

/** The next ones of those that have something to sort by; only the tables that the query speaks of are read. */
async function pageOf(ctx: Ctx, query: CustomersQuery, choice: Choice, place: Place | null): Promise<Found[]> {
  const { of, value, type, direction, past } = sortOf(query.sort)
  const from = sourceOf(choice, of)
  // The value becomes text only for the rows that are shown, not for all that are sorted.
  const { rows } = await sql<Found>`
    select id, value::text as value
    from (
      select ${from.id} as id, ${value} as value
      from ${from.tables}
      where ${from.workspaceId} = ${ctx.workspace.id} and ${value} is not null and ${from.listed} and ${choice.where}
        and ${place ? sql`(${value}, ${from.id}) ${past} (${place[1]}::${type}, ${place[2]}::uuid)` : sql`true`}
      order by ${value} ${direction}, ${from.id} ${direction}
      limit ${query.limit + 1}
    ) found
    order by found.value ${direction}, found.id ${direction}`.execute(ctx.db)
  return rows
}

interface Rest {
  readonly query: CustomersQuery
  readonly choice: Choice
  readonly after: string | null
  readonly limit: number
}

/** The next ones of those that have nothing to sort by, by id. */
async function restOf(ctx: Ctx, { query, choice, after, limit }: Rest): Promise<Found[]> {
  const { value } = sortOf(query.sort)
  const from = sourceOf(choice, 'c')
  const { rows } = await sql<Found>`
    select c.id, null as value
    from ${from.tables}
    where c.workspace_id = ${ctx.workspace.id} and ${value} is null and ${from.listed} and ${choice.where}
      and ${after === null ? sql`true` : sql`c.id > ${after}::uuid`}
    order by c.id
    limit ${limit}`.execute(ctx.db)
  return rows
}
