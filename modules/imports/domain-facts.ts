import { dayOfDate, isoOfDay, type Calendar } from '#pure/calendar'
import { decimalToNumber, latinDigits, parseDecimal } from '#pure/numbers'
import { normalise, tidy } from '#pure/text'

/** Types of the shop's own attributes, by key. */
export type AttributeTypes = ReadonlyMap<string, 'text' | 'number' | 'date' | 'choice' | 'yes_no'>

/** What a line says about its customer: fields of the profile, tags, and values of attributes. */
export interface LineFacts {
  readonly fields: Readonly<Record<string, string>>
  readonly tags: readonly string[]
  readonly attributes: Readonly<Record<string, string | number | boolean>>
}

/** Reads what a plan's lines say about their customers; null when a line says nothing. Cells that cannot be what their column holds are passed over. */
export function factsReader(
  facts: Readonly<Record<string, number>>,
  types: AttributeTypes,
  calendar: Calendar,
): (cells: readonly string[]) => LineFacts | null {
  const columns = Object.entries(facts)
  return (cells) => {
    const fields: Record<string, string> = {}
    const attributes: Record<string, string | number | boolean> = {}
    let tags: readonly string[] = []
    for (const [fact, column] of columns) {
      const text = tidy(cells[column] ?? '')
      if (text === '') continue
      const key = fact.startsWith('attribute.') ? fact.slice('attribute.'.length) : null
      if (key !== null) {
        const value = readAttribute(types.get(key) ?? 'text', text)
        if (value !== null) attributes[key] = value
      } else if (fact === 'tags') tags = readTags(text)
      else Object.assign(fields, fieldsOf(fact, text, calendar))
    }
    const isEmpty = tags.length === 0 && Object.keys(fields).length === 0 && Object.keys(attributes).length === 0
    return isEmpty ? null : { fields, tags, attributes }
  }
}

function fieldsOf(fact: string, text: string, calendar: Calendar): Record<string, string> {
  if (fact === 'birthday') {
    const read = readBirthday(text, calendar)
    return read ? { birthday: read.date, birthdayCalendar: read.calendar } : {}
  }
  if (fact === 'language') return LANGUAGES.flatMap(([language, words]) => (words.test(text) ? [{ language }] : []))[0] ?? {}
  return { [fact]: text.slice(0, 200) }
}

const LANGUAGES = [
  ['fa', /^(?:fa|per|persian|farsi|فارسی)/i],
  ['en', /^(?:en|english|انگلیسی)/i],
] as const

/** A day as people give it in words of one calendar: 'yyyy-mm-dd', or '--mm-dd' when the year is not told. */
export interface Birthday {
  readonly date: string
  readonly calendar: Calendar
}

/**
 * The birthday that a cell tells; null when it tells none. Years 1200 to 1499 are Persian ones; without a year the day is read in the
 * workspace's calendar. Year, month, day or, when the year stands last, day, month, year.
 */
export function readBirthday(text: string, calendar: Calendar): Birthday | null {
  const numbers = latinDigits(text).match(/\d+/g)?.map(Number) ?? []
  if (numbers.length === 2) return withoutYear(numbers, calendar)
  const [first = 0, second = 0, third = 0] = numbers
  if (numbers.length < 3) return null
  const [year, month, day] = first > 31 ? [first, second, third] : [third, second, first]
  const inCalendar: Calendar = year >= 1200 && year < 1500 ? 'persian' : 'gregorian'
  if (year < 1200 || year > 2100 || dayOfDate(inCalendar, year, month, day) === null) return null
  return { date: `${year}-${two(month)}-${two(day)}`, calendar: inCalendar }
}

/** The tags that a cell lists, in its order and each once. */
export function readTags(text: string): string[] {
  return [...new Set(text.split(/[,،;؛|]/).map(tidy))].filter((tag) => tag !== '' && tag.length <= 50)
}

/** Whether a cell says yes or no, in Persian or English; null when it says neither. */
export function readYesNo(text: string): boolean | null {
  const word = normalise(text)
  if (YES.has(word)) return true
  return NO.has(word) ? false : null
}

/** The value of a workspace's own attribute as its type reads a cell; null when it cannot be that. */
export function readAttribute(type: 'text' | 'number' | 'date' | 'choice' | 'yes_no', text: string): string | number | boolean | null {
  const clean = tidy(text)
  if (clean === '') return null
  if (type === 'yes_no') return readYesNo(clean)
  if (type === 'date') return readDay(clean)
  if (type !== 'number') return clean.slice(0, 500)
  const decimal = parseDecimal(clean)
  return decimal && decimalToNumber(decimal)
}

const YES = new Set([
  'yes',
  'y',
  'true',
  '1',
  'ok',
  'agreed',
  'subscribed',
  'opted in',
  'opt in',
  'granted',
  'بله',
  'بلی',
  'اری',
  'موافق',
  'دارد',
  'عضو',
  'فعال',
  'هست',
])
const NO = new Set([
  'no',
  'n',
  'false',
  '0',
  'unsubscribed',
  'not subscribed',
  'opted out',
  'opt out',
  'denied',
  'cleaned',
  'خیر',
  'نه',
  'مخالف',
  'ندارد',
  'غیرفعال',
  'غیر فعال',
  'لغو',
  'نیست',
])

function withoutYear([month = 0, day = 0]: readonly number[], calendar: Calendar): Birthday | null {
  // A leap year of each calendar, so that its last day may be a birthday.
  const leapYear = calendar === 'persian' ? 1403 : 2000
  return dayOfDate(calendar, leapYear, month, day) === null ? null : { date: `--${two(month)}-${two(day)}`, calendar }
}

/** A day as an ISO date of the Gregorian calendar. */
function readDay(text: string): string | null {
  const read = readBirthday(text, 'gregorian')
  if (!read || read.date.startsWith('--')) return null
  const [year = 0, month = 0, day = 0] = read.date.split('-').map(Number)
  const number = dayOfDate(read.calendar, year, month, day)
  return number === null ? null : isoOfDay(number)
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
