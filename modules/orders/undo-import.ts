import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { beginRecount } from './recount-book.ts'

/**
 * Takes one import back out of the orders, whatever came after it, and gives how many orders are gone. Imports lie on an order as layers in
 * the order in which they ran: the lowest made it, each other one keeps what it covered. Where the undone layer is the topmost, what it
 * covered comes back; elsewhere the layer above now covers what the undone one did. `whileUncounted` runs before the count is brought up to date.
 */
export async function undoImportedOrders(
  ctx: Ctx,
  importId: string,
  whileUncounted: () => Promise<void>,
): Promise<{ readonly deleted: number }> {
  await listUndone(ctx, importId)
  await sql`create temp table touched_customers (customer_id uuid primary key) on commit drop`.execute(ctx.db)
  await sql`
    insert into touched_customers
    select o.customer_id from undone_orders u join orders o on o.workspace_id = ${ctx.workspace.id} and o.id = u.order_id
    union
    select coalesce(c.merged_into, c.id)
    from undone_orders u
    join customers c on c.workspace_id = ${ctx.workspace.id} and c.id = (coalesce(u.own -> 'order' ->> 'profile_id', u.own -> 'order' ->> 'customer_id'))::uuid
    where u.own ? 'order'`.execute(ctx.db)
  const recount = await beginRecount(ctx, 'touched_customers')
  await sql`delete from orders_changes where workspace_id = ${ctx.workspace.id} and import_id = ${importId}::uuid`.execute(ctx.db)
  await handOver(ctx, importId)
  await restore(ctx)
  const deleted = await deleteAdded(ctx)
  await linkRefundsAgain(ctx)
  await whileUncounted()
  await recount.finish()
  await sql`drop table undone_orders, touched_customers`.execute(ctx.db)
  return { deleted }
}

/** Marks those of a temporary table's customers who have orders. */
export async function markCustomersWithOrders(ctx: Ctx, table: string): Promise<void> {
  await sql`
    update ${sql.table(table)} t set is_kept = true
    where exists (select from orders o where o.workspace_id = ${ctx.workspace.id} and o.customer_id = t.customer_id)`.execute(ctx.db)
}

/** Each order on which the import lies: its own layer (null when it made the order) and the one above. */
async function listUndone(ctx: Ctx, importId: string): Promise<void> {
  await sql`
    create temp table undone_orders on commit drop as
    select mine.order_id, mine.own, above.import_id as above_id, above.before as above, o.source, o.number
    from (
      select order_id, before as own from orders_changes where workspace_id = ${ctx.workspace.id} and import_id = ${importId}::uuid
      union all
      select made.order_id, null
      from (
        select id as order_id from orders where workspace_id = ${ctx.workspace.id} and import_id = ${importId}::uuid
        union
        select order_id from orders_changes where workspace_id = ${ctx.workspace.id} and before -> 'order' ->> 'import_id' = ${importId}
      ) made
      where not exists (
        select from orders_changes c where c.workspace_id = ${ctx.workspace.id} and c.order_id = made.order_id and c.import_id = ${importId}::uuid)
    ) mine
    join orders o on o.workspace_id = ${ctx.workspace.id} and o.id = mine.order_id
    left join lateral (
      select c.import_id, c.before
      from orders_changes c
      where c.workspace_id = ${ctx.workspace.id} and c.order_id = mine.order_id
        and c.import_id <> ${importId}::uuid and (mine.own is null or c.before ->> 'at' > mine.own ->> 'at')
      order by c.before ->> 'at'
      limit 1
    ) above on true`.execute(ctx.db)
  await sql`analyze undone_orders`.execute(ctx.db)
}

