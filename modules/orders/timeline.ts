import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import type { TimelineEntry, TimelineSource, TimelineWanted } from '#core/holdings'
import { leftBefore } from './list-carts.ts'
import { shownNumber } from './list-orders.ts'

/** Orders with their refunds, return requests and carts on a customer's timeline. */
export const ORDER_TIMELINE: readonly TimelineSource[] = [
  { kind: 'order', may: 'orders:read', read: readOrders },
  { kind: 'return', may: 'orders:read', read: readReturns },
  { kind: 'cart', may: 'orders:read', read: readCarts },
]

/** Rows carry the root, which comes first in the family: one range of the index has the newest of them all, however many there are. */
async function readOrders(ctx: Ctx, { family, before, limit }: TimelineWanted): Promise<TimelineEntry[]> {
  const { rows } = await sql<OrderRow>`
    select o.id, o.number, o.negative, o.kind, o.state, o.ordered_at, o.total, o.currency, o.source, o.refund_of, o.recorded_by,
           (select count(*)::int from orders_items i where i.workspace_id = o.workspace_id and i.order_id = o.id) as items
    from orders o
    where o.workspace_id = ${ctx.workspace.id} and o.customer_id = ${family[0]}
      ${before ? sql`and (o.ordered_at, o.id) < (${before.at}::timestamptz, ${before.id}::uuid)` : sql``}
    order by o.ordered_at desc, o.id desc
    limit ${limit}`.execute(ctx.db)
  return rows.map((row) => ({
    id: row.id,
    kind: 'order',
    name: nameOf(row),
    at: row.ordered_at,
    by: row.recorded_by,
    href: `/orders/${row.id}`,
    values: {
      number: shownNumber(row.number),
      total: row.total === null ? null : String(row.total),
      currency: row.currency,
      items: row.items,
      source: row.source,
    },
  }))
}

interface OrderRow {
  readonly id: string
  readonly number: string
  readonly negative: boolean
  readonly kind: 'purchase' | 'refund' | 'free'
  readonly state: string | null
  readonly ordered_at: Date
  readonly total: bigint | null
  readonly currency: string
  readonly source: string
  readonly refund_of: string | null
  readonly recorded_by: string | null
  readonly items: number
}

function nameOf({ negative, kind, state }: OrderRow): string {
  if (negative) return 'order.refund'
  if (state === 'cancelled') return 'order.cancelled'
  return `order.${kind}`
}

async function readReturns(ctx: Ctx, { family, before, limit }: TimelineWanted): Promise<TimelineEntry[]> {
  const { rows } = await sql<{
    id: string
    order_id: string
    number: string
    state: string
    requested_by: string
    requested_at: Date
    reason: string | null
  }>`
    select r.id, r.order_id, o.number, r.state, r.requested_by, r.requested_at, r.reason
    from orders_returns r
    join orders o on o.workspace_id = r.workspace_id and o.id = r.order_id
    where r.workspace_id = ${ctx.workspace.id} and r.customer_id = ${family[0]}
      ${before ? sql`and (r.requested_at, r.id) < (${before.at}::timestamptz, ${before.id}::uuid)` : sql``}
    order by r.requested_at desc, r.id desc
    limit ${limit}`.execute(ctx.db)
  return rows.map((row) => ({
    id: row.id,
    kind: 'return',
    name: `return.${row.state}`,
    at: row.requested_at,
    by: row.requested_by,
    href: `/orders/${row.order_id}`,
    values: { number: shownNumber(row.number), reason: row.reason },
  }))
}

async function readCarts(ctx: Ctx, { family, before, limit }: TimelineWanted): Promise<TimelineEntry[]> {
  const { rows } = await sql<{
    id: string
    said_at: Date
    total: bigint | null
    currency: string
    items: number
    source: string
    order_id: string | null
  }>`
    select c.id, c.said_at, c.total, c.currency, jsonb_array_length(c.items) as items, c.source, c.order_id
    from orders_carts c
    where c.workspace_id = ${ctx.workspace.id} and c.customer_id = ${family[0]}
      ${before ? sql`and (c.said_at, c.id) < (${before.at}::timestamptz, ${before.id}::uuid)` : sql``}
    order by c.said_at desc, c.id desc
    limit ${limit}`.execute(ctx.db)
  return rows.map(({ id, said_at, total, currency, items, source, order_id }) => ({
    id,
    kind: 'cart',
    name: order_id !== null ? 'cart.converted' : said_at < leftBefore(ctx) ? 'cart.left' : 'cart.open',
    at: said_at,
    by: null,
    href: order_id === null ? null : `/orders/${order_id}`,
    values: { total: total === null ? null : String(total), currency, items, source },
  }))
}
