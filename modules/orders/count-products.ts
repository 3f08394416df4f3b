import { sql } from 'kysely'
import type { Ctx } from '#core/context'

/** Counts what products sold: one of them, or all that are known. Pieces whose quantity nobody named count as one. */
export async function countProducts(ctx: Ctx, which: { readonly only: string } | 'all'): Promise<void> {
  const workspace = sql`${ctx.workspace.id}::uuid`
  const wanted = which === 'all' ? sql`` : sql`and p.id = ${which.only}`
  await sql`
    with wanted as materialized (
      select p.id, p.code, p.spellings from orders_products p where p.workspace_id = ${workspace} ${wanted}
    ),
    lines as (
      select w.id, i.order_id, i.quantity, i.amount
      from wanted w join orders_items i on i.workspace_id = ${workspace} and i.product_code = w.code
      union all
      select w.id, i.order_id, i.quantity, i.amount
      from wanted w
      cross join lateral unnest(w.spellings) as spelling
      join orders_items i on i.workspace_id = ${workspace} and i.product_code is null and i.product_name = spelling
    ),
    sold as materialized (
      select l.id, sum(coalesce(l.quantity, 1)) as units, count(distinct o.id) as orders, count(distinct o.customer_id) as buyers,
             sum(l.amount)::bigint as revenue, min(o.ordered_at) as first_seen, max(o.ordered_at) as last_seen,
             count(distinct o.customer_id) filter (where o.ordered_at = s.first_at) as first_buyers,
             count(distinct o.customer_id) filter (where o.ordered_at = s.first_at and s.purchases > 1) as first_buyers_back
      from lines l
      join orders o on o.workspace_id = ${workspace} and o.id = l.order_id and o.kind = 'purchase'
      left join customers_summaries s on s.workspace_id = ${workspace} and s.customer_id = o.customer_id
      group by l.id
    ),
    counted as materialized (
      select w.id, coalesce(s.units, 0) as units, coalesce(s.orders, 0) as orders, coalesce(s.buyers, 0) as buyers, s.revenue,
             coalesce(s.first_buyers, 0) as first_buyers, coalesce(s.first_buyers_back, 0) as first_buyers_back, s.first_seen, s.last_seen
      from wanted w left join sold s on s.id = w.id
    )
    update orders_products p
    set units = c.units, orders = c.orders, buyers = c.buyers, revenue = c.revenue, first_buyers = c.first_buyers,
        first_buyers_back = c.first_buyers_back, counted_at = ${ctx.now}::timestamptz,
        first_seen = least(p.first_seen, c.first_seen), last_seen = coalesce(c.last_seen, p.last_seen)
    from counted c
    where p.workspace_id = ${workspace} and p.id = c.id`.execute(ctx.db)
}
