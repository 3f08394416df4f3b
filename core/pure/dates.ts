import { type Calendar, dateParts, type PeriodKind, weekdayOf } from './calendar.ts'
import { type Language, persianDigits } from './numbers.ts'
import { dayOf, offsetAt } from './zone.ts'

/** How a date is written: 9 Dec 2011 · 2011-12-09 · 9 December 2011, Friday. */
export type DateStyle = 'short' | 'numeric' | 'long'

/** Month names are written out because Intl orders long Persian dates wrongly and lacks Persian names of Persian months in English. */
const MONTHS: Record<Calendar, Record<Language, readonly string[]>> = {
  gregorian: {
    en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
    fa: ['ژانویه', 'فوریه', 'مارس', 'آوریل', 'مه', 'ژوئن', 'ژوئیه', 'اوت', 'سپتامبر', 'اکتبر', 'نوامبر', 'دسامبر'],
  },
  persian: {
    en: ['Farvardin', 'Ordibehesht', 'Khordad', 'Tir', 'Mordad', 'Shahrivar', 'Mehr', 'Aban', 'Azar', 'Dey', 'Bahman', 'Esfand'],
    fa: ['فروردین', 'اردیبهشت', 'خرداد', 'تیر', 'مرداد', 'شهریور', 'مهر', 'آبان', 'آذر', 'دی', 'بهمن', 'اسفند'],
  },
}
const WEEKDAYS: Record<Language, readonly string[]> = {
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  fa: ['دوشنبه', 'سه‌شنبه', 'چهارشنبه', 'پنجشنبه', 'جمعه', 'شنبه', 'یکشنبه'],
}

export interface DateFormat {
  readonly calendar: Calendar
  readonly language: Language
  readonly style?: DateStyle
}

/** A day in words or figures of the language. */
export function formatDay(day: number, { calendar, language, style = 'short' }: DateFormat): string {
  const { year, month, day: date } = dateParts(calendar, day)
  if (style === 'numeric')
    return inDigits(`${year}${language === 'fa' ? '/' : '-'}${pad(month)}${language === 'fa' ? '/' : '-'}${pad(date)}`, language)
  const text = `${date} ${monthName(calendar, month, language, style)} ${year}`
  if (style === 'short') return inDigits(text, language)
  const weekday = WEEKDAYS[language][weekdayOf(day) - 1] ?? ''
  return inDigits(language === 'fa' ? `${weekday} ${text}` : `${weekday}, ${text}`, language)
}

/** An instant's local day and time to the minute. */
export function formatInstant(epochMs: number, { timeZone, ...format }: DateFormat & { readonly timeZone: string }): string {
  const minutes = Math.floor((epochMs + offsetAt(epochMs, timeZone)) / 60_000)
  const time = `${pad(Math.floor(minutes / 60) - Math.floor(minutes / 1440) * 24)}:${pad(minutes - Math.floor(minutes / 60) * 60)}`
  const day = formatDay(dayOf(epochMs, timeZone), format)
  return `${day}${format.language === 'fa' ? '، ' : ', '}${inDigits(time, format.language)}`
}

/** A period's name for people: Dec 2010 · Q4 2010 · 2010 — آذر ۱۳۸۹ · پاییز ۱۳۸۹ · ۱۳۸۹. */
export function periodLabel(calendar: Calendar, kind: PeriodKind, period: number, language: Language): string {
  if (kind === 'year') return inDigits(String(period), language)
  if (kind === 'month')
    return inDigits(
      `${monthName(calendar, period - Math.floor(period / 12) * 12 + 1, language, 'short')} ${Math.floor(period / 12)}`,
      language,
    )
  const quarter = period - Math.floor(period / 4) * 4
  return inDigits(`${quarterName(calendar, quarter, language)} ${Math.floor(period / 4)}`, language)
}

/** The weekdays' names, beginning with `weekStart` (1 Monday … 7 Sunday). */
export function weekdayNames(language: Language, weekStart: number): readonly string[] {
  return [...WEEKDAYS[language].slice(weekStart - 1), ...WEEKDAYS[language].slice(0, weekStart - 1)]
}

const SEASONS: Record<Language, readonly string[]> = {
  fa: ['بهار', 'تابستان', 'پاییز', 'زمستان'],
  en: ['Spring', 'Summer', 'Autumn', 'Winter'],
}
const QUARTERS_FA = ['سه‌ماههٔ اول', 'سه‌ماههٔ دوم', 'سه‌ماههٔ سوم', 'سه‌ماههٔ چهارم']

/** The quarters of the Persian year are its seasons. */
function quarterName(calendar: Calendar, quarter: number, language: Language): string {
  if (calendar === 'persian') return SEASONS[language][quarter] ?? ''
  return language === 'fa' ? (QUARTERS_FA[quarter] ?? '') : `Q${quarter + 1}`
}

/** The name of a month (1–12), shortened only where the language does so. */
export function monthName(calendar: Calendar, month: number, language: Language, style: DateStyle): string {
  const name = MONTHS[calendar][language][month - 1] ?? ''
  return style === 'short' && language === 'en' && calendar === 'gregorian' ? name.slice(0, 3) : name
}

function inDigits(text: string, language: Language): string {
  return language === 'fa' ? persianDigits(text) : text
}

function pad(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}
