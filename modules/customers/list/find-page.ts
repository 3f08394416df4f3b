import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'
import { SORT_KEYS, type CustomersQuery } from '../api.ts'
import { sourceOf, sourceOfKnown, type Choice } from './wanted.ts'

/** A customer of the page with what the list is sorted by, as text. */
export interface Found {
  readonly id: string
  readonly value: string | null
}

/** The customer that the page before ended with. */
export interface After {
  readonly value: string | null
  readonly id: string
}

/** What is looked for, how far, and what is known about it. */
export interface Search {
  readonly choice: Choice
  readonly sort: CustomersQuery['sort']
  readonly limit: number
  readonly after: After | null
  /** All who are wanted, where they are few and known. */
  readonly ids: readonly string[] | null
  /** How far the order may be gone down to find the page; 0 where so few are wanted that they are looked at at once. */
  readonly depth: number
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

/** The next ones of those that have something to sort by. */
export async function sortedPage(ctx: Ctx, search: Search): Promise<Found[]> {
  const isFull = (found: readonly Found[]) => found.length > search.limit
  const latest = search.depth > 0 && search.sort === '-last' ? await amongLatest(ctx, search) : []
  if (isFull(latest)) return latest
  const goesDown = search.depth > 0 && sortOf(search.sort).of === 's' && !search.choice.summariesOnly
  const found = goesDown ? await goDown(ctx, search) : []
  // Going down the order met too few: the wanted ones stand far from where it began, so all are looked at.
  return isFull(found) ? found : lookAtAll(ctx, search)
}

/** Of so many of the latest purchases the buyers are looked at, and of more when they are too few. */
const REACHES = [1000, 10_000]

/**
 * Customers by their last purchase, found by going back through purchases. Whoever bought last after the earliest purchase looked at is among their
 * buyers; whoever bought last at that very instant may be missing, and is left to a longer reach.
 */
async function amongLatest(ctx: Ctx, { choice, sort, limit, after }: Search): Promise<Found[]> {
  const purchases = ctx.holdings.flatMap(({ latestPurchases }) => latestPurchases ?? [])[0]
  if (!purchases) return []
  const { value, ...order } = sortOf(sort)
  for (const reach of REACHES) {
    const { rows } = await sql<Found>`
      with latest as materialized (${purchases(ctx, { until: after?.value ?? null, limit: reach })}),
      reached as materialized (select case when count(*) < ${sql.lit(reach)} then '-infinity' else min(at) end as at from latest)
      select c.id, ${value}::text as value
      from (
        select s.*
        from (select distinct customer_id from latest) buyer
        join customers_summaries s on s.workspace_id = ${ctx.workspace.id} and s.customer_id = buyer.customer_id
        where ${value} > (select at from reached) and ${choice.ofSummaries} and ${isAfter(after, value, sql.raw('s.customer_id'), order)}
        order by ${value} desc, s.customer_id desc
        limit ${sql.lit(reach)}
      ) s
      join customers c on c.workspace_id = s.workspace_id and c.id = s.customer_id
      where c.workspace_id = ${ctx.workspace.id} and ${choice.listed} and ${choice.where}
      order by ${value} desc, c.id desc
      limit ${limit + 1}`.execute(ctx.db)
    if (rows.length > limit) return rows
  }
  return []
}

/** Sorts summaries alone and asks about one customer after the other, in that order, until the page is full. */
async function goDown(ctx: Ctx, { choice, sort, limit, after, depth }: Search): Promise<Found[]> {
  const { value, direction, ...order } = sortOf(sort)
  const { rows } = await sql<Found>`
    select c.id, ${value}::text as value
    from (
      select s.*
      from customers_summaries s
      where s.workspace_id = ${ctx.workspace.id} and ${value} is not null and ${choice.ofSummaries}
        and ${isAfter(after, value, sql.raw('s.customer_id'), order)}
      order by ${value} ${direction}, s.customer_id ${direction}
      limit ${sql.lit(depth)}
    ) s
    join customers c on c.workspace_id = s.workspace_id and c.id = s.customer_id
    where c.workspace_id = ${ctx.workspace.id} and ${choice.listed} and ${choice.where}
    order by ${value} ${direction}, c.id ${direction}
    limit ${limit + 1}`.execute(ctx.db)
  return rows
}

/** Only the tables that the query speaks of are read; of customers who are known by id, nothing is asked again. */
async function lookAtAll(ctx: Ctx, { choice, sort, limit, after, ids }: Search): Promise<Found[]> {
  const { of, value, direction, ...order } = sortOf(sort)
  const from = ids === null ? sourceOf(choice, of) : sourceOfKnown(of)
  const isWanted = ids === null ? choice.where : isOneOf(ids, from.id)
  // The value becomes text only for the rows that are shown, not for all that are sorted.
  const { rows } = await sql<Found>`
    select id, value::text as value
    from (
      select ${from.id} as id, ${value} as value
      from ${from.tables}
      where ${from.workspaceId} = ${ctx.workspace.id} and ${value} is not null and ${from.listed} and ${isWanted}
        and ${isAfter(after, value, from.id, order)}
      order by ${value} ${direction}, ${from.id} ${direction}
      limit ${limit + 1}
    ) found
    order by found.value ${direction}, found.id ${direction}`.execute(ctx.db)
  return rows
}

/** The next ones of those that have nothing to sort by, by id. */
export async function restPage(ctx: Ctx, { choice, sort, limit, after, ids }: Omit<Search, 'depth'>): Promise<Found[]> {
  const { value } = sortOf(sort)
  const from = sourceOf(choice, 'c')
  const { rows } = await sql<Found>`
    select c.id, null as value
    from ${from.tables}
    where c.workspace_id = ${ctx.workspace.id} and ${value} is null and ${from.listed} and ${choice.where}
      and ${isOneOf(ids, from.id)} and ${after === null ? sql`true` : sql`c.id > ${after.id}::uuid`}
    order by c.id
    limit ${limit}`.execute(ctx.db)
  return rows
}

function isOneOf(ids: readonly string[] | null, id: RawBuilder<string>): RawBuilder<boolean> {
  return ids === null ? sql`true` : sql`${id} = any(${ids}::uuid[])`
}

function isAfter(
  after: After | null,
  value: RawBuilder<unknown>,
  id: RawBuilder<unknown>,
  { past, type }: Pick<ReturnType<typeof sortOf>, 'past' | 'type'>,
): RawBuilder<boolean> {
  return after === null ? sql`true` : sql`(${value}, ${id}) ${past} (${after.value}::${type}, ${after.id}::uuid)`
}
