import type { Ctx } from '#core/context'
import { putSummaries } from '#modules/customers'
import { hasAmounts, keepBook, lastDay, type Book } from './book.ts'
import { addCustomer, bookRules, emptyCells, moveRunning, summaryOf, type BookRules, type Cells } from './domain.ts'
import { loadFewHistories, type CustomerHistory } from './load-histories.ts'
import { recountAll } from './recount-all.ts'
import type { Recount } from './recount-book.ts'
import { windowHasMoved } from './window-moves.ts'
import { addCells } from './write-cells.ts'
import { putHistories } from './write-histories.ts'
import { writeRunningCells } from './write-running.ts'

/**
 * Begins a change of the orders of a few customers (roots), whom the caller names before the first write; `finish` after the last one brings
 * cells, summaries, packed histories and book up to date by the difference, and reads nothing but the histories of these customers. The caller holds the book.
 * A stale book is left alone: its recount is on its way, and counts what is written here as well.
 */
export async function beginCount(ctx: Ctx, book: Book, customerIds: readonly string[]): Promise<Recount> {
  if (book.stale || customerIds.length === 0) return { finish: () => Promise.resolve() }
  if (book.lastDay === null) return { finish: () => recountAll(ctx) }
  const before = await loadFewHistories(ctx, customerIds, book.timeZone)
  return { finish: () => finishCount(ctx, { book, lastDay: book.lastDay ?? 0, customerIds, before }) }
}

interface Count {
  readonly book: Book
  readonly lastDay: number
  readonly customerIds: readonly string[]
  readonly before: readonly CustomerHistory[]
}

async function finishCount(ctx: Ctx, count: Count): Promise<void> {
  const { book, customerIds, before } = count
  const rules = bookRules(book.windowDays)
  const after = await loadFewHistories(ctx, customerIds, book.timeZone)
  const isSameDay = latest(after) === count.lastDay || (latest(after) < count.lastDay && latest(before) < count.lastDay)
  await putSummaries(
    ctx,
    customerIds,
    after.map((history) => ({ ...summaryOf(history, rules), ...timesOf(history) })),
  )
  await putHistories(ctx, customerIds, after)
  const difference = emptyCells()
  for (const history of before) move(difference, history, rules, -1)
  for (const history of after) move(difference, history, rules, 1)
  await addCells(ctx, difference)
  await keepBook(ctx, { lastDay: isSameDay ? book.lastDay : await lastDay(ctx), hasAmounts: await knowsAmounts(ctx, count, after) })
  if (!isSameDay) await writeRunningCells(ctx)
  if ((await isSmall(ctx)) && (await windowHasMoved(ctx, book))) await recountAll(ctx)

  function move(cells: Cells, history: CustomerHistory, rules: BookRules, sign: 1 | -1) {
    addCustomer(cells, history, rules, sign)
    if (isSameDay) moveRunning(cells, summaryOf(history, rules), rules, { asOfDay: count.lastDay, sign })
  }
}

function timesOf({ customerId, firstAt, lastAt }: CustomerHistory) {
  return { customerId, firstAt, lastAt }
}

/** The latest day of these histories; -Infinity when they are all empty. */
function latest(histories: readonly CustomerHistory[]): number {
  let day = -Infinity
  for (const { days, refundDays } of histories) day = Math.max(day, days[days.length - 1] ?? day, refundDays[refundDays.length - 1] ?? day)
  return day
}

/** Looks at everybody's summaries only when the last known amount may have gone. */
async function knowsAmounts(ctx: Ctx, { book, before }: Count, after: readonly CustomerHistory[]): Promise<boolean> {
  const known = (histories: readonly CustomerHistory[]) => histories.some(({ amounts }) => amounts !== null)
  if (known(after) || !book.hasAmounts) return known(after)
  return known(before) ? hasAmounts(ctx) : true
}

/** Counting so few again is quick enough to do at once; larger shops wait for the clock. */
const SMALL = 2_000

async function isSmall(ctx: Ctx): Promise<boolean> {
  const cells = ctx.db.selectFrom('orders_cells').select('customers').where('workspace_id', '=', ctx.workspace.id)
  const buyers = await cells.where('kind', '=', 'nth').where('x', '=', 1).where('y', '=', 0).executeTakeFirst()
  return (buyers?.customers ?? 0n) <= SMALL
}
