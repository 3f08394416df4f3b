import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'
import { notFound, refused } from '#core/errors'
import { matchesSearch } from '#modules/customers'
import { dayOfIso } from '#pure/calendar'
import { searchWords } from '#pure/text'
import { instantOfDay } from '#pure/zone'
import type { OrderState } from './tables.ts'

/** SQL: the latest purchases up to an instant with whose they are, newest first, from the end of the index. */
export function latestPurchases(
  ctx: Ctx,
  { until, limit }: { readonly until: string | null; readonly limit: number },
): RawBuilder<unknown> {
  return sql`
    select o.customer_id, o.ordered_at as at
    from orders o
    where o.workspace_id = ${ctx.workspace.id} and o.kind = 'purchase' and ${until === null ? sql`true` : sql`o.ordered_at <= ${until}::timestamptz`}
    order by o.ordered_at desc
    limit ${sql.lit(limit)}`
}

/** An order as lists and pages read it. */
export interface OrderRecord {
  readonly id: string
  readonly number: string
  readonly kind: 'purchase' | 'refund' | 'free'
  readonly state: OrderState | null
  readonly ordered_at: Date
  readonly total: bigint | null
  readonly currency: string
  readonly status: string | null
  readonly customer_id: string
  readonly customer_name: string | null
  readonly customer_external_id: string | null
}

/** SQL: what an OrderRecord is read from. */
export const ORDER_COLUMNS = sql.raw(`
  o.id, o.number, o.kind, o.state, o.ordered_at, o.total, o.currency, o.status,
  o.customer_id, c.name as customer_name, c.external_id as customer_external_id`)

/** SQL: orders `o` with their customers `c`. */
export const ORDERS_WITH_CUSTOMERS = sql.raw('orders o join customers c on c.workspace_id = o.workspace_id and c.id = o.customer_id')

/** What only an order's own page reads. */
export interface OrderDetails extends OrderRecord {
  readonly discount: bigint | null
  readonly channel: string | null
  readonly payment_method: string | null
  readonly shipping_method: string | null
  readonly country: string | null
  readonly source: string
  readonly refund_of: string | null
  readonly negative: boolean
  readonly profile_id: string | null
  readonly shipping: bigint | null
  readonly tax: bigint | null
  readonly coupons: string[] | null
  readonly reason: string | null
  readonly due_at: Date | null
  readonly paid_at: Date | null
  readonly paid_amount: bigint | null
  readonly promised_at: Date | null
  readonly shipped_at: Date | null
  readonly delivered_at: Date | null
  readonly cancelled_at: Date | null
}

/** The order, or "not found" for one that is missing and for one of another workspace alike. */
export async function orderFor(ctx: Ctx, id: string): Promise<OrderDetails> {
  const { rows } = await sql<OrderDetails>`
    select ${ORDER_COLUMNS}, o.discount, o.channel, o.payment_method, o.shipping_method, o.country, o.source, o.refund_of,
           o.negative, o.profile_id, o.shipping, o.tax, o.coupons, o.reason, o.due_at, o.paid_at, o.paid_amount, o.promised_at,
           o.shipped_at, o.delivered_at, o.cancelled_at
    from ${ORDERS_WITH_CUSTOMERS}
    where o.workspace_id = ${ctx.workspace.id} and o.id = ${id}`.execute(ctx.db)
  const [order] = rows
  if (!order) throw notFound('orders.not_found')
  return order
}

/** Which orders a list is about. Days are local and both included. */
export interface OrdersFilter {
  readonly search?: string | undefined
  readonly customer?: string | undefined
  readonly kind?: OrderRecord['kind'] | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** SQL: whether the order `o` matches. */
export function matchesFilter(ctx: Ctx, { search, customer, kind, from, to }: OrdersFilter): RawBuilder<boolean> {
  const conditions = [
    sql`o.workspace_id = ${ctx.workspace.id}`,
    ...(customer === undefined ? [] : [sql`o.customer_id = ${customer}`]),
    ...(kind === undefined ? [] : [sql`o.kind = ${kind}`]),
    ...(from === undefined ? [] : [sql`o.ordered_at >= ${dayStart(ctx, from, 0)}`]),
    ...(to === undefined ? [] : [sql`o.ordered_at < ${dayStart(ctx, to, 1)}`]),
    ...searchConditions(ctx, search),
  ]
  return sql.join(conditions, sql` and `)
}

/** A search is an order's number or words of its customer. Both are looked up first, so that few orders are read. */
function searchConditions(ctx: Ctx, search: string | undefined): RawBuilder<boolean>[] {
  const ofCustomer = matchesSearch(search)
  if (!ofCustomer) return []
  const number = searchWords(search ?? '').join(' ')
  return [
    sql`o.id = any(array(
      select n.id from orders n where n.workspace_id = ${ctx.workspace.id} and n.number = any(${numbersLike(search ?? '', number)}::text[])
      union
      select found.id
      from (select c.id from customers c where c.workspace_id = ${ctx.workspace.id} and ${ofCustomer} limit ${MOST_CUSTOMERS}) named
      join orders found on found.workspace_id = ${ctx.workspace.id} and found.customer_id = named.id
    ))`,
  ]
}

/** A search that fits more customers than this is too short to mean one; the list then shows the orders of this many. */
const MOST_CUSTOMERS = 1000

/** Numbers as they may be stored: as typed, with Latin digits, and in capitals. Unique per source, so the index finds them. */
function numbersLike(typed: string, normalised: string): string[] {
  return [...new Set([typed.trim(), normalised, normalised.toUpperCase(), normalised.replace(/^#/, '')])]
}

/** The instant at which a local day begins, or another so many days later. */
export function dayStart(ctx: Ctx, iso: string, later: number): Date {
  const day = dayOfIso(iso)
  return new Date(day === null ? 0 : instantOfDay(day + later, ctx.workspace.timeZone))
}

/** Refuses money that the workspace's books cannot hold; the sender hears it, and nobody guesses a rate. */
export function refuseOtherCurrency(ctx: Ctx, currency: string): void {
  if (currency !== ctx.workspace.currency) {
    throw refused('orders.other_currency', { currency, expected: ctx.workspace.currency })
  }
}
