import { sql, type RawBuilder } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { copyIn, copyOut, withLiterals } from '#core/copy'
import { findBook } from './book.ts'
import { customersAt, lineCells } from './domain.ts'
import { loadHistories, type CustomerHistory } from './load-histories.ts'
import { readCells } from './read-cells.ts'
import { spool } from './spool.ts'
import { framedRows, historyRows } from './write-histories.ts'

/** Whose histories are read, and what of each customer comes with them. */
export interface HistoriesWanted {
  /** SQL that gives `customer_id`; everybody when null. */
  readonly among?: RawBuilder<unknown> | null
  /** SQL: what `part` and `amount` are read from, joined to the histories `h`. */
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
    const table = (await findBook(ctx))?.hasHistories ? sql.table('orders_histories') : await packOrders(ctx, among)
    const asked = part || amount ? sql`, (${part ?? sql`null`})::int4, (${amount ?? sql`null`})::float8` : sql``
    const query = withLiterals(
      ctx.db,
      sql`
        select h.customer_id, h.bytes ${asked}
        from ${table} h ${beside}
        where h.workspace_id = ${ctx.workspace.id} ${among === null ? sql`` : sql`and h.customer_id in (${among})`}
        ${sorted ? sql`order by h.customer_id` : sql``}`,
    )
    const expected = await expectedOf(ctx, among === null ? null : query)
    return use({ chunks: await copyOut(ctx.db, `copy (${query}) to stdout (format binary)`), expected })
  })
}

/** Everybody's numbers as they are kept; of some customers, as many as the planner thinks, at the mean of all. */
async function expectedOf(ctx: Ctx, query: string | null): Promise<Expected> {
  const { nth } = await readCells(ctx, ['nth'])
  const all = { customers: customersAt(nth, 1), purchases: [...lineCells(nth)].reduce((sum, { orders }) => sum + orders, 0) }
  if (query === null) return all
  const { rows } = await sql.raw<Plans>(`explain (format json) ${query}`).execute(ctx.db)
  const customers = Math.min(all.customers, rows[0]?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0)
  return { customers, purchases: Math.ceil((customers * all.purchases) / Math.max(1, all.customers)) }
}

interface Plans {
  readonly 'QUERY PLAN': readonly { readonly Plan: { readonly 'Plan Rows': number } }[]
}

/** Packs the orders as they are into a temporary table: what an older version left has no histories until the book has been counted again. */
async function packOrders(ctx: Ctx, among: RawBuilder<unknown> | null): Promise<RawBuilder<unknown>> {
  await sql`drop table if exists orders_histories_now, orders_histories_few`.execute(ctx.db)
  await sql`
    create temp table orders_histories_now (workspace_id uuid default ${sql.lit(ctx.workspace.id)}, customer_id uuid, bytes bytea)
    on commit drop`.execute(ctx.db)
  if (among !== null)
    await sql`create temp table orders_histories_few on commit drop as select distinct few.customer_id from (${among}) few`.execute(ctx.db)
  const rows = await spool(packed(await loadHistories(ctx, among === null ? 'all' : { table: 'orders_histories_few' })))
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
