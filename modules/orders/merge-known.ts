import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { STAGED_ITEMS } from './gather-staged.ts'
import type { StagedOrders } from './merge-staged.ts'

/** Leaves `staged_matches`: the staged papers that are known already, whose they were, and whether the file says something else. */
export async function matchStaged(ctx: Ctx, source: string, hasItems: boolean): Promise<void> {
  await sql`
    create temp table staged_matches on commit drop as
    select o.id as order_id, s.number, s.negative, o.customer_id as owner,
           (coalesce(o.profile_id, o.customer_id), o.kind, o.ordered_at, o.total, o.discount, o.channel, o.payment_method, o.shipping_method, o.country, o.status)
             is distinct from
           (coalesce(c.profile_id, c.customer_id), s.kind, s.ordered_at, s.total, s.discount, s.channel, s.payment_method, s.shipping_method, s.country, s.status) as changed
    from staged_orders s
    join staged_customers c on c.key = s.key
    join orders o on o.workspace_id = ${ctx.workspace.id} and o.source = ${source} and o.number = s.number and o.negative = s.negative and o.part = ''`.execute(
    ctx.db,
  )
  await sql`analyze staged_matches`.execute(ctx.db)
  await sql`
    update staged_matches m set changed = true
    from (
      select distinct coalesce(known.order_id, given.order_id) as order_id
      from (
        select i.* from staged_matches s join orders_items i on i.workspace_id = ${ctx.workspace.id} and i.order_id = s.order_id
      ) known
      full join (
        ${hasItems ? sql`select s.order_id, i.* from (${sql.raw(STAGED_ITEMS)}) i join staged_matches s on s.number = i.number and s.negative = i.negative` : NO_ITEMS}
      ) given on given.order_id = known.order_id and given.line = known.line
      where (known.product_code, known.product_name, known.category, known.quantity, known.amount)
        is distinct from (given.product_code, given.product_name, given.category, given.quantity, given.amount)
    ) other
    where m.order_id = other.order_id and not m.changed`.execute(ctx.db)
}

const NO_ITEMS = sql`
  select null::uuid as order_id, null::int as line, null::text as product_code, null::text as product_name, null::text as category,
         null::numeric as quantity, null::bigint as amount
  where false`

/**
 * Lays this import over the orders that it found: each keeps, in `orders_changes`, how it was before, or only that it was the same. The
 * latter is needed too: when what lies below is taken back, this import still says so. Then overwrites the changed ones.
 */
export async function layStagedOrders(ctx: Ctx, { importId, currency }: StagedOrders): Promise<void> {
  await sql`
    insert into orders_changes (workspace_id, import_id, order_id, before)
    select ${ctx.workspace.id}::uuid, ${importId}::uuid, m.order_id, case when m.changed then jsonb_build_object(
        'at', ${ctx.now.toISOString()}::text,
        'order', to_jsonb(o) - 'workspace_id' - 'refund_of',
        'items', coalesce((
          select jsonb_agg(to_jsonb(i) - 'workspace_id' - 'order_id' order by i.line)
          from orders_items i
          where i.workspace_id = ${ctx.workspace.id} and i.order_id = m.order_id), '[]'))
      else jsonb_build_object('at', ${ctx.now.toISOString()}::text, 'same', true) end
    from staged_matches m
    join orders o on o.workspace_id = ${ctx.workspace.id} and o.id = m.order_id`.execute(ctx.db)
  await sql`
    delete from orders_items i
    using staged_matches m
    where i.workspace_id = ${ctx.workspace.id} and i.order_id = m.order_id and m.changed`.execute(ctx.db)
  await sql`
    update orders o
    set customer_id = c.customer_id, profile_id = c.profile_id, kind = s.kind, ordered_at = s.ordered_at, total = s.total, currency = ${currency}, discount = s.discount,
        channel = s.channel, payment_method = s.payment_method, shipping_method = s.shipping_method, country = s.country, status = s.status,
        import_id = ${importId}::uuid
    from staged_matches m
    join staged_orders s on s.number = m.number and s.negative = m.negative
    join staged_customers c on c.key = s.key
    where o.workspace_id = ${ctx.workspace.id} and o.id = m.order_id and m.changed`.execute(ctx.db)
}