/** Gives the ground below the undone layer to the one above it. A layer that only said the same takes over as the order's writer. */
async function handOver(ctx: Ctx, importId: string): Promise<void> {
  await sql`
    create temp table handed_over on commit drop as
    select order_id, above_id, own is null as is_lowest, above ? 'same' as was_same,
           jsonb_set(own, '{at}', above -> 'at') as before
    from undone_orders
    where above_id is not null and (own is null or own ? 'order')`.execute(ctx.db)
  await sql`
    delete from orders_changes c
    using handed_over h
    where c.workspace_id = ${ctx.workspace.id} and c.order_id = h.order_id and c.import_id = h.above_id and h.is_lowest`.execute(ctx.db)
  await sql`
    update orders_changes c set before = h.before
    from handed_over h
    where c.workspace_id = ${ctx.workspace.id} and c.order_id = h.order_id and c.import_id = h.above_id and not h.is_lowest`.execute(ctx.db)
  await sql`
    update orders o set import_id = h.above_id
    from handed_over h
    where o.workspace_id = ${ctx.workspace.id} and o.id = h.order_id and h.was_same and o.import_id = ${importId}::uuid`.execute(ctx.db)
  await sql`
    create temp table new_writers on commit drop as
    select c.import_id, c.order_id, jsonb_set(c.before, '{order,import_id}', to_jsonb(h.above_id)) as before
    from handed_over h
    join orders_changes c on c.workspace_id = ${ctx.workspace.id} and c.order_id = h.order_id
    where h.was_same and c.before -> 'order' ->> 'import_id' = ${importId}`.execute(ctx.db)
  await sql`
    update orders_changes c set before = w.before
    from new_writers w
    where c.workspace_id = ${ctx.workspace.id} and c.order_id = w.order_id and c.import_id = w.import_id`.execute(ctx.db)
  await sql`drop table handed_over, new_writers`.execute(ctx.db)
}

/** Where the undone layer was the topmost and had changed the order, the order is again what it was, in the family that its profile belongs to now. */
async function restore(ctx: Ctx): Promise<void> {
  await sql`
    create temp table restored on commit drop as
    select before.*, coalesce(c.merged_into, c.id) as root_id, c.id as profile, u.own -> 'items' as items
    from undone_orders u
    cross join lateral jsonb_to_record(u.own -> 'order') as before (
      id uuid, customer_id uuid, profile_id uuid, kind text, ordered_at timestamptz, total bigint, currency text, discount bigint,
      channel text, payment_method text, shipping_method text, country text, status text, import_id uuid)
    join customers c on c.workspace_id = ${ctx.workspace.id} and c.id = coalesce(before.profile_id, before.customer_id)
    where u.above_id is null and u.own ? 'order'`.execute(ctx.db)
  await sql`
    update orders o
    set customer_id = r.root_id, profile_id = nullif(r.profile, r.root_id), kind = r.kind, ordered_at = r.ordered_at, total = r.total, currency = r.currency, discount = r.discount,
        channel = r.channel, payment_method = r.payment_method, shipping_method = r.shipping_method, country = r.country, status = r.status,
        import_id = r.import_id
    from restored r
    where o.workspace_id = ${ctx.workspace.id} and o.id = r.id`.execute(ctx.db)
  await sql`delete from orders_items i using restored r where i.workspace_id = ${ctx.workspace.id} and i.order_id = r.id`.execute(ctx.db)
  await sql`
    insert into orders_items (workspace_id, order_id, line, product_code, product_name, category, quantity, amount, variant, price)
    select ${ctx.workspace.id}::uuid, r.id, i.line, i.product_code, i.product_name, i.category, i.quantity, i.amount, i.variant, i.price
    from restored r
    cross join lateral jsonb_to_recordset(r.items) as i (
      line int, product_code text, product_name text, category text, quantity numeric, amount bigint, variant text, price bigint)`.execute(
    ctx.db,
  )
  await sql`drop table restored`.execute(ctx.db)
}

async function deleteAdded(ctx: Ctx): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from orders o
    using undone_orders u
    where o.workspace_id = ${ctx.workspace.id} and o.id = u.order_id and u.own is null and u.above_id is null`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}

/** Numbers may have lost their purchase, or got it back. */
async function linkRefundsAgain(ctx: Ctx): Promise<void> {
  await sql`
    create temp table undone_links on commit drop as
    select r.id, p.id as refund_of
    from (select distinct source, number from undone_orders) n
    join orders r on r.workspace_id = ${ctx.workspace.id} and r.source = n.source and r.number = n.number and r.negative
    left join orders p on p.workspace_id = ${ctx.workspace.id} and p.source = n.source and p.number = n.number and not p.negative and p.kind = 'purchase'
    where r.refund_of is distinct from p.id`.execute(ctx.db)
  await sql`
    update orders o set refund_of = l.refund_of
    from undone_links l
    where o.workspace_id = ${ctx.workspace.id} and o.id = l.id`.execute(ctx.db)
  await sql`drop table undone_links`.execute(ctx.db)
}
