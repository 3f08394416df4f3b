import { type CalendarDate, GregorianCalendar, parseDate, toCalendar } from '@internationalized/date'
import type { Calendar } from '#pure/calendar'
import type { Language } from '#pure/numbers'
import { readingNow } from '#web/reading.ts'

/** A React Aria date of an ISO day; null for null and for what is no date. */
export function dateOfIso(iso: string | null): CalendarDate | null {
  if (!iso) return null
  try {
    return parseDate(iso)
  } catch {
    return null
  }
}

/** The ISO day of a React Aria date in whatever calendar it stands. */
export function isoOfDate(date: CalendarDate): string {
  return toCalendar(date, new GregorianCalendar()).toString()
}

/** The locale that makes React Aria show a calendar in a language, with the digits that this person reads. */
export function localeOf(language: Language, calendar: Calendar): string {
  const own = calendar === 'persian' ? 'persian' : 'gregory'
  const { digits } = readingNow()
  const isPersian = digits === 'persian' || (digits === 'language' && language === 'fa')
  return `${language === 'fa' ? 'fa-IR' : 'en-GB'}-u-ca-${own}-nu-${isPersian ? 'arabext' : 'latn'}`
}

/** React Aria's name of the day that weeks start on; 1 is Monday, 7 Sunday. */
export function firstDayOfWeek(weekStart: number) {
  return WEEKDAYS[weekStart - 1] ?? 'mon'
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
