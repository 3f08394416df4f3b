import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { closeBook, lockBook, type Book } from './book.ts'
import { addCustomer, bookRules, emptyCells, type BookRules, type Cells } from './domain.ts'
import { foldHistories, writeFolded } from './fold-histories.ts'
import { loadHistories } from './load-histories.ts'
import { recountAll } from './recount-all.ts'
import { windowHasMoved } from './window-moves.ts'
import { addCells } from './write-cells.ts'
import { writeRunningCells } from './write-running.ts'

/** A count under way: `finish` brings summaries, cells and book up to date with what was written since. */
export interface Recount {
  readonly finish: () => Promise<void>
}

/**
 * Begins a change of orders. `touchedTable` names a temporary table whose `customer_id` (uuid, primary key) lists everybody whose orders the
 * caller is about to write, move or delete. Call it inside the writing transaction, before the first write; call `finish` after the last one.
 * The cells move by the difference of the touched customers' histories; when that is most of the work anyway, everything is counted anew.
 */
export async function beginRecount(ctx: Ctx, touchedTable: string): Promise<Recount> {
  const book = await lockBook(ctx)
  if (await needsFullCount(ctx, book, touchedTable)) return { finish: () => recountAll(ctx) }
  await sql`analyze ${sql.table(touchedTable)}`.execute(ctx.db)
  const rules = bookRules(book.windowDays)
  const difference = emptyCells()
  for await (const batch of await loadHistories(ctx, { table: touchedTable })) {
    for (const history of batch) addCustomer(difference, history, rules, -1)
  }
  return { finish: () => finishRecount(ctx, { book, rules, difference, touchedTable }) }
}

/** Above this share of all customers, taking histories out and in again costs more than starting over. */
const MOST = 0.2

async function needsFullCount(ctx: Ctx, book: Book, touchedTable: string): Promise<boolean> {
  if (book.lastDay === null || book.stale || !book.hasHistories || book.timeZone !== ctx.workspace.timeZone) return true
  const { rows } = await sql<{ touched: bigint; all: bigint }>`
    select (select count(*) from ${sql.table(touchedTable)}) as touched,
           (select coalesce(sum(customers), 0)::int8 from orders_cells where workspace_id = ${ctx.workspace.id} and kind = 'day') as all
  `.execute(ctx.db)
  return rows.some(({ touched, all }) => Number(touched) > Math.max(SMALL, MOST * Number(all)))
}

/** So few are never worth a full count. */
const SMALL = 100

interface Difference {
  readonly book: Book
  readonly rules: BookRules
  readonly difference: Cells
  readonly touchedTable: string
}

async function finishRecount(ctx: Ctx, { book, rules, difference, touchedTable }: Difference): Promise<void> {
  const touched = { table: touchedTable }
  await writeFolded(ctx, await foldHistories(await loadHistories(ctx, touched), rules, difference), touched)
  await addCells(ctx, difference)
  if (await windowHasMoved(ctx, book)) return recountAll(ctx)
  await closeBook(ctx, book)
  await writeRunningCells(ctx)
}
