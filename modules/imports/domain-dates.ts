import { dayOfDate } from '#pure/calendar'
import { normalise } from '#pure/text'
import { dayOf, instantOf } from '#pure/zone'
import type { DateStyle } from './api.ts'

/** A moment, and the local day that it falls on. */
export interface Moment {
  readonly at: number
  readonly day: number
}

/**
 * Reads dates of one style in a time zone: the moment, or null when the text is no date of that style. Four-digit years that come
 * first are understood in every style, and years 1300–1499 are Persian ones, so a column may mix real and typed dates.
 * `time` is the text of a separate time column.
 */
export function dateReader(style: DateStyle, timeZone: string): (text: string, time?: string) => Moment | null {
  const midnights = new Map<number, number>()
  const found: Found = { count: 0, values: [], lengths: [], zoneAt: -1, zoneSign: 0, meridiem: 0, month: 0 }
  const local = (day: number, ms: number): Moment => {
    let midnight = midnights.get(day)
    if (midnight === undefined) {
      midnight = instantOf(day, 0, timeZone)
      // NaN marks the days on which clocks change: there midnight plus the time of day is not the moment.
      if (instantOf(day + 1, 0, timeZone) - midnight !== DAY) midnight = Number.NaN
      midnights.set(day, midnight)
    }
    return { at: midnight === midnight ? midnight + ms : instantOf(day, ms, timeZone), day }
  }
  const absolute = (at: number): Moment => ({ at, day: dayOf(at, timeZone) })

  return (text, time) => {
    if (style === 'excel' || style === 'unix' || style === 'unix-ms') {
      const counted = momentOfCount(style, text, time)
      if (counted) return 'at' in counted ? absolute(counted.at) : local(counted.day, counted.ms)
    }
    if (!scan(text, found) && !scanWords(text, found)) return null
    const day = dayFound(found, style)
    if (day === null) return null
    const ms = time ? timeOfDay(time) : timeFound(found)
    if (ms === null) return null
    const zone = time ? null : zoneFound(found)
    return zone === null ? local(day, ms) : absolute(day * DAY + ms - zone)
  }
}

/** Milliseconds since midnight of '8:26', '08:26:00', '۸:۲۶ ب.ظ' or a spreadsheet's fraction of a day; null when it is no time. */
export function timeOfDay(text: string): number | null {
  if (/^\s*[01]?[.,]\d+\s*$/.test(text)) return Math.round(Number(text.replace(',', '.')) * 86_400) * 1000
  const found: Found = { count: 0, values: [], lengths: [], zoneAt: -1, zoneSign: 0, meridiem: 0, month: 0 }
  // A made-up date before it lets the one scanner read both.
  if (!scan(`2000-01-01 ${text}`, found) && !scanWords(`2000-01-01 ${text}`, found)) return null
  return found.count > 3 ? timeFound(found) : null
}

const DAY = 86_400_000
const FIRST_YEAR = 1970
const LAST_YEAR = 2100

/** What a scan leaves behind; one is reused for millions of rows. */
interface Found {
  count: number
  values: number[]
  lengths: number[]
  /** Index of the first group that belongs to the zone; -1 without one. */
  zoneAt: number
  zoneSign: number
  /** 1 before noon, 2 after. */
  meridiem: number
  /** Named month 1–12; Persian names count from 13. */
  month: number
}

/** Splits into groups of digits; false when there are letters that need the slower look. */
function scan(text: string, found: Found): boolean {
  found.count = 0
  found.zoneAt = -1
  found.zoneSign = 0
  found.meridiem = 0
  found.month = 0
  let value = 0
  let length = 0
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 32
    const digit = digitOf(code)
    if (digit >= 0) {
      value = value * 10 + digit
      length++
      continue
    }
    if (length > 0) {
      if (found.count === 9) return false
      found.values[found.count] = value
      found.lengths[found.count++] = length
      value = 0
      length = 0
    }
    if (!separates(code, text.charCodeAt(i + 1), found)) return false
    if (found.meridiem > 0 && isMeridiem(code)) i++
  }
  return found.count > 0
}

function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48
  if (code >= 0x6f0 && code <= 0x6f9) return code - 0x6f0
  if (code >= 0x660 && code <= 0x669) return code - 0x660
  return -1
}

