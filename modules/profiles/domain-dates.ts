import { type Calendar, dayOfDate } from '#pure/calendar'

/** A day as people tell it: with its year or without. */
export interface ToldDate {
  readonly year: number | null
  readonly month: number
  readonly day: number
}

/** The parts of 'yyyy-mm-dd' or '--mm-dd'; null when the calendar has no such day. */
export function readToldDate(calendar: Calendar, text: string): ToldDate | null {
  const match = /^(\d{4}|-)-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return null
  const [month, day] = [Number(match[2]), Number(match[3])]
  if (match[1] !== '-') {
    const year = Number(match[1])
    return dayOfDate(calendar, year, month, day) === null ? null : { year, month, day }
  }
  const exists = LONG_YEARS[calendar].some((year) => dayOfDate(calendar, year, month, day) !== null)
  return exists ? { year: null, month, day } : null
}

/** 'yyyy-mm-dd', or '--mm-dd' without a year. */
export function writeToldDate({ year, month, day }: ToldDate): string {
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${year === null ? '-' : String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`
}

/** Leap years, in which every day exists that some year has. */
const LONG_YEARS: Record<Calendar, readonly number[]> = { gregorian: [2024], persian: [1403] }
