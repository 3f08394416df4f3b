/**
 * Days, months and periods in the Gregorian and the Persian (Solar Hijri) calendar, by integer arithmetic alone.
 * A *day* is a number: whole days since 1970-01-01 in the workspace's time zone. A *month index* is year * 12 + month - 1.
 */
export type Calendar = 'gregorian' | 'persian'
export type PeriodKind = 'month' | 'quarter' | 'year'
export interface DateParts {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** Year, month (1–12) and day of month of a day. */
export function dateParts(calendar: Calendar, day: number): DateParts {
  return calendar === 'persian' ? persianParts(day) : gregorianParts(day)
}

/** The day of a date; null when the calendar has no such date (31 Esfand, 30 February). */
export function dayOfDate(calendar: Calendar, year: number, month: number, day: number): number | null {
  if (!Number.isInteger(year) || month < 1 || month > 12 || day < 1 || day > daysInMonth(calendar, year * 12 + month - 1)) return null
  return firstDayOfMonth(calendar, year * 12 + month - 1) + day - 1
}

/** year * 12 + month - 1 of the month that holds the day. */
export function monthIndex(calendar: Calendar, day: number): number {
  const { year, month } = dateParts(calendar, day)
  return year * 12 + month - 1
}

/** The first day of a month index. */
export function firstDayOfMonth(calendar: Calendar, index: number): number {
  const year = Math.floor(index / 12)
  const month = index - year * 12
  if (calendar === 'gregorian') return gregorianDay(year, month + 1, 1)
  return nowruz(year) + (month < 7 ? month * 31 : 186 + (month - 6) * 30)
}

/** How many days a month index has. */
export function daysInMonth(calendar: Calendar, index: number): number {
  return firstDayOfMonth(calendar, index + 1) - firstDayOfMonth(calendar, index)
}

/** The period that holds a month: the month itself, year * 4 + quarter - 1, or the year. */
export function periodIndex(kind: PeriodKind, month: number): number {
  return Math.floor(month / MONTHS[kind])
}

/** The first month index of a period. */
export function firstMonthOfPeriod(kind: PeriodKind, period: number): number {
  return period * MONTHS[kind]
}

/** The first day of a period. */
export function periodStart(calendar: Calendar, kind: PeriodKind, period: number): number {
  return firstDayOfMonth(calendar, firstMonthOfPeriod(kind, period))
}

/** A period's name for machines: '2010-12', '2010-Q4' or '2010', in the calendar's own years. */
export function periodKey(kind: PeriodKind, period: number): string {
  const year = Math.floor((period * MONTHS[kind]) / 12)
  if (kind === 'year') return String(year)
  if (kind === 'quarter') return `${year}-Q${period - year * 4 + 1}`
  return `${year}-${pad(period - year * 12 + 1)}`
}

/** 'yyyy-mm-dd' in the Gregorian calendar. */
export function isoOfDay(day: number): string {
  const { year, month, day: date } = gregorianParts(day)
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(date)}`
}

/** The day of a Gregorian 'yyyy-mm-dd'; null when it is not one. */
export function dayOfIso(text: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return match ? dayOfDate('gregorian', Number(match[1]), Number(match[2]), Number(match[3])) : null
}

/** Monday 1 … Sunday 7. */
export function weekdayOf(day: number): number {
  return modulo(day + 3, 7) + 1
}

/** The first day of the week that holds `day`, when weeks start on `weekStart` (1 Monday … 6 Saturday, 7 Sunday). */
export function weekStartOf(day: number, weekStart: number): number {
  return day - modulo(weekdayOf(day) - weekStart, 7)
}

const MONTHS: Record<PeriodKind, number> = { month: 1, quarter: 3, year: 12 }

/** Days from civil, after Howard Hinnant (2013), "chrono-Compatible Low-Level Date Algorithms". */
function gregorianDay(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

function gregorianParts(day: number): DateParts {
  const z = day + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const m = Math.floor((5 * dayOfYear + 2) / 153)
  const month = m < 10 ? m + 3 : m - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * m + 2) / 5) + 1 }
}

/**
 * The day of 1 Farvardin: the 33-year rule (leap when (25 y + 11) mod 33 < 8), which is the official calendar from 1178 on,
 * but for the few years whose equinox falls after noon in Tehran: there the leap day comes a year later.
 */
function nowruz(year: number): number {
  return DAY_BEFORE_YEAR_1 + 365 * (year - 1) + Math.floor((8 * year + 21) / 33) - (LATE_EQUINOX.has(year - 1) ? 1 : 0)
}

const DAY_BEFORE_YEAR_1 = gregorianDay(622, 3, 21)
const LATE_EQUINOX: ReadonlySet<number> = new Set([1502, 1601])

function persianParts(day: number): DateParts {
  let year = Math.floor((day - DAY_BEFORE_YEAR_1) / 365.2422) + 1
  while (day < nowruz(year)) year--
  while (day >= nowruz(year + 1)) year++
  const dayOfYear = day - nowruz(year)
  const month = dayOfYear < 186 ? Math.floor(dayOfYear / 31) + 1 : Math.floor((dayOfYear - 186) / 30) + 7
  return { year, month, day: dayOfYear - (month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30) + 1 }
}

function pad(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by
}