/** Notes zone and meridiem on the way; false for anything that has no business in a date of digits. */
function separates(code: number, next: number, found: Found): boolean {
  const times = found.count - ((found.lengths[0] ?? 0) >= 6 ? 1 : 3)
  if ((code === 43 && times >= 1) || (code === 45 && times >= 2)) return startZone(found, code === 43 ? 1 : -1)
  if (
    code === 32 ||
    code === 45 ||
    code === 47 ||
    code === 58 ||
    code === 46 ||
    code === 44 ||
    code === 84 ||
    code === 0xa0 ||
    code === 0x60c
  )
    return true
  if ((code === 90 || code === 122) && times >= 1) return startZone(found, 0)
  if (times >= 1 && isMeridiem(code) && (next === 77 || next === 109)) {
    found.meridiem = code === 65 || code === 97 ? 1 : 2
    return true
  }
  return (code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)
}

/** A, P, a or p. */
function isMeridiem(code: number): boolean {
  return code === 65 || code === 97 || code === 80 || code === 112
}

function startZone(found: Found, sign: number): boolean {
  if (found.zoneAt >= 0) return false
  found.zoneAt = found.count
  found.zoneSign = sign
  return true
}

/** The same for texts with month names, weekdays and Persian words for the half of the day. */
function scanWords(text: string, found: Found): boolean {
  if (text.length > 80) return false
  let plain = normalise(text).replace(/\b(?:gmt|utc)\b/, 'z')
  let meridiem = 0
  plain = plain.replace(
    /(?<!\p{L})(?:([ap])\. ?m\.?|(ق ?\. ?ظ\.?|قبل ?از ?ظهر|صبح|بامداد)|(ب ?\. ?ظ\.?|بعد ?از ?ظهر|عصر|شب|ظهر))(?!\p{L})/u,
    (_, latin: string | undefined, before: string | undefined) => {
      meridiem = latin === 'a' || before ? 1 : 2
      return ' '
    },
  )
  let month = 0
  plain = plain.replace(/(?<!\p{L})\p{L}{3,}(?!\p{L})/gu, (word) => {
    month ||= MONTHS.get(word) ?? 0
    return MONTHS.has(word) || WEEKDAYS.test(word) ? ' ' : word
  })
  if (/ساعت/.test(plain)) plain = plain.replace('ساعت', ' ')
  const named = month > 0 ? withNamedMonth(plain, month) : plain
  if (named === null || !scan(named.replace(/ z$/, 'Z').replace(/z$/, 'Z'), found)) return false
  if (meridiem > 0) found.meridiem = meridiem
  return true
}

/** '5 1398 8:26' with Farvardin → '1398-1-5 8:26'. The day stands before the year unless the year has four digits and comes first. */
function withNamedMonth(plain: string, month: number): string | null {
  const match = /^[\s,.\-/]*(\d{1,4})(?:st|nd|rd|th|ام|م)?[\s,.،\-/]+(\d{1,4})(?![\d:])(.*)$/u.exec(plain)
  if (!match) return null
  const [, first = '', second = '', rest = ''] = match
  const [yearText, day] = first.length === 4 ? [first, second] : [second, first]
  const year = yearText.length <= 2 ? Number(yearText) + (month > 12 ? 1300 : Number(yearText) < 70 ? 2000 : 1900) : Number(yearText)
  return `${year}-${month > 12 ? month - 12 : month}-${day} ${rest.replace(/^[\s,،]+/, '')}`
}

const MONTHS = new Map<string, number>([
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'].flatMap(
    (name, index): [string, number][] => [
      [name, index + 1],
      [name.slice(0, 3), index + 1],
      ...(name === 'september' ? [['sept', 9] satisfies [string, number]] : []),
    ],
  ),
  ...['فروردین', 'اردیبهشت', 'خرداد', 'تیر', 'مرداد', 'شهریور', 'مهر', 'آبان', 'آذر', 'دی', 'بهمن', 'اسفند'].map(
    (name, index): [string, number] => [name, index + 13],
  ),
  ['امرداد', 17],
  ['ابان', 20],
  ['اذر', 21],
])
const WEEKDAYS =
  /^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?$|^(?:یکشنبه|دوشنبه|شنبه|جمعه|پنجشنبه|چهارشنبه|یک|سه|چهار|پنج)$/

