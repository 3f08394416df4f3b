import { sql } from 'kysely'
import * as z from 'zod'
import type { Ctx } from '#core/context'
import { readCursor, writeCursor } from '#core/paging'
import type { OrderRow, OrdersPage, OrdersQuery } from './api.ts'
import { matchesFilter, ORDER_COLUMNS, ORDERS_WITH_CUSTOMERS, type OrderRecord, type OrdersFilter } from './queries.ts'

/** One page of orders. */
export async function listOrders(ctx: Ctx, query: OrdersQuery): Promise<OrdersPage> {
  const place = query.cursor === undefined ? null : readCursor(Place, query.cursor)
  const { value, type, direction, past } = sortOf(query.sort)
  const after = place ? sql`(${value}, o.id) ${past} (${place[0]}::${type}, ${place[1]}::uuid)` : sql`true`
  // The sorted value becomes text only for the rows that are shown, not for all that are sorted.
  const { rows } = await sql<OrderRecord & { readonly value: string }>`
    select ${ORDER_COLUMNS}, ${value}::text as value
    from (
      select o.workspace_id, o.id
      from orders o
      where ${matchesFilter(ctx, query)} and ${after}
      order by ${value} ${direction}, o.id ${direction}
      limit ${query.limit + 1}
    ) p
    join ${ORDERS_WITH_CUSTOMERS} on o.workspace_id = p.workspace_id and o.id = p.id
    where o.workspace_id = ${ctx.workspace.id}
    order by ${value} ${direction}, o.id ${direction}`.execute(ctx.db)
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const total = place ? place[2] : await countOrders(ctx, query)
  return { rows: page.map(orderRow), next: last && rows.length > page.length ? writeCursor([last.value, last.id, total]) : null, total }
}

/** An order as lists show it. A number that we made up ourselves is nobody's business. */
export function orderRow(order: OrderRecord): OrderRow {
  return {
    id: order.id,
    number: shownNumber(order.number),
    kind: order.kind,
    state: order.state,
    orderedAt: order.ordered_at.toISOString(),
    total: order.total === null ? null : String(order.total),
    currency: order.currency,
    status: order.status,
    customer: { id: order.customer_id, name: order.customer_name, externalId: order.customer_external_id },
  }
}

/** An order's number; null for those made up for files that have none. */
export function shownNumber(number: string): string | null {
  return number.startsWith('~') ? null : number
}

/** Where the page before ended: the sorted value, the id, and how many orders there are in all. */
const Place = z.tuple([z.string(), z.uuid(), z.int().nullable()])

/** How orders are sorted; a missing total counts as less than none. */
export function sortOf(sort: OrdersQuery['sort']) {
  const descending = sort.startsWith('-')
  const order = descending ? { direction: sql.raw('desc'), past: sql.raw('<') } : { direction: sql.raw('asc'), past: sql.raw('>') }
  if (sort.endsWith('at')) return { value: sql.raw('o.ordered_at'), type: sql.raw('timestamptz'), ...order }
  return { value: sql.raw('coalesce(o.total, -1)'), type: sql.raw('bigint'), ...order }
}

const MOST_COUNTED = 10_000

async function countOrders(ctx: Ctx, filter: OrdersFilter): Promise<number | null> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total
    from (select from orders o where ${matchesFilter(ctx, filter)} limit ${MOST_COUNTED + 1}) counted`.execute(ctx.db)
  const total = rows[0]?.total ?? 0
  return total > MOST_COUNTED ? null : total
}
