import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { BECOMES_ORDER_WITHIN_DAYS } from './domain-carts.ts'

/**
 * Finds what became of carts, of these or of all carts of these buyers (roots): the order that the site names, else the first one that the customer
 * placed with the same source soon after the cart's last change. Asked anew whenever a cart or an order arrives, whichever of the two came first.
 */
export async function matchCarts(
  ctx: Ctx,
  which: { readonly carts: readonly string[] } | { readonly buyers: readonly string[] },
): Promise<void> {
  if (('carts' in which ? which.carts : which.buyers).length === 0) return
  const wanted = 'carts' in which ? sql`c.id = any(${which.carts}::uuid[])` : sql`c.customer_id = any(${which.buyers}::uuid[])`
  await sql`
    with matched as materialized (
      select c.id,
             coalesce(
               (select o.id from orders o
                where o.workspace_id = ${ctx.workspace.id} and o.source = c.source and o.number = c.order_number and not o.negative and o.part = ''),
               case when c.order_number is null then
                 (select o.id from orders o
                  where o.workspace_id = ${ctx.workspace.id} and o.customer_id = c.customer_id and o.source = c.source and not o.negative
                    and o.ordered_at >= c.said_at and o.ordered_at < c.said_at + make_interval(days => ${BECOMES_ORDER_WITHIN_DAYS})
                  order by o.ordered_at, o.id
                  limit 1) end) as order_id
      from orders_carts c
      where c.workspace_id = ${ctx.workspace.id} and ${wanted}
    )
    update orders_carts c set order_id = m.order_id
    from matched m
    where c.workspace_id = ${ctx.workspace.id} and c.id = m.id and c.order_id is distinct from m.order_id`.execute(ctx.db)
}
