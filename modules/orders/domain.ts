import { periodIndex, periodStart } from '#pure/calendar'
import type { Calendar, PeriodKind } from '#pure/calendar'
import { lineIn, POOLED_NTH } from './domain-cells.ts'
import type { CalendarCells, Cells } from './domain-cells.ts'
import { addToLine } from './domain-lines.ts'
import type { Line } from './domain-lines.ts'
import { coverDays } from './domain-rules.ts'
import type { BookRules, MonthTable } from './domain-rules.ts'

export { cellRows, cellsFromRows, emptyCells } from './domain-cells.ts'
export type { CalendarCells, Cells, Plane } from './domain-cells.ts'
export { customersAt, lineCell, lineCells, lineRange } from './domain-lines.ts'
export type { CellRow, Counts, Line } from './domain-lines.ts'
export { bookRules } from './domain-rules.ts'
export type { BookRules } from './domain-rules.ts'
export { runningCounts, summaryOf } from './domain-summary.ts'
export type { CalendarSummary, CustomerSummary, RunningCounts } from './domain-summary.ts'
export { pastGapDays, returnDueDays } from './domain-due.ts'
export type { DayRange } from './domain-due.ts'
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
  for (let k = 0; k < refundDays.length; k++) addToLine(cells.dayRefund, refundDays[k]!, 0, sign, refundAmounts === null ? 0 : sign * refundAmounts[k]!)
  if (history.days.length === 0) return
  addPurchases(cells, history, sign)
  addDue(cells, history, sign)
  addMonths(cells.gregorian, history, rules.gregorian, rules.windowDays, sign)
  addMonths(cells.persian, history, rules.persian, rules.windowDays, sign)
}

/**
 * Adds one customer to the cells of the period still running at the end of `asOfDay`, which must not lie before the history's last day.
 * The database counts the same from summaries, see runningCounts.
 */
export function addRunning(cells: Cells, history: PurchaseHistory, rules: BookRules, asOfDay: number, sign: 1 | -1): void {
  const { days } = history
  if (days.length === 0 || days[days.length - 1]! < asOfDay + 1 - rules.windowDays) return
  for (const calendar of CALENDARS) addRunningOf(calendar, cells[calendar], days, rules, asOfDay, sign)
}

const CALENDARS: readonly Calendar[] = ['gregorian', 'persian']
const PERIODS: readonly PeriodKind[] = ['month', 'quarter', 'year']

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
  if (amounts !== null) for (let k = 0; k < count; k++) addToLine(line, at, 0, 0, sign * amounts[k]!)
}

function addMonths(cells: CalendarCells, { days, amounts }: PurchaseHistory, table: MonthTable, windowDays: number, sign: 1 | -1): void {
  const count = days.length
  coverDays(table, days[0]!, days[count - 1]! + windowDays)
  const { firstDay, months, firstMonth, starts, current } = table
  const cohort = months[days[0]! - firstDay]!
  const line = lineIn(cells.cohort, cohort)
  let lastActive = cohort - 1
  let boundary = cohort + 1
  for (let k = 0; k < count; k++) {
    const day = days[k]!
    const month = months[day - firstDay]!
    addToLine(line, month - cohort, month === lastActive ? 0 : sign, sign, amounts === null ? 0 : sign * amounts[k]!)
    lastActive = month
    if (boundary <= month) boundary = month + 1
    for (; starts[boundary - firstMonth]! - windowDays <= day; boundary++) addCurrent(cells, current, cohort, boundary, sign)
  }
  current.fill(0, 0, boundary - cohort)
}

/** The customer is current at the start of month `boundary`; boundaries come in rising order. */
function addCurrent(cells: CalendarCells, current: Uint8Array, cohort: number, boundary: number, sign: 1 | -1): void {
  const at = boundary - cohort
  current[at] = 1
  addToLine(cells.current, boundary, sign, 0, 0)
  addPeriod(cells.kept.month, cells.gained.month, boundary - 1, at - 1, current, sign)
  if (boundary % 3 !== 0) return
  addPeriod(cells.kept.quarter, cells.gained.quarter, boundary / 3 - 1, at - 3, current, sign)
  if (boundary % 12 === 0) addPeriod(cells.kept.year, cells.gained.year, boundary / 12 - 1, at - 12, current, sign)
}

/** Counts somebody who is current at the period's end: gained when the first month lies in it (`start` months after the first, none after), else kept when current at its start. */
function addPeriod(kept: Line, gained: Line, period: number, start: number, current: Uint8Array, sign: 1 | -1): void {
  if (start <= 0) addToLine(gained, period, sign, 0, 0)
  else if (current[start] === 1) addToLine(kept, period, sign, 0, 0)
}

function addRunningOf(calendar: Calendar, cells: CalendarCells, days: ArrayLike<number>, rules: BookRules, asOfDay: number, sign: 1 | -1): void {
  const table = rules[calendar]
  coverDays(table, asOfDay, asOfDay)
  const month = table.months[asOfDay - table.firstDay]!
  for (const period of PERIODS) {
    const index = periodIndex(period, month)
    const start = periodStart(calendar, period, index)
    const line = lineIn(cells.running[period], index)
    addToLine(line, 0, sign, 0, 0)
    if (days[0]! >= start) addToLine(line, 1, sign, 0, 0)
    else if (boughtWithin(days, start - rules.windowDays, start)) addToLine(line, 2, sign, 0, 0)
  }
}

/** Whether some day lies in [from, before). */
function boughtWithin(days: ArrayLike<number>, from: number, before: number): boolean {
  let k = days.length - 1
  while (k >= 0 && days[k]! >= before) k--
  return k >= 0 && days[k]! >= from
}
