import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import type { StagedFile } from '#modules/customers'
import { gatherStaged, STAGED_ITEMS } from './gather-staged.ts'
import { layStagedOrders, matchStaged } from './merge-known.ts'
import { beginRecount } from './recount-book.ts'

/** Where the orders of `staged_lines` come from; their customers stand in `staged_customers`. */
export interface StagedOrders extends StagedFile {
  readonly source: string
  readonly currency: string
}

export interface MergedOrders {
  readonly created: number
  readonly changed: number
  readonly same: number
  readonly refunds: number
  /** Of the file's purchases. */
  readonly firstAt: Date | null
  readonly lastAt: Date | null
}

/**
 * Writes the orders that a file's staged lines make, and counts them in. An order that is known, by number within its source, takes the
 * file's word as a whole; what it said before is kept as a layer of this import, so that any import can be taken back later in any order.
 * `counting` is told when the writing is done and the counting begins.
 */
export async function mergeStagedOrders(ctx: Ctx, staged: StagedOrders, counting: () => void): Promise<MergedOrders> {
  await nameRoots(ctx)
  await gatherStaged(ctx, staged.columns)
  const hasItems = ITEM_COLUMNS.some((column) => staged.columns.has(column))
  const knowsSource = await hasOrders(ctx, staged.source)
  if (knowsSource) await matchStaged(ctx, staged.source, hasItems)
  await listTouched(ctx, knowsSource)
  const recount = await beginRecount(ctx, 'touched_customers')
  if (knowsSource) await layStagedOrders(ctx, staged)
  await insertOrders(ctx, staged, knowsSource)
  if (hasItems) await insertItems(ctx, staged)
  await linkRefunds(ctx, staged.source, knowsSource)
  counting()
  const merged = await summary(ctx, knowsSource)
  if (merged.created > MANY) await sql`analyze orders`.execute(ctx.db)
  await recount.finish()
  return merged
}

const ITEM_COLUMNS = ['product_code', 'product_name', 'category']
/** From here on the planner's figures are worth a second. */
const MANY = 20_000

/** Whoever belongs to somebody else's family buys for its root; the profile is kept beside it. */
async function nameRoots(ctx: Ctx): Promise<void> {
  await sql`alter table staged_customers add column if not exists profile_id uuid`.execute(ctx.db)
  await sql`
    update staged_customers s set profile_id = s.customer_id, customer_id = c.merged_into
    from customers c
    where c.workspace_id = ${ctx.workspace.id} and c.id = s.customer_id and c.merged_into is not null`.execute(ctx.db)
}

async function hasOrders(ctx: Ctx, source: string): Promise<boolean> {
  const orders = ctx.db.selectFrom('orders').select('id').where('workspace_id', '=', ctx.workspace.id).where('source', '=', source)
  return (await orders.limit(1).executeTakeFirst()) !== undefined
}

/** Whose figures move: customers of orders that are new or change, and those who lose one to somebody else. */
async function listTouched(ctx: Ctx, knowsSource: boolean): Promise<void> {
  await sql`create temp table touched_customers (customer_id uuid primary key) on commit drop`.execute(ctx.db)
  const moved = sql`
    select c.customer_id
    from staged_orders s
    join staged_customers c on c.key = s.key
    left join staged_matches m on m.number = s.number and m.negative = s.negative
    where m.order_id is null or m.changed
    union
    select owner from staged_matches where changed`
  await sql`
    insert into touched_customers
    ${knowsSource ? moved : sql`select distinct customer_id from staged_customers`}`.execute(ctx.db)
}

/** Oldest first: then all indexes but the one by customer grow at their end, where they are in memory. Out of order it takes three times as long. */
async function insertOrders(ctx: Ctx, { importId, source, currency }: StagedOrders, knowsSource: boolean): Promise<void> {
  const unknown = knowsSource
    ? sql`where not exists (select from staged_matches m where m.number = o.number and m.negative = o.negative)`
    : sql``
  await sql`
    insert into orders (workspace_id, id, customer_id, profile_id, source, number, negative, kind, ordered_at, total, currency, discount,
                        channel, payment_method, shipping_method, country, status, import_id)
    select ${ctx.workspace.id}::uuid, uuidv7(), c.customer_id, c.profile_id, ${source}, o.number, o.negative, o.kind, o.ordered_at, o.total, ${currency}, o.discount,
           o.channel, o.payment_method, o.shipping_method, o.country, o.status, ${importId}::uuid
    from staged_orders o
    join staged_customers c on c.key = o.key
    ${unknown}
    order by o.ordered_at, o.number`.execute(ctx.db)
}

/** Items of orders that this import added or changed. */
async function insertItems(ctx: Ctx, { importId, source }: StagedOrders): Promise<void> {
  await sql`
    insert into orders_items (workspace_id, order_id, line, product_code, product_name, category, quantity, amount)
    select ${ctx.workspace.id}::uuid, o.id, i.line, i.product_code, i.product_name, i.category, i.quantity, i.amount
    from (${sql.raw(STAGED_ITEMS)}) i
    join orders o on o.workspace_id = ${ctx.workspace.id} and o.source = ${source} and o.number = i.number and o.negative = i.negative and o.part = ''
    where o.import_id = ${importId}::uuid`.execute(ctx.db)
}

/** A negative paper belongs to the purchase of the same number, whichever of the two came first. */
async function linkRefunds(ctx: Ctx, source: string, knowsSource: boolean): Promise<void> {
  const all = knowsSource ? sql`` : sql`where negative`
  await sql`
    create temp table staged_links on commit drop as
    select r.id, p.id as refund_of
    from (select distinct number from staged_orders ${all}) n
    join orders r on r.workspace_id = ${ctx.workspace.id} and r.source = ${source} and r.number = n.number and r.negative
    left join orders p on p.workspace_id = ${ctx.workspace.id} and p.source = ${source} and p.number = n.number and not p.negative and p.kind = 'purchase'
    where r.refund_of is distinct from p.id`.execute(ctx.db)
  await sql`
    update orders o set refund_of = l.refund_of
    from staged_links l
    where o.workspace_id = ${ctx.workspace.id} and o.id = l.id`.execute(ctx.db)
}

async function summary(ctx: Ctx, knowsSource: boolean): Promise<MergedOrders> {
  const { rows } = await sql<{ all: bigint; refunds: bigint; first_at: Date | null; last_at: Date | null }>`
    select count(*) as all, count(*) filter (where kind = 'refund') as refunds,
           min(ordered_at) filter (where kind = 'purchase') as first_at, max(ordered_at) filter (where kind = 'purchase') as last_at
    from staged_orders`.execute(ctx.db)
  const known = knowsSource
    ? (
        await sql<{
          all: bigint
          changed: bigint
        }>`select count(*) as all, count(*) filter (where changed) as changed from staged_matches`.execute(ctx.db)
      ).rows[0]
    : undefined
  const [row] = rows
  if (!row) throw new Error('an aggregate gives a row')
  const changed = Number(known?.changed ?? 0)
  return {
    created: Number(row.all - (known?.all ?? 0n)),
    changed,
    same: Number(known?.all ?? 0n) - changed,
    refunds: Number(row.refunds),
    firstAt: row.first_at,
    lastAt: row.last_at,
  }
}
