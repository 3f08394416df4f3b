import { customersAt, lineRange } from '#domain/orders'
import type { Cells, Line } from '#domain/orders'
import { firstDayOfMonth, isoOfDay, monthIndex, periodKey } from '#pure/calendar'
import type { Calendar } from '#pure/calendar'
import { retentionPeriods } from '../domain-retention.ts'
import { MonthlyFigure } from './api.ts'
import type { MonthlyReport } from './api.ts'

/** What the cells do not hold: who is due, what is at risk, what studies and goals say. */
export type MonthlyExtras = Pick<MonthlyReport, 'product' | 'due' | 'risk' | 'goals'> & {
  readonly months: readonly { readonly month: number; readonly orders: Three; readonly amounts: Three }[] | null
}

type Three = readonly [first: number, second: number, later: number]

export interface MonthlyOptions {
  readonly calendar: Calendar
  /** The local day of the last order; null when there is none. */
  readonly asOfDay: number | null
  readonly hasAmounts: boolean
}

/** How many months back the cohort began, and how many months the trend shows. */
const COHORT_AGE = 3
const TREND = 13

/** The month that a shop reads about first: the last one that is over, or the one that its only orders lie in. */
export function latestMonth(cells: Pick<Cells, 'day'>, { calendar, asOfDay }: MonthlyOptions): number | null {
  if (asOfDay === null) return null
  const { first, last } = monthsOf(cells, calendar, asOfDay)
  return firstDayOfMonth(calendar, last + 1) <= asOfDay + 1 ? last : Math.max(first, last - 1)
}

/** One month from the shop's cells; beside the month before and the same month a year before. */
export function monthlyReport(cells: Cells, index: number, options: MonthlyOptions, extras: MonthlyExtras): MonthlyReport {
  const { calendar, asOfDay, hasAmounts } = options
  const named = { month: periodKey('month', index), index, calendar, asOf: asOfDay === null ? null : isoOfDay(asOfDay) }
  const { product, due, risk, goals } = extras
  const rest = { product, due, risk, goals }
  if (asOfDay === null || lineRange(cells.day) === null) {
    const nothing = { figures: [], trend: [], split: null, cohort: null }
    return { empty: true, ...named, complete: false, months: { first: index, last: index }, ...nothing, ...rest }
  }
  const months = monthsOf(cells, calendar, asOfDay)
  const of = (month: number) => (month < months.first || month > months.last ? null : figuresOf(cells, month, options))
  const [now, before, yearAgo] = [of(index), of(index - 1), of(index - 12)]
  const trend = Array.from({ length: TREND }, (_, k) => index - TREND + 1 + k).filter((month) => of(month) !== null)
  return {
    empty: false,
    ...named,
    complete: firstDayOfMonth(calendar, index + 1) <= asOfDay + 1,
    months,
    figures: MonthlyFigure.options
      .map((what) => ({
        what,
        value: now?.[what] ?? null,
        before: before?.[what] ?? null,
        yearAgo: yearAgo?.[what] ?? null,
      }))
      .filter(({ what }) => hasAmounts || (what !== 'revenue' && what !== 'meanOrder')),
    trend: trend.map((month) => ({ index: month, orders: of(month)?.orders ?? 0, revenue: of(month)?.revenue ?? null })),
    split: splitOf(extras, index, hasAmounts),
    cohort: cohortOf(cells, calendar, index),
    ...rest,
  }
}

type Figures = Readonly<Record<MonthlyFigure, number | null>>

function monthsOf({ day }: Pick<Cells, 'day'>, calendar: Calendar, asOfDay: number): { first: number; last: number } {
  return { first: monthIndex(calendar, lineRange(day)?.first ?? asOfDay), last: monthIndex(calendar, asOfDay) }
}

function figuresOf(cells: Cells, month: number, { calendar, asOfDay, hasAmounts }: MonthlyOptions): Figures {
  const from = firstDayOfMonth(calendar, month)
  const to = Math.min(firstDayOfMonth(calendar, month + 1) - 1, asOfDay ?? 0)
  const inMonth = (line: Line) => sumOf(line, from, to)
  const untilThen = (line: Line) => sumOf(line, line.base, to).customers
  const { customers: newCustomers, orders, amount } = inMonth(cells.day)
  const customers = untilThen(cells.day)
  const share = (part: number) => (customers === 0 ? null : part / customers)
  return {
    revenue: hasAmounts ? amount : null,
    orders,
    meanOrder: hasAmounts && orders > 0 ? Math.round(amount / orders) : null,
    newCustomers,
    returned: inMonth(cells.dayReturn).customers,
    returnRate: share(untilThen(cells.dayReturn)),
    repeatRate: share(untilThen(cells.dayRepeat)),
    retention: retentionPeriods(cells[calendar], calendar, 'month', to).find(({ index }) => index === month)?.rate ?? null,
    customers,
  }
}

function sumOf(line: Line, from: number, to: number): { customers: number; orders: number; amount: number } {
  const sums = { customers: 0, orders: 0, amount: 0 }
  const last = Math.min(to, line.base + line.customers.length - 1)
  for (let x = Math.max(from, line.base); x <= last; x++) {
    sums.customers += line.customers[x - line.base]!
    sums.orders += line.orders[x - line.base]!
    sums.amount += line.amounts[x - line.base]! + Number(line.carried.get(x) ?? 0n)
  }
  return sums
}

function splitOf({ months }: MonthlyExtras, index: number, isMoney: boolean): MonthlyReport['split'] {
  const of = (month: number) => {
    const found = months?.find((each) => each.month === month)
    const [first, second, later] = (isMoney ? found?.amounts : found?.orders) ?? []
    return first === undefined || second === undefined || later === undefined ? null : { new: first, returned: second, repeat: later }
  }
  const now = of(index)
  return now === null ? null : { isMoney, now, before: of(index - 1) }
}

function cohortOf(cells: Cells, calendar: Calendar, index: number): MonthlyReport['cohort'] {
  const of = (month: number) => {
    const line = cells[calendar].cohort.get(month)
    return line === undefined || customersAt(line, 0) === 0 ? null : { size: customersAt(line, 0), active: customersAt(line, COHORT_AGE) }
  }
  const found = of(index - COHORT_AGE)
  return found === null ? null : { index: index - COHORT_AGE, ...found, before: of(index - COHORT_AGE - 1) }
}
