import type { PeriodKind } from '#pure/calendar'
import { lineIn, POOLED_NTH } from './domain-cells.ts'
import type { CalendarCells, Cells } from './domain-cells.ts'
import { addToLine } from './domain-lines.ts'
import { coverDays } from './domain-rules.ts'
import type { BookRules, MonthTable } from './domain-rules.ts'

export { cellRows, cellsFromRows, emptyCells } from './domain-cells.ts'
export type { CalendarCells, Cells, Plane } from './domain-cells.ts'
export { addToLine, customersAt, emptyLine, lineCell, lineCells, lineRange } from './domain-lines.ts'
export type { CellRow, Counts, Line } from './domain-lines.ts'
export { bookRules } from './domain-rules.ts'
export type { BookRules } from './domain-rules.ts'
export { addRunning, moveRunning } from './domain-running.ts'
export { runningCounts, summaryOf } from './domain-summary.ts'
export type { CalendarSummary, CustomerSummary, RunningCounts, RunningPeriod } from './domain-summary.ts'
export { NOTHING_SAID } from './domain-incoming.ts'
export { pastGapDays, returnDueDays } from './domain-due.ts'
export type { DayRange } from './domain-due.ts'
export type { HistoryColumns } from './domain-history-columns.ts'
export { historyReader } from './domain-history-rows.ts'
export type { HistoryRow } from './domain-history-rows.ts'
export { histogramQuantile, LONGEST_WINDOW, suggestedWindow } from './domain-quantiles.ts'

/** What one customer bought and gave back, in whole local days. Amounts are minor units; null where the shop's data carry none. */
export interface PurchaseHistory {
  /** Local day of each purchase, earliest first. */
  readonly days: ArrayLike<number>
  readonly amounts: ArrayLike<number> | null
  readonly refundDays: ArrayLike<number>
  readonly refundAmounts: ArrayLike<number> | null
}

/** Adds one customer to the cells (sign 1), or takes the same history out again (sign -1). */
export function addCustomer(cells: Cells, history: PurchaseHistory, rules: BookRules, sign: 1 | -1): void {
  const { refundDays, refundAmounts } = history
  for (let k = 0; k < refundDays.length; k++)
    addToLine(cells.dayRefund, refundDays[k]!, 0, sign, refundAmounts === null ? 0 : sign * refundAmounts[k]!)
  if (history.days.length === 0) return
  addPurchases(cells, history, sign)
  addDue(cells, history, sign)
  for (const calendar of rules.calendars)
    addMonths({ cells: cells[calendar], table: rules[calendar], windowDays: rules.windowDays, sign }, history)
}

function addPurchases(cells: Cells, { days, amounts }: PurchaseHistory, sign: 1 | -1): void {
  for (let k = 0; k < days.length; k++) {
    const day = days[k]!
    const amount = amounts === null ? 0 : sign * amounts[k]!
    addToLine(cells.day, day, k === 0 ? sign : 0, sign, amount)
    addToLine(cells.nth, k + 1 < POOLED_NTH ? k + 1 : POOLED_NTH, k < POOLED_NTH ? sign : 0, sign, amount)
    if (k === 0) continue
    addToLine(cells.gapAny, day - days[k - 1]!, sign, sign, 0)
    if (k === 1) {
      addToLine(cells.gapReturn, day - days[0]!, sign, sign, 0)
      addToLine(cells.dayReturn, day, sign, 0, 0)
    } else if (k === 2) addToLine(cells.dayRepeat, day, sign, 0, 0)
  }
}

function addDue(cells: Cells, { days, amounts }: PurchaseHistory, sign: 1 | -1): void {
  const count = days.length
  const first = days[0]!
  const last = days[count - 1]!
  const line = count === 1 ? cells.dueFirst : cells.dueRepeat
  const at = count === 1 ? first : last + Math.max(1, Math.ceil((last - first) / (count - 1)))
  addToLine(line, at, sign, 0, 0)
  if (amounts === null) return
  let sum = 0
  for (let k = 0; k < count; k++) {
    const amount = amounts[k]!
    // As long as a double holds it exactly, one sum is quicker than the cell for each.
    if (sum + amount < 2 ** 52) sum += amount
    else addToLine(line, at, 0, 0, sign * amount)
  }
  addToLine(line, at, 0, 0, sign * sum)
}

/** One customer on the way into the cells of one calendar. */
interface MonthFold {
  readonly cells: CalendarCells
  readonly table: MonthTable
  readonly windowDays: number
  readonly sign: 1 | -1
}

function addMonths(fold: MonthFold, { days, amounts }: PurchaseHistory): void {
  const { cells, table, windowDays, sign } = fold
  coverDays(table, days[0]!, days[days.length - 1]! + windowDays)
  const { firstDay, months, firstMonth, starts } = table
  const cohort = months[days[0]! - firstDay]!
  const line = lineIn(cells.cohort, cohort)
  let lastActive = cohort - 1
  let boundary = cohort + 1
  for (let k = 0; k < days.length; k++) {
    const day = days[k]!
    const month = months[day - firstDay]!
    addToLine(line, month - cohort, month === lastActive ? 0 : sign, sign, amounts === null ? 0 : sign * amounts[k]!)
    lastActive = month
    if (boundary <= month) boundary = month + 1
    for (; starts[boundary - firstMonth]! - windowDays <= day; boundary++) addCurrent(fold, cohort, boundary)
  }
  table.current.fill(0, 0, boundary - cohort)
}

/** The customer is current at the start of month `boundary`; boundaries come in rising order. */
function addCurrent(fold: MonthFold, cohort: number, boundary: number): void {
  const { current } = fold.table
  current[boundary - cohort] = 1
  addToLine(fold.cells.current, boundary, fold.sign, 0, 0)
  addPeriod(fold, 'month', cohort, boundary)
  if (boundary % 3 !== 0) return
  addPeriod(fold, 'quarter', cohort, boundary)
  if (boundary % 12 === 0) addPeriod(fold, 'year', cohort, boundary)
}

/** Counts somebody who is current at the end of a period, the start of month `end`: gained when the first purchase lies in it, else kept when current at its start. */
function addPeriod({ cells, table, sign }: MonthFold, kind: PeriodKind, cohort: number, end: number): void {
  const length = MONTHS[kind]
  const start = end - length - cohort
  if (start <= 0) addToLine(cells.gained[kind], end / length - 1, sign, 0, 0)
  else if (table.current[start] === 1) addToLine(cells.kept[kind], end / length - 1, sign, 0, 0)
}

const MONTHS: Readonly<Record<PeriodKind, number>> = { month: 1, quarter: 3, year: 12 }
