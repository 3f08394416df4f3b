import { sql, type RawBuilder } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import type { Names, StudiedCustomer, StudyFold } from './domain-studied.ts'
import { openNameBook } from './name-book.ts'
import { readCustomers } from './read-customers.ts'

/** How a study is followed and stopped. */
export interface StudyRun {
  /** Hears how far it has come, 0 to 1. */
  readonly tell?: (share: number) => void
  readonly signal?: AbortSignal
}

/** What a study stands on. */
export interface Studied {
  readonly customers: number
  readonly orders: number
  readonly names: Names
}

/**
 * Shows every customer with a purchase (of those only whom `among` names: SQL that gives `customer_id`) to each fold, as of one moment.
 * Customers are read some thousands at a time, so memory holds no more than these, the catalogue and what the folds keep.
 */
export function studyAll(
  ctx: Ctx,
  among: RawBuilder<unknown> | null,
  folds: readonly StudyFold[],
  { tell, signal }: StudyRun = {},
): Promise<Studied> {
  return inTransaction(
    ctx,
    async (ctx) => {
      const slices = await slicesOf(ctx, among)
      const book = await openNameBook(ctx)
      const stood = { customers: 0, orders: 0 }
      for (let slice = 0; slice < slices; slice++) {
        signal?.throwIfAborted()
        const wanted = sql`(select customer_id from insights_studied where slice = ${sql.lit(slice)})`
        for (const customer of await readCustomers(ctx, wanted, book)) {
          stood.customers += 1
          stood.orders += customer.orders.length
          for (const fold of folds) fold.take(customer, book.names)
        }
        for (const fold of folds) await fold.settle?.(book.names)
        tell?.((slice + 1) / slices)
      }
      return { ...stood, names: book.names }
    },
    'repeatable read',
  )
}

/** The same for a few customers (roots), at once. Whoever has no purchase is left out. */
export function studyFew(
  ctx: Ctx,
  customerIds: readonly string[],
): Promise<{ readonly customers: readonly StudiedCustomer[]; readonly names: Names }> {
  return inTransaction(ctx, async (ctx) => {
    const ids = sql`array[${sql.join([sql`null::uuid`, ...customerIds.map((id) => sql`${sql.lit(id)}::uuid`)])}]`
    const wanted = sql`(select customer_id from unnest(${ids}) as wanted (customer_id))`
    const book = await openNameBook(ctx, namedBy(ctx, wanted))
    return { customers: [...(await readCustomers(ctx, wanted, book))], names: book.names }
  })
}

/** So many customers are read at once. */
const SLICE = 10_000

/** Numbers the customers wanted by slices, in a temporary table, and says how many slices there are. */
async function slicesOf(ctx: Ctx, among: RawBuilder<unknown> | null): Promise<number> {
  // With these, ten million orders are reached by their indexes, slice by slice, whatever the statistics of a table just filled say.
  await sql`set local enable_seqscan = off`.execute(ctx.db)
  await sql`set local enable_hashjoin = off`.execute(ctx.db)
  await sql`set local enable_mergejoin = off`.execute(ctx.db)
  await sql`set local work_mem = '64MB'`.execute(ctx.db)
  await sql`
    create temp table insights_studied on commit drop as
    select s.customer_id, ((row_number() over (order by s.customer_id) - 1) / ${SLICE}::int8)::int4 as slice
    from customers_summaries s
    where s.workspace_id = ${ctx.workspace.id} and s.purchases > 0
      ${among === null ? sql`` : sql`and s.customer_id in (select wanted.customer_id from (${among}) wanted)`}`.execute(ctx.db)
  await sql`create index on insights_studied (slice, customer_id)`.execute(ctx.db)
  await sql`analyze insights_studied`.execute(ctx.db)
  const { rows } = await sql<{ slices: number }>`select coalesce(max(slice) + 1, 0) as slices from insights_studied`.execute(ctx.db)
  return rows[0]?.slices ?? 0
}

/** The part of the catalogue that these customers' lines name. */
function namedBy(ctx: Ctx, wanted: RawBuilder<unknown>): RawBuilder<unknown> {
  const lines = sql`
    ${wanted} w
    join orders o on o.workspace_id = ${ctx.workspace.id} and o.customer_id = w.customer_id
    join orders_items i on i.workspace_id = ${ctx.workspace.id} and i.order_id = o.id`
  return sql`(
    p.key in (select 'code:' || i.product_code from ${lines} where i.product_code <> '')
    or p.spellings && array(select i.product_name from ${lines} where coalesce(i.product_code, '') = '' and i.product_name is not null))`
}
