import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import type { Erased } from '#core/holdings'
import { lockBook } from './book.ts'
import { shownNumber } from './list-orders.ts'

/** What is kept of a family's orders, for them to read. */
export async function tellOrders(ctx: Ctx, family: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const { rows: orders } = await sql<ToldOrder>`
    select o.number, o.kind, o.state, o.status, o.ordered_at as "orderedAt", o.total::text as total, o.currency, o.discount::text as discount,
           o.shipping::text as shipping, o.tax::text as tax, o.coupons, o.channel, o.payment_method as "paymentMethod",
           o.shipping_method as "shippingMethod", o.country, o.reason, o.due_at as "dueAt", o.paid_at as "paidAt",
           o.paid_amount::text as "paidAmount", o.promised_at as "promisedAt", o.shipped_at as "shippedAt", o.delivered_at as "deliveredAt",
           coalesce((
             select jsonb_agg(jsonb_build_object('code', i.product_code, 'name', i.product_name, 'category', i.category, 'variant', i.variant,
                                                 'quantity', i.quantity, 'amount', i.amount::text) order by i.line)
             from orders_items i where i.workspace_id = o.workspace_id and i.order_id = o.id), '[]') as items
    from orders o
    where o.workspace_id = ${ctx.workspace.id} and o.customer_id = any(${family}::uuid[])
    order by o.ordered_at, o.id`.execute(ctx.db)
  const { rows: returns } = await sql<{ number: string }>`
    select o.number, r.items, r.reason, r.state, r.requested_at as "requestedAt", r.changed_at as "changedAt"
    from orders_returns r join orders o on o.workspace_id = r.workspace_id and o.id = r.order_id
    where r.workspace_id = ${ctx.workspace.id} and r.customer_id = any(${family}::uuid[])
    order by r.requested_at, r.id`.execute(ctx.db)
  const { rows: carts } = await sql`
    select c.source, c.begun_at as "begunAt", c.said_at as "changedAt", c.items, c.total::text as total, c.currency, c.coupons,
           c.checked_out_at as "checkedOutAt"
    from orders_carts c
    where c.workspace_id = ${ctx.workspace.id} and c.customer_id = any(${family}::uuid[])
    order by c.said_at, c.id`.execute(ctx.db)
  const numbered = <T extends { readonly number: string }>(rows: readonly T[]) =>
    rows.map((row) => ({ ...row, number: shownNumber(row.number) }))
  return { orders: numbered(orders), returns: numbered(returns), carts }
}

interface ToldOrder {
  readonly number: string
}

/**
 * Orders stay with their items, amounts and times, as accounting must keep them; what people wrote freely about them goes, and so do carts. Nothing
 * that is counted changes. Layers of imports lose the same words, so that taking an import back brings nothing of it again.
 */
export async function eraseOrders(ctx: Ctx, family: readonly string[]): Promise<Erased> {
  await lockBook(ctx)
  const whose = sql`o.workspace_id = ${ctx.workspace.id} and o.customer_id = any(${family}::uuid[])`
  const carts = await sql`delete from orders_carts o where ${whose}`.execute(ctx.db)
  const returns = await sql`
    update orders_returns o
    set reason = null,
        steps = coalesce((select jsonb_agg(step || '{"note": null}') from jsonb_array_elements(o.steps) step), '[]')
    where ${whose}`.execute(ctx.db)
  const orders = await sql`
    update orders o set reason = null, status = null, coupons = null, recorded_by = null where ${whose}`.execute(ctx.db)
  await sql`
    update orders_changes l set before = l.before #- '{order,status}' #- '{order,reason}' #- '{order,coupons}'
    where l.workspace_id = ${ctx.workspace.id} and l.before ? 'order'
      and l.order_id in (select o.id from orders o where ${whose})`.execute(ctx.db)
  return {
    deleted: { carts: Number(carts.numAffectedRows ?? 0n) },
    anonymised: { orders: Number(orders.numAffectedRows ?? 0n), returns: Number(returns.numAffectedRows ?? 0n) },
  }
}

/** Removes carts that nobody has touched since then. */
export async function purgeCarts(ctx: Ctx, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    with old as materialized (
      select id from orders_carts where workspace_id = ${ctx.workspace.id} and said_at < ${before} limit 5000
    )
    delete from orders_carts where workspace_id = ${ctx.workspace.id} and id in (select id from old)`.execute(ctx.db)
  return Number(numAffectedRows ?? 0n)
}
