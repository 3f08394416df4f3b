import { type Calendar, dateParts, dayOfDate, monthIndex, type PeriodKind, periodIndex, periodStart, weekStartOf } from './calendar.ts'

/** Days that move with today: 'this_month' is of the shop's calendar, 'persian:this_month' and 'gregorian:this_month' of that one. */
export const PERIODS = [
  'today',
  'yesterday',
  'tomorrow',
  'this_week',
  'last_week',
  'next_week',
  'this_month',
  'last_month',
  'next_month',
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_year',
] as const
export type Period = (typeof PERIODS)[number]

/** How a shop divides its days. */
export interface Almanac {
  readonly calendar: Calendar
  /** 1 Monday … 6 Saturday, 7 Sunday. */
  readonly weekStart: number
}

/** Days, both ends included, as whole local days since 1970-01-01. */
export interface DaySpan {
  readonly from: number
  readonly to: number
}

/** The parts of a period's name; null when it is none. */
export function readPeriod(name: string): { readonly period: Period; readonly calendar: Calendar | null } | null {
  const [first = '', second] = name.split(':')
  const period = PERIODS.find((each) => each === (second ?? first))
  if (!period) return null
  if (second === undefined) return { period, calendar: null }
  const calendar = first === 'persian' || first === 'gregorian' ? first : null
  return calendar && /month|quarter|year/.test(period) && name.split(':').length === 2 ? { period, calendar } : null
}

/** The days of a period, seen from `today`; null when there is no such period. */
export function daysOfPeriod(name: string, today: number, almanac: Almanac): DaySpan | null {
  const read = readPeriod(name)
  if (!read) return null
  const { period } = read
  const shift = shiftOf(period)
  if (period === 'today' || period === 'yesterday' || period === 'tomorrow') return { from: today + shift, to: today + shift }
  if (period.endsWith('week')) {
    const from = weekStartOf(today, almanac.weekStart) + 7 * shift
    return { from, to: from + 6 }
  }
  const calendar = read.calendar ?? almanac.calendar
  const kind = kindOf(period)
  const index = periodIndex(kind, monthIndex(calendar, today)) + shift
  return { from: periodStart(calendar, kind, index), to: periodStart(calendar, kind, index + 1) - 1 }
}

function shiftOf(period: Period): number {
  if (period.startsWith('last') || period === 'yesterday') return -1
  return period.startsWith('next') || period === 'tomorrow' ? 1 : 0
}

function kindOf(period: Period): PeriodKind {
  if (period.endsWith('month')) return 'month'
  return period.endsWith('quarter') ? 'quarter' : 'year'
}

/**
 * On which 'mm-dd' of the calendar a yearly day must stand to fall into the span. A day that only leap years have is kept on the last day of its month
 * in the other years. Everything, when the span is a year long.
 */
export function yearlyDays(calendar: Calendar, { from, to }: DaySpan): readonly string[] {
  const found = new Set<string>()
  for (let day = from; day <= Math.min(to, from + 366); day++) {
    const parts = dateParts(calendar, day)
    found.add(text(parts.month, parts.day))
    const leap = LEAP_DAYS[calendar]
    const isLast = parts.month === leap.month && parts.day === leap.day - 1
    if (isLast && dayOfDate(calendar, parts.year, leap.month, leap.day) === null) found.add(text(leap.month, leap.day))
  }
  return [...found]
}

const LEAP_DAYS: Record<Calendar, { readonly month: number; readonly day: number }> = {
  gregorian: { month: 2, day: 29 },
  persian: { month: 12, day: 30 },
}

function text(month: number, day: number): string {
  return `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
