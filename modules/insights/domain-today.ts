import { customersAt, histogramQuantile, lineCell, lineRange, pastGapDays, returnDueDays } from '#domain/orders'
import type { Cells, DayRange, Line } from '#domain/orders'
import { dateParts, daysInMonth, firstDayOfMonth, isoOfDay, monthIndex } from '#pure/calendar'
import type { Calendar } from '#pure/calendar'
import type { TodayReport } from './api.ts'
import { shareOf } from './domain-shares.ts'

/** What the home page depends on besides the cells. */
export interface TodayOptions {
  /** The local day of the last purchase or refund; null when there is none. */
  readonly asOfDay: number | null
  readonly calendar: Calendar
  readonly currency: string
  readonly windowDays: number
  readonly hasAmounts: boolean
}

/** How many month ends the trend shows, and how many days a movement compares. */
const TREND_MONTHS = 24
const MOVED_DAYS = 30

/** The home page from the shop's cells: the return rate, how it moved, and whom to think of now. */
export function todayReport(cells: Cells, options: TodayOptions): TodayReport {
  const { asOfDay, calendar, currency } = options
  if (asOfDay === null) return { empty: true, asOf: null, currency, ...NOBODY, yearAgo: null, moved: [], trend: [], suggestions: [] }
  const now = returnRateAt(cells, asOfDay)
  const yearAgo = returnRateAt(cells, yearBefore(calendar, asOfDay))
  return {
    empty: now.customers === 0,
    asOf: isoOfDay(asOfDay),
    currency,
    ...now,
    yearAgo: yearAgo.customers === 0 ? null : yearAgo,
    moved: now.customers === 0 ? [] : movements(cells, options, asOfDay),
    trend: trend(cells, calendar, asOfDay),
    suggestions: suggestions(cells, options, asOfDay),
  }
}

const NOBODY = { customers: 0, returned: 0, returnRate: null }

function returnRateAt(cells: Cells, day: number): { customers: number; returned: number; returnRate: number | null } {
  const customers = sumUntil(cells.day, day)
  const returned = sumUntil(cells.dayReturn, day)
  return { customers, returned, returnRate: shareOf(returned, customers) }
}

/** The same date a year earlier; the last day of its month where that year has no such date. */
export function yearBefore(calendar: Calendar, day: number): number {
  const { day: date } = dateParts(calendar, day)
  const month = monthIndex(calendar, day) - 12
  return firstDayOfMonth(calendar, month) + Math.min(date, daysInMonth(calendar, month)) - 1
}

/** The last 30 days against the 30 before; `before` is null unless the shop's orders reach back through all of those. */
function movements(cells: Cells, { hasAmounts }: TodayOptions, asOfDay: number): TodayReport['moved'] {
  const now = movedWithin(cells, { from: asOfDay - MOVED_DAYS + 1, to: asOfDay }, hasAmounts)
  const firstDay = lineRange(cells.day)?.first ?? asOfDay
  const known = firstDay <= asOfDay - 2 * MOVED_DAYS + 1
  const before = known ? movedWithin(cells, { from: asOfDay - 2 * MOVED_DAYS + 1, to: asOfDay - MOVED_DAYS }, hasAmounts) : null
  const figures = ['newCustomers', 'returned', 'orders', 'revenue'] as const
  return figures.map((what) => ({ what, now: now[what], before: before === null ? null : before[what] }))
}

function movedWithin(
  cells: Cells,
  range: DayRange,
  hasAmounts: boolean,
): Record<'newCustomers' | 'returned' | 'orders' | 'revenue', string | null> {
  const bought = sumWithin(cells.day, range)
  return {
    newCustomers: String(bought.customers),
    returned: String(sumWithin(cells.dayReturn, range).customers),
    orders: String(bought.orders),
    revenue: hasAmounts ? String(bought.amount) : null,
  }
}

/** The return rate as it stood at the last 24 month ends up to the report's date. */
function trend(cells: Cells, calendar: Calendar, asOfDay: number): TodayReport['trend'] {
  const next = monthIndex(calendar, asOfDay + 1)
  const days = Array.from({ length: TREND_MONTHS }, (_, k) => firstDayOfMonth(calendar, next - TREND_MONTHS + 1 + k) - 1)
  const points = days.map((day) => ({ day: isoOfDay(day), returnRate: returnRateAt(cells, day).returnRate }))
  return points.filter((point) => point.returnRate !== null)
}

function suggestions(cells: Cells, { windowDays, hasAmounts }: TodayOptions, asOfDay: number): TodayReport['suggestions'] {
  const q1 = histogramQuantile(cells.gapReturn, 0.25)
  const q3 = histogramQuantile(cells.gapReturn, 0.75)
  const found = [
    { kind: 'past-gap', line: cells.dueRepeat, days: pastGapDays(asOfDay, windowDays), usualDays: usual(cells.gapAny) },
    {
      kind: 'return-due',
      line: cells.dueFirst,
      days: q1 === null || q3 === null ? null : returnDueDays(asOfDay, { q1, q3 }),
      usualDays: usual(cells.gapReturn),
    },
  ] as const
  return found.flatMap(({ kind, line, days, usualDays }) => {
    if (days === null) return []
    const { customers, amount } = sumWithin(line, days)
    return customers === 0
      ? []
      : [{ kind, customers, value: hasAmounts ? String(amount) : null, behind: `${kind}:${days.from}:${days.to}`, usualDays }]
  })
}

/** The median of a histogram of days, rounded. */
function usual(gaps: Line): number | null {
  const median = histogramQuantile(gaps, 0.5)
  return median === null ? null : Math.round(median)
}

/** Customers only: the trend adds up every day of the shop's life again for each of its points. */
function sumUntil(line: Line, day: number): number {
  let customers = 0
  const last = Math.min(day, line.base + line.customers.length - 1)
  for (let x = line.base; x <= last; x++) customers += customersAt(line, x)
  return customers
}

function sumWithin(line: Line, range: DayRange): { customers: number; orders: number; amount: bigint } {
  const sums = { customers: 0, orders: 0, amount: 0n }
  const last = Math.min(range.to, line.base + line.customers.length - 1)
  for (let x = Math.max(range.from, line.base); x <= last; x++) {
    const cell = lineCell(line, x)
    sums.customers += cell.customers
    sums.orders += cell.orders
    sums.amount += cell.amount
  }
  return sums
}
