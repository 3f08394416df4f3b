import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { rootsOf, type Resolved } from '#modules/customers'
import { recordOrders, type IncomingOrder } from '#modules/orders'
import type { Applied } from './apply-heard.ts'
import type { SaidOrder } from './domain-heard.ts'
import { emptyWord, refundIn } from './domain-record.ts'
import type { Taken } from './meet-people.ts'
import type { Shop } from './queries.ts'

/** An order heard of, and whose it is. */
interface OrderOf {
  readonly place: number
  readonly who: Resolved
  readonly order: SaidOrder
}

/** The places of those that are orders: paid or promised to be, or known as one already. */
export async function finishedOrders(ctx: Ctx, shop: Shop, orders: readonly OrderOf[]): Promise<Set<number>> {
  const unfinished = orders.filter(({ order }) => order.isUnfinished)
  const begun = new Set(orders.filter(({ order }) => !order.isUnfinished).map(({ order }) => order.number))
  if (unfinished.length > 0) {
    const { rows } = await sql<{ number: string }>`
      select number from orders
      where workspace_id = ${ctx.workspace.id} and source = ${shop.source} and not negative
        and number = any(${unfinished.map(({ order }) => order.number)}::text[])`.execute(ctx.db)
    for (const { number } of rows) begun.add(number)
  }
  return new Set(orders.filter(({ order }) => begun.has(order.number)).map(({ place }) => place))
}

/** Keeps which order an inner id stands for. */
export async function rememberOrders(ctx: Ctx, shop: Shop, orders: readonly OrderOf[]): Promise<void> {
  const named = new Map(orders.flatMap((each) => (each.order.remoteId === null ? [] : [[each.order.remoteId, each] as const])))
  if (named.size === 0) return
  const rows = [...named].map(([remoteId, { order, who }]) => ({ remoteId, order, who }))
  await sql`
    insert into shops_orders as o (workspace_id, connection_id, remote_id, number, profile_id, ordered_at, unit)
    select ${ctx.workspace.id}::uuid, ${shop.id}::uuid, i.remote_id, i.number, i.profile_id, i.ordered_at, i.unit
    from unnest(
      ${rows.map(({ remoteId }) => remoteId)}::text[], ${rows.map(({ order }) => order.number)}::text[],
      ${rows.map(({ who }) => who.profileId)}::uuid[], ${rows.map(({ order }) => order.orderedAt.toISOString())}::timestamptz[],
      ${rows.map(({ order }) => order.unit)}::text[]
    ) as i (remote_id, number, profile_id, ordered_at, unit)
    on conflict (workspace_id, connection_id, remote_id) do update
    set number = excluded.number, profile_id = excluded.profile_id, ordered_at = excluded.ordered_at, unit = excluded.unit
    where (o.number, o.profile_id, o.ordered_at, o.unit) is distinct from (excluded.number, excluded.profile_id, excluded.ordered_at, excluded.unit)`.execute(
    ctx.db,
  )
}

/** Records refunds and deletions that name an order by its inner id or its number alone; gives what became of each. */
export async function recordLater(ctx: Ctx, shop: Shop, taken: readonly Taken[], history: boolean): Promise<Map<number, Applied>> {
  const later = taken.flatMap(({ one, place }) => (one.what === 'refund' || one.what === 'order_gone' ? [{ one, place }] : []))
  const known = await knownOrders(ctx, shop, later)
  const roots = await rootsOf(
    ctx,
    [...known.values()].map(({ profileId }) => profileId),
  )
  const outcomes = new Map<number, Applied>()
  const words = later.flatMap(({ one, place }): IncomingOrder[] => {
    const order = known.get(nameOf(one))
    if (!order) {
      const code = one.what === 'refund' ? 'shops.unknown_order' : 'shops.unknown_order_gone'
      outcomes.set(place, { profileIds: [], ignored: null, refusal: { code, details: { order: one.remoteId ?? nameOf(one).slice(1) } } })
      return []
    }
    outcomes.set(place, { profileIds: [order.profileId], ignored: null, refusal: null })
    const word = emptyWord({
      source: shop.source,
      number: order.number,
      profileId: order.profileId,
      customerId: roots.get(order.profileId) ?? order.profileId,
      saidAt: one.at,
      orderedAt: order.orderedAt,
      currency: ctx.workspace.currency,
    })
    return [one.what === 'refund' ? { ...word, refunds: [refundIn(order.unit, one.refund)] } : { ...word, state: 'cancelled' }]
  })
  await recordOrders(ctx, words, { history })
  return outcomes
}

interface KnownOrder {
  readonly number: string
  readonly profileId: string
  readonly orderedAt: Date
  readonly unit: string
}

type Later = { readonly remoteId: string | null } & (
  | { readonly what: 'refund' }
  | { readonly what: 'order_gone'; readonly number: string | null }
)

/** By its inner id '#815', or by its number '=1042'. */
function nameOf(one: Later): string {
  return one.remoteId === null ? `=${one.what === 'order_gone' ? one.number : ''}` : `#${one.remoteId}`
}

async function knownOrders(ctx: Ctx, shop: Shop, later: readonly { readonly one: Later }[]): Promise<Map<string, KnownOrder>> {
  if (later.length === 0) return new Map()
  const ids = later.flatMap(({ one }) => one.remoteId ?? [])
  const numbers = later.flatMap(({ one }) => (one.what === 'order_gone' && one.remoteId === null ? (one.number ?? []) : []))
  const { rows } = await sql<{ name: string; number: string; profile_id: string; ordered_at: Date; unit: string }>`
    select '#' || remote_id as name, number, profile_id, ordered_at, unit from shops_orders
    where workspace_id = ${ctx.workspace.id} and connection_id = ${shop.id} and remote_id = any(${ids}::text[])
    union all
    select '=' || number, number, coalesce(profile_id, customer_id), ordered_at, currency from orders
    where workspace_id = ${ctx.workspace.id} and source = ${shop.source} and not negative and part = '' and number = any(${numbers}::text[])`.execute(
    ctx.db,
  )
  return new Map(
    rows.map((row) => [row.name, { number: row.number, profileId: row.profile_id, orderedAt: row.ordered_at, unit: row.unit }]),
  )
}
