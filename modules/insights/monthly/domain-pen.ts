import type { Calendar } from '#pure/calendar'
import { dayOfIso } from '#pure/calendar'
import { formatDay, periodLabel } from '#pure/dates'
import { formatMoney } from '#pure/money'
import type { MoneyDisplay } from '#pure/money'
import { formatNumber, formatPercent } from '#pure/numbers'
import type { Language } from '#pure/numbers'

/** In which language, calendar and money a report is written. */
export interface PenSettings {
  readonly language: Language
  readonly calendar: Calendar
  readonly currency: string
  readonly moneyDisplay: MoneyDisplay
}

/** Writes the values of one report. */
export interface Pen {
  readonly language: Language
  readonly count: (value: number | null) => string
  readonly percent: (share: number | null) => string
  readonly money: (minor: number | null) => string
  readonly day: (iso: string) => string
  readonly month: (index: number) => string
}

/** The pen for these settings. */
export function penFor({ language, calendar, currency, moneyDisplay }: PenSettings): Pen {
  // Alone, Persian digits draw their per cent sign to the right; the mark makes it always the left.
  const side = language === 'fa' ? '\u061C' : ''
  return {
    language,
    count: (value) => (value === null ? NONE : formatNumber(value, language)),
    percent: (share) => (share === null ? NONE : `${side}${formatPercent(share, language)}`),
    money: (minor) => (minor === null ? NONE : formatMoney(BigInt(Math.round(minor)), { currency, language, moneyDisplay, compact: true })),
    day: (iso) => formatDay(dayOfIso(iso) ?? 0, { calendar, language }),
    month: (index) => periodLabel(calendar, 'month', index, language),
  }
}

const NONE = '–'
