import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { closeBook, DEFAULT_WINDOW_DAYS, lockBook } from './book.ts'
import { bookRules, emptyCells, suggestedWindow } from './domain.ts'
import { addToLine } from './domain-lines.ts'
import { foldHistories, writeFolded } from './fold-histories.ts'
import { historyBytes, readHistories, type CustomerHistory } from './load-histories.ts'
import { spool } from './spool.ts'
import { replaceCells } from './write-cells.ts'
import { writeRunningCells } from './write-running.ts'

/** Counts every order of the workspace anew and replaces all cells, summaries and packed histories. */
export async function recountAll(ctx: Ctx): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const book = await lockBook(ctx)
    const { timeZone } = ctx.workspace
    // Walking all orders through the index on customers reads their table in random order; the planner finds that cheaper than it is.
    await sql`set local enable_indexscan = off`.execute(ctx.db)
    await sql`set local work_mem = '128MB'`.execute(ctx.db)
    if (book.windowSource === 'set') return countWith(ctx, readHistories(await historyBytes(ctx, 'all'), timeZone), book.windowDays)
    // The window follows from the gaps, and the count from the window: the histories are put aside rather than sorted twice.
    const bytes = await spool(await historyBytes(ctx, 'all'))
    try {
      const windowDays = await windowOf(readHistories(bytes.read(), timeZone))
      await countWith(ctx, readHistories(bytes.read(), timeZone), windowDays)
    } finally {
      await bytes.remove()
    }
  })
}

async function countWith(ctx: Ctx, histories: AsyncIterable<CustomerHistory[]>, windowDays: number): Promise<void> {
  const cells = emptyCells()
  const folded = await foldHistories(histories, bookRules(windowDays), cells)
  await sql`set local enable_indexscan = on`.execute(ctx.db)
  await writeFolded(ctx, folded, 'all')
  await replaceCells(ctx, cells)
  await closeBook(ctx, { windowDays, hasHistories: true })
  await writeRunningCells(ctx)
}

async function windowOf(histories: AsyncIterable<CustomerHistory[]>): Promise<number> {
  const cells = emptyCells()
  for await (const batch of histories)
    for (const { days } of batch) {
      for (let k = 1; k < days.length; k++) addToLine(cells.gapAny, days[k]! - days[k - 1]!, 1, 1, 0)
    }
  return suggestedWindow(cells) ?? DEFAULT_WINDOW_DAYS
}
