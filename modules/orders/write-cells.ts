import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { cellRows, type CellRow, type Cells } from './domain.ts'

/** Puts these cells in the place of all that were there. */
export async function replaceCells(ctx: Ctx, cells: Cells): Promise<void> {
  await ctx.db.deleteFrom('orders_cells').where('workspace_id', '=', ctx.workspace.id).execute()
  for (const rows of batches(cellRows(cells))) await addRows(ctx, rows)
}

/** Adds the difference to the cells that are there; cells that count nothing any more are removed. */
export async function addCells(ctx: Ctx, difference: Cells): Promise<void> {
  for (const rows of batches(cellRows(difference))) {
    await addRows(ctx, rows)
    await sql`
      delete from orders_cells c
      using unnest(${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.x)}::int[], ${rows.map((row) => row.y)}::int[]) as r (kind, x, y)
      where c.workspace_id = ${ctx.workspace.id} and c.kind = r.kind and c.x = r.x and c.y = r.y
        and c.customers = 0 and c.orders = 0 and c.amount = 0`.execute(ctx.db)
  }
}

const BATCH = 5000

async function addRows(ctx: Ctx, rows: readonly CellRow[]): Promise<void> {
  await sql`
    insert into orders_cells as c (workspace_id, kind, x, y, customers, orders, amount)
    select ${ctx.workspace.id}, r.*
    from unnest(
      ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.x)}::int[], ${rows.map((row) => row.y)}::int[],
      ${rows.map((row) => row.customers)}::int8[], ${rows.map((row) => row.orders)}::int8[], ${rows.map((row) => row.amount)}::int8[]
    ) r
    on conflict (workspace_id, kind, x, y) do update
    set customers = c.customers + excluded.customers, orders = c.orders + excluded.orders, amount = c.amount + excluded.amount`.execute(
    ctx.db,
  )
}

function* batches<T>(rows: Iterable<T>): Generator<T[]> {
  let batch: T[] = []
  for (const row of rows) {
    batch.push(row)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
