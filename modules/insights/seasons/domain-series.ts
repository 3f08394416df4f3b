import { lineCell, lineRange } from '#domain/orders'
import type { Cells, Counts, Line } from '#domain/orders'
import { dateParts, firstDayOfMonth, monthIndex } from '#pure/calendar'
import type { Calendar } from '#pure/calendar'
import type { Measure } from './api.ts'

/** One figure a day, from the shop's first purchase to the report's date; `values[k]` is that of day `first + k`. */
export interface DaySeries {
  readonly first: number
  readonly values: Float64Array
}

/** The days of a measure; null before the first purchase. Revenue in minor units. */
export function daySeries(cells: Cells, measure: Measure, asOfDay: number): DaySeries | null {
  const first = lineRange(cells.day)?.first
  if (first === undefined || first > asOfDay) return null
  const line = measure === 'returns' ? cells.dayReturn : cells.day
  const values = Float64Array.from({ length: asOfDay - first + 1 }, (_, k) => figureOf(line, first + k, measure))
  return { first, values }
}

/** The last day of a series. */
export function lastDayOf({ first, values }: DaySeries): number {
  return first + values.length - 1
}

/** The sum of the days from one to another, both included; days outside the series count nothing. */
export function sumOf({ first, values }: DaySeries, from: number, to: number): number {
  let sum = 0
  for (let day = Math.max(from, first); day <= Math.min(to, first + values.length - 1); day++) sum += values[day - first] ?? 0
  return sum
}

/** A month of the calendar that the series holds from its first to its last day. */
export interface WholeMonth {
  readonly index: number
  readonly from: number
  readonly to: number
  readonly value: number
  readonly perDay: number
}

/** Every complete month, earliest first. */
export function wholeMonths(series: DaySeries, calendar: Calendar): readonly WholeMonth[] {
  const months: WholeMonth[] = []
  const last = lastDayOf(series)
  for (let index = monthIndex(calendar, series.first); firstDayOfMonth(calendar, index + 1) - 1 <= last; index++) {
    const from = firstDayOfMonth(calendar, index)
    const to = firstDayOfMonth(calendar, index + 1) - 1
    if (from < series.first) continue
    const value = sumOf(series, from, to)
    months.push({ index, from, to, value, perDay: value / (to - from + 1) })
  }
  return months
}

/** Week of the year, 1 to 52: seven days each from the year's first day; the one or two days left over belong to the last. */
export function weekOfYear(calendar: Calendar, day: number): number {
  const { year } = dateParts(calendar, day)
  return Math.min(52, Math.floor((day - firstDayOfMonth(calendar, year * 12)) / 7) + 1)
}

const FIGURES: Readonly<Record<Measure, (counts: Counts) => number>> = {
  purchases: ({ orders }) => orders,
  revenue: ({ amount }) => Number(amount),
  newCustomers: ({ customers }) => customers,
  returns: ({ customers }) => customers,
}

function figureOf(line: Line, day: number, measure: Measure): number {
  return FIGURES[measure](lineCell(line, day))
}