/** The local day that the groups mean, by the style; null when there is no such date. */
function dayFound(found: Found, style: DateStyle): number | null {
  const { values, lengths } = found
  const [a = 0, b = 0, c = 0] = values
  const [first = 0, second = 0, third = 0] = lengths
  if (first === 8 || first === 12 || first === 14) {
    const date = first === 8 ? a : Math.floor(a / (first === 12 ? 1e4 : 1e6))
    return dayOfYear(Math.floor(date / 1e4), Math.floor(date / 100) % 100, date % 100)
  }
  if (found.count < 3 || second > 2) return null
  if (first === 4) return third <= 2 ? dayOfYear(a, b, c) : null
  if (first > 2 || third > 4 || third === 3) return null
  if (style === 'iso') return third <= 2 ? dayOfYear(2000 + a, b, c) : null
  if (style === 'persian-ymd') return third <= 2 ? dayOfYear(persianYear(a), b, c) : dayOfYear(c, b, a)
  if (style === 'persian-dmy') return dayOfYear(third <= 2 ? persianYear(c) : c, b, a)
  const year = third === 4 ? c : c + (c < 70 ? 2000 : 1900)
  return style === 'mdy' ? dayOfYear(year, a, b) : style === 'dmy' ? dayOfYear(year, b, a) : null
}

/** Two digits: 98 is 1398, 03 is 1403. */
function persianYear(year: number): number {
  return year + (year < 50 ? 1400 : 1300)
}

function dayOfYear(year: number, month: number, day: number): number | null {
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return dayOfDate('gregorian', year, month, day)
  return year >= 1300 && year < 1480 ? dayOfDate('persian', year, month, day) : null
}

/** Milliseconds of the day from the groups behind the date; 0 without a time, null when there is no such time. */
function timeFound(found: Found): number | null {
  const { values, lengths, meridiem } = found
  const [a = 0] = values
  const first = lengths[0] ?? 0
  if (first === 12) return clock(Math.floor(a / 100) % 100, a % 100, 0, meridiem)
  if (first === 14) return clock(Math.floor(a / 1e4) % 100, Math.floor(a / 100) % 100, a % 100, meridiem)
  const from = first === 8 ? 1 : 3
  const to = found.zoneAt < 0 ? found.count : found.zoneAt
  if (to <= from) return 0
  if (to - from > 4) return null
  if (to - from === 1 && (lengths[from] === 4 || lengths[from] === 6)) return packedClock(values[from] ?? 0, lengths[from] === 6, meridiem)
  const fraction = to - from === 4 ? Math.floor(((values[from + 3] ?? 0) / 10 ** (lengths[from + 3] ?? 1)) * 1000) : 0
  const whole = clock(values[from] ?? 0, to > from + 1 ? (values[from + 1] ?? 0) : 0, to > from + 2 ? (values[from + 2] ?? 0) : 0, meridiem)
  return whole === null ? null : whole + fraction
}

/** 0826 or 082600. */
function packedClock(value: number, seconds: boolean, meridiem: number): number | null {
  return seconds
    ? clock(Math.floor(value / 1e4), Math.floor(value / 100) % 100, value % 100, meridiem)
    : clock(Math.floor(value / 100), value % 100, 0, meridiem)
}

function clock(hour: number, minute: number, second: number, meridiem: number): number | null {
  if (hour > 23 || minute > 59 || second > 59) return null
  let hours = hour
  if (meridiem === 2 && hour < 12) hours += 12
  if (meridiem === 1 && hour === 12) hours = 0
  return ((hours * 60 + minute) * 60 + second) * 1000
}

/** Offset of the zone in milliseconds; null for local time. */
function zoneFound(found: Found): number | null {
  if (found.zoneAt < 0) return null
  if (found.zoneSign === 0) return 0
  const hours = found.values[found.zoneAt] ?? 0
  const packed = found.lengths[found.zoneAt] === 4
  const minutes = packed
    ? Math.floor(hours / 100) * 60 + (hours % 100)
    : hours * 60 + (found.count > found.zoneAt + 1 ? (found.values[found.zoneAt + 1] ?? 0) : 0)
  return found.zoneSign * minutes * 60_000
}

/** Spreadsheet serials count local days, Unix times absolute seconds; null when it is no plausible count. */
function momentOfCount(
  style: 'excel' | 'unix' | 'unix-ms',
  text: string,
  time: string | undefined,
): { at: number } | { day: number; ms: number } | null {
  const plain = normalise(text)
  if (!/^\d{1,14}(?:\.\d+)?$/.test(plain)) return null
  const count = Number(plain)
  if (style === 'excel') {
    if (count < 25_569 || count > 73_415) return null
    const day = Math.floor(count)
    const ms = time ? timeOfDay(time) : Math.min(Math.round((count - day) * 86_400), 86_399) * 1000
    return ms === null ? null : { day: day - 25_569, ms }
  }
  const at = style === 'unix' ? Math.round(count * 1000) : count
  return at > 0 && at < 4_133_980_800_000 ? { at } : null
}
