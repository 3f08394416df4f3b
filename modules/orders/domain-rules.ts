import { firstDayOfMonth, monthIndex } from '#pure/calendar'
import type { Calendar } from '#pure/calendar'

/**
 * Month bounds of one calendar as tables, filled for the days seen so far: `months[day - firstDay]` is the day's month index,
 * `starts[month - firstMonth]` the month's first day.
 */
export interface MonthTable {
  readonly calendar: Calendar
  firstDay: number
  months: Int32Array
  firstMonth: number
  starts: Int32Array
  /** Scratch of the fold: whether the customer in hand is current at the start of the kth month after the first. All zero between customers. */
  current: Uint8Array
}

/** How a workspace counts: its activity window, and the month bounds of both calendars. */
export interface BookRules {
  readonly windowDays: number
  /** The calendars whose cells are counted: both, but where only one is looked at. */
  readonly calendars: readonly Calendar[]
  readonly gregorian: MonthTable
  readonly persian: MonthTable
}

/** Rules for an activity window of whole days (1 or more). Keep and reuse them: the month tables are filled as days are seen. */
export function bookRules(windowDays: number, calendars: readonly Calendar[] = ['gregorian', 'persian']): BookRules {
  if (!Number.isInteger(windowDays) || windowDays < 1) throw new Error('an activity window is a whole number of days, 1 or more')
  return { windowDays, calendars, gregorian: emptyTable('gregorian'), persian: emptyTable('persian') }
}

/** Makes sure that the table knows every day from `from` to `to` and the month after. */
export function coverDays(table: MonthTable, from: number, to: number): void {
  if (from >= table.firstDay && to < table.firstDay + table.months.length) return
  const empty = table.months.length === 0
  const firstMonth = monthIndex(table.calendar, empty ? from : Math.min(from, table.firstDay)) - SPARE_MONTHS
  const lastMonth = monthIndex(table.calendar, empty ? to : Math.max(to, table.firstDay + table.months.length - 1)) + SPARE_MONTHS
  const starts = Int32Array.from({ length: lastMonth - firstMonth + 2 }, (_, k) => firstDayOfMonth(table.calendar, firstMonth + k))
  const firstDay = starts[0]!
  const months = new Int32Array(starts[starts.length - 1]! - firstDay)
  for (let k = 0; k + 1 < starts.length; k++) months.fill(firstMonth + k, starts[k]! - firstDay, starts[k + 1]! - firstDay)
  Object.assign(table, { firstDay, months, firstMonth, starts, current: new Uint8Array(starts.length) } satisfies Omit<
    MonthTable,
    'calendar'
  >)
}

const SPARE_MONTHS = 24

function emptyTable(calendar: Calendar): MonthTable {
  const none = new Int32Array(0)
  return { calendar, firstDay: 0, months: none, firstMonth: 0, starts: none, current: new Uint8Array(0) }
}
