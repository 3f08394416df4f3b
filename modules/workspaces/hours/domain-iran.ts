import { dateParts, dayOfDate, firstDayOfMonth } from '#pure/calendar'
import { firstDayOfHijriMonth, hijriParts } from '#pure/calendar-hijri'

/** An official holiday of Iran. `name` is its word under "iran" in the messages. */
export interface IranHoliday {
  /** Days since 1970. */
  readonly day: number
  readonly name: IranHolidayName
  /** A lunar one whose month is not known as announced: it may fall a day earlier or later. */
  readonly isEstimated: boolean
}

/** Month and day of the Persian year (Act on official holidays, 1359, with later changes). */
const SOLAR = [
  [1, 1, 'nowruz'],
  [1, 2, 'nowruz'],
  [1, 3, 'nowruz'],
  [1, 4, 'nowruz'],
  [1, 12, 'republic_day'],
  [1, 13, 'nature_day'],
  [3, 14, 'khomeini'],
  [3, 15, 'khordad_15'],
  [11, 22, 'revolution'],
  [12, 29, 'oil'],
] as const

/** Month and day of the Hijri year; day 0 is the last one of the month before. */
const LUNAR = [
  [1, 9, 'tasua'],
  [1, 10, 'ashura'],
  [2, 20, 'arbaeen'],
  [2, 28, 'prophet_death'],
  [3, 0, 'reza'],
  [3, 8, 'askari'],
  [3, 17, 'prophet_birth'],
  [6, 3, 'fatemeh'],
  [7, 13, 'ali_birth'],
  [7, 27, 'mabas'],
  [8, 15, 'mahdi'],
  [9, 21, 'ali_death'],
  [10, 1, 'fitr'],
  [10, 2, 'fitr_2'],
  [10, 25, 'sadeq'],
  [12, 10, 'qorban'],
  [12, 18, 'ghadir'],
] as const

export type IranHolidayName = (typeof SOLAR)[number][2] | (typeof LUNAR)[number][2]

/**
 * How many days after the tables of Umm al-Qura a month began in Iran, by the official calendars of 1404 and 1405 (Institute of Geophysics, University of
 * Tehran). Only months with holidays are listed.
 */
const ANNOUNCED: Readonly<Record<string, number>> = {
  '1446-9': 1,
  '1446-10': 1,
  '1446-12': 0,
  '1447-1': 1,
  '1447-2': 0,
  '1447-3': 1,
  '1447-6': 0,
  '1447-7': 1,
  '1447-8': 1,
  '1447-9': 1,
  '1447-10': 1,
  '1447-12': 0,
  '1448-1': 0,
  '1448-2': 1,
  '1448-3': 0,
  '1448-6': 0,
  '1448-7': 1,
  '1448-8': 1,
  '1448-9': 0,
  '1448-10': 1,
}
/** The moon is mostly seen a day later in Tehran than the tables of Mecca say. */
const MOSTLY_LATER = 1

/** The official holidays of Iran in a year of the Persian calendar, in order. Two may fall on one day. */
export function iranHolidays(year: number): readonly IranHoliday[] {
  const first = firstDayOfMonth('persian', year * 12)
  const last = firstDayOfMonth('persian', (year + 1) * 12) - 1
  const solar = SOLAR.flatMap(([month, date, name]) => {
    const day = dayOfDate('persian', year, month, date)
    return day === null ? [] : [{ day, name, isEstimated: false }]
  })
  const [from, to] = [hijriParts(first).year, hijriParts(last).year]
  const lunarYears = Array.from({ length: to - from + 1 }, (_, k) => from + k)
  const lunar = lunarYears.flatMap((hijri) => LUNAR.map(([month, date, name]) => lunarHoliday(hijri, month, date, name)))
  return [...solar, ...lunar.filter(({ day }) => day >= first && day <= last)].toSorted((a, b) => a.day - b.day)
}

/** The official holidays of Iran from a day to another one, both included. */
export function iranHolidaysBetween(from: number, to: number): readonly IranHoliday[] {
  const [first, last] = [dateParts('persian', from).year, dateParts('persian', to).year]
  const years = Array.from({ length: last - first + 1 }, (_, k) => first + k)
  return years.flatMap(iranHolidays).filter(({ day }) => day >= from && day <= to)
}

function lunarHoliday(year: number, month: number, date: number, name: IranHolidayName): IranHoliday {
  const announced = ANNOUNCED[`${year}-${month}`]
  const day = firstDayOfHijriMonth(year, month) + (announced ?? MOSTLY_LATER) + date - 1
  return { day, name, isEstimated: announced === undefined }
}
