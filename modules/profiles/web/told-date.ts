import { dayOfDate } from '#pure/calendar'
import { formatDay, monthName } from '#pure/dates'
import type { Format } from '#web/format.tsx'
import { readToldDate } from '../domain-dates.ts'
import type { TypedDate } from './ToldDateField.tsx'

/** A told date as people write it, in its own calendar: 29 Farvardin, 9 Dec 2011. */
export function toldDateText({ date, calendar }: TypedDate, format: Format): string {
  const told = readToldDate(calendar, date)
  if (!told) return date
  const day = told.year === null ? null : dayOfDate(calendar, told.year, told.month, told.day)
  if (day !== null) return format.digits(formatDay(day, { calendar, language: format.language }))
  return `${format.number(told.day)} ${monthName(calendar, told.month, format.language, 'long')}`
}
