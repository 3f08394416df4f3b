import { sql, type RawBuilder } from 'kysely'
import * as z from 'zod'
import type { Ctx } from '#core/context'

/** SQL: the ids of orders that hold one of these products, whichever of its codes and spellings their lines carry; found by index. */
export function ordersHolding(ctx: Ctx, ids: readonly string[]): RawBuilder<unknown> {
  const workspace = ctx.workspace.id
  const known = ids.filter((id) => z.uuid().safeParse(id).success)
  return sql`
    select i.order_id from orders_products p
    join orders_items i on i.workspace_id = ${workspace} and i.product_code = p.code
    where p.workspace_id = ${workspace} and p.id = any(${known}::uuid[])
    union
    select i.order_id from orders_products p
    cross join lateral unnest(p.spellings) as spelling
    join orders_items i on i.workspace_id = ${workspace} and coalesce(i.product_code, '') = '' and i.product_name = spelling
    where p.workspace_id = ${workspace} and p.id = any(${known}::uuid[])`
}

/** SQL: customers whose last purchase held one of these products. */
export function lastPurchaseHeld(ctx: Ctx, ids: readonly string[]): RawBuilder<unknown> {
  return sql`
    select o.customer_id
    from (${ordersHolding(ctx, ids)}) held
    join orders o on o.workspace_id = ${ctx.workspace.id} and o.id = held.order_id and o.kind = 'purchase'
    where not exists (
      select from orders later
      where later.workspace_id = ${ctx.workspace.id} and later.customer_id = o.customer_id and later.kind = 'purchase'
        and (later.ordered_at, later.id) > (o.ordered_at, o.id))`
}

/** SQL: customers who ordered one of these products and gave it back, as a study counts them. */
export function gaveBack(ctx: Ctx, ids: readonly string[]): RawBuilder<unknown> {
  const workspace = ctx.workspace.id
  return sql`
    with held as materialized (
      select o.id, o.customer_id, o.kind, o.negative, o.total
      from (${ordersHolding(ctx, ids)}) h join orders o on o.workspace_id = ${workspace} and o.id = h.order_id
    )
    select back.customer_id
    from (
      select h.customer_id from held h where h.kind = 'refund'
      union
      select h.customer_id
      from held h
      join orders r on r.workspace_id = ${workspace} and r.customer_id = h.customer_id and r.refund_of = h.id and r.kind = 'refund'
        and r.total is not distinct from h.total
      where h.kind = 'purchase'
        and not exists (select from orders_items i where i.workspace_id = ${workspace} and i.order_id = r.id)
    ) back
    where back.customer_id in (select h.customer_id from held h where h.kind = 'purchase' or (h.kind = 'refund' and not h.negative))`
}

/** SQL: customers with an order that held both products of a pair, written as two ids with a blank between them. */
export function boughtTogether(ctx: Ctx, pairs: readonly string[]): RawBuilder<unknown> {
  return anyPair(
    pairs,
    (first, second) => sql`
    select o.customer_id
    from (${ordersHolding(ctx, [first])}) held
    join orders o on o.workspace_id = ${ctx.workspace.id} and o.id = held.order_id and o.kind = 'purchase'
    where o.id in (${ordersHolding(ctx, [second])})`,
  )
}

/** SQL: customers who bought the second product of a pair in the purchase after one with the first. */
export function boughtNext(ctx: Ctx, pairs: readonly string[]): RawBuilder<unknown> {
  return anyPair(
    pairs,
    (first, second) => sql`
    select o.customer_id
    from (${ordersHolding(ctx, [first])}) held
    join orders o on o.workspace_id = ${ctx.workspace.id} and o.id = held.order_id and o.kind = 'purchase'
    cross join lateral (
      select later.id from orders later
      where later.workspace_id = ${ctx.workspace.id} and later.customer_id = o.customer_id and later.kind = 'purchase'
        and (later.ordered_at, later.id) > (o.ordered_at, o.id)
      order by later.ordered_at, later.id limit 1
    ) next
    where next.id in (${ordersHolding(ctx, [second])})`,
  )
}

function anyPair(pairs: readonly string[], customers: (first: string, second: string) => RawBuilder<unknown>): RawBuilder<unknown> {
  const found = pairs.map((pair) => {
    const [first = '', second = ''] = pair.split(' ')
    return sql`(${customers(first, second)})`
  })
  return found.length === 0 ? sql`select null::uuid` : sql.join(found, sql` union `)
}
