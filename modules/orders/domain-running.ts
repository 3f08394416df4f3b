import { monthIndex, periodIndex, periodStart } from '#pure/calendar'
import type { Calendar, PeriodKind } from '#pure/calendar'
import { lineIn } from './domain-cells.ts'
import type { Cells } from './domain-cells.ts'
import type { PurchaseHistory } from './domain.ts'
import { addToLine } from './domain-lines.ts'
import { coverDays } from './domain-rules.ts'
import type { BookRules } from './domain-rules.ts'
import { runningCounts } from './domain-summary.ts'
import type { CustomerSummary } from './domain-summary.ts'

/**
 * Adds one customer to the cells of the period still running at the end of `asOfDay`, which must not lie before the history's last day.
 * The database counts the same from summaries, see runningCounts.
 */
export function addRunning(cells: Cells, { days }: PurchaseHistory, rules: BookRules, asOfDay: number): void {
  if (days.length === 0 || days[days.length - 1]! < asOfDay + 1 - rules.windowDays) return
  for (const calendar of rules.calendars) {
    const table = rules[calendar]
    coverDays(table, asOfDay, asOfDay)
    const month = table.months[asOfDay - table.firstDay]!
    for (const period of PERIODS) {
      const index = periodIndex(period, month)
      const start = periodStart(calendar, period, index)
      const line = lineIn(cells[calendar].running[period], index)
      addToLine(line, 0, 1, 0, 0)
      if (days[0]! >= start) addToLine(line, 1, 1, 0, 0)
      else if (boughtWithin(days, start - rules.windowDays, start)) addToLine(line, 2, 1, 0, 0)
    }
  }
}

/** Adds a customer's summary (sign 1) to the cells of the periods running at the end of `asOfDay`, or takes it out again (sign -1). */
export function moveRunning(
  cells: Cells,
  summary: CustomerSummary,
  rules: BookRules,
  to: { readonly asOfDay: number; readonly sign: 1 | -1 },
): void {
  for (const calendar of CALENDARS) {
    const month = monthIndex(calendar, to.asOfDay)
    for (const period of PERIODS) {
      const { end, gained, kept } = runningCounts(summary, rules, { asOfDay: to.asOfDay, calendar, period })
      const line = lineIn(cells[calendar].running[period], periodIndex(period, month))
      addToLine(line, 0, to.sign * end, 0, 0)
      addToLine(line, 1, to.sign * gained, 0, 0)
      addToLine(line, 2, to.sign * kept, 0, 0)
    }
  }
}

const CALENDARS: readonly Calendar[] = ['gregorian', 'persian']
const PERIODS: readonly PeriodKind[] = ['month', 'quarter', 'year']

/** Whether some day lies in [from, before). */
function boughtWithin(days: ArrayLike<number>, from: number, before: number): boolean {
  let k = days.length - 1
  while (k >= 0 && days[k]! >= before) k--
  return k >= 0 && days[k]! >= from
}
