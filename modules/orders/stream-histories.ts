import { sql, type RawBuilder } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { copyIn, copyOut } from '#core/copy'
import { findBook } from './book.ts'
import { customersAt, lineCells } from './domain.ts'
import { loadHistories, type CustomerHistory } from './load-histories.ts'
import { readCells } from './read-cells.ts'
import { spool } from './spool.ts'
import { framedRows, historyRows } from './write-histories.ts'

/** Whose histories are read, and what of each customer comes with them. */
export interface HistoriesWanted {
  /** SQL that gives `customer_id`, and what else `part` and `amount` may speak of as `w`; everybody when null. */
  readonly among?: RawBuilder<unknown> | null
  /** What `part` and `amount` are read from, joined to the histories `h`. No parameters: COPY takes none. */
  readonly beside?: RawBuilder<unknown>
  /** SQL: the number of the customer's group, null where there is none. */
  readonly part?: RawBuilder<unknown>
  /** SQL: an amount of the customer's, null where it is unknown. */
  readonly amount?: RawBuilder<unknown>
  /** Whether they must come in the order of customers' ids. */
  readonly sorted?: boolean
}

interface Expected {
  readonly customers: number
  readonly purchases: number
}

/** Packed histories on their way. */
export interface HistoryStream {
  /** For historyReader. To be read to the end. */
  readonly chunks: AsyncIterable<Uint8Array>
  /** About how many customers and purchases there are. */
  readonly expected: Expected
}

/** Lets `use` read histories as of one moment. A count that is under way does not keep it waiting. */
export function streamHistories<T>(ctx: Ctx, wanted: HistoriesWanted, use: (stream: HistoryStream) => Promise<T>): Promise<T> {
  return inTransaction(ctx, async (ctx) => {
    const { among = null, beside = sql``, part = null, amount = null, sorted = false } = wanted
    const expected = await expectedOf(ctx, among)
    const table = (await findBook(ctx))?.hasHistories ? sql.table('orders_histories') : await packOrders(ctx, among !== null)
    const asked = part || amount ? sql`, (${part ?? sql`null`})::int4, (${amount ?? sql`null`})::float8` : sql``
    const query = sql`
      copy (
        select h.customer_id, h.bytes ${asked}
        from ${table} h ${among === null ? sql`` : sql`join orders_histories_wanted w on w.customer_id = h.customer_id`} ${beside}
        where h.workspace_id = ${sql.lit(ctx.workspace.id)} ${sorted ? sql`order by h.customer_id` : sql``}
      ) to stdout (format binary)`
    const result = await use({ chunks: await copyOut(ctx.db, query.compile(ctx.db).sql), expected })
    if (among !== null) await sql`drop table orders_histories_wanted`.execute(ctx.db)
    return result
  })
}

/** Everybody's numbers as they are kept; of some customers, who are listed for the query, at the mean of all. */
async function expectedOf(ctx: Ctx, among: RawBuilder<unknown> | null): Promise<Expected> {
  const { nth } = await readCells(ctx, ['nth'])
  const all = { customers: customersAt(nth, 1), purchases: [...lineCells(nth)].reduce((sum, { orders }) => sum + orders, 0) }
  if (among === null) return all
  const customers = await listWanted(ctx, among)
  return { customers, purchases: Math.ceil((customers * all.purchases) / Math.max(1, all.customers)) }
}

/** Lists the wanted customers in a temporary table and gives how many they are. */
async function listWanted(ctx: Ctx, among: RawBuilder<unknown>): Promise<number> {
  const { numAffectedRows } = await sql`
    create temp table orders_histories_wanted on commit drop as select distinct wanted.* from (${among}) wanted`.execute(ctx.db)
  await sql`analyze orders_histories_wanted`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}

/** Packs the orders as they are into a temporary table: what an older version left has no histories until the book has been counted again. */
async function packOrders(ctx: Ctx, isFew: boolean): Promise<RawBuilder<unknown>> {
  await sql`drop table if exists orders_histories_now, orders_histories_few`.execute(ctx.db)
  await sql`
    create temp table orders_histories_now (workspace_id uuid default ${sql.lit(ctx.workspace.id)}, customer_id uuid, bytes bytea)
    on commit drop`.execute(ctx.db)
  if (isFew)
    await sql`create temp table orders_histories_few on commit drop as select distinct customer_id from orders_histories_wanted`.execute(ctx.db)
  const rows = await spool(packed(await loadHistories(ctx, isFew ? { table: 'orders_histories_few' } : 'all')))
  try {
    await copyIn(ctx.db, 'copy orders_histories_now (customer_id, bytes) from stdin (format binary)', framedRows(rows.read()))
  } finally {
    await rows.remove()
  }
  return sql.table('orders_histories_now')
}

async function* packed(histories: AsyncIterable<CustomerHistory[]>): AsyncGenerator<Buffer> {
  for await (const batch of histories) yield historyRows(batch)
}
