import type { Calendar } from '#pure/calendar'
import { periodLabel, formatDay } from '#pure/dates'
import { dayOfIso } from '#pure/calendar'
import { formatMoney } from '#pure/money'
import type { MoneyDisplay } from '#pure/money'
import { formatNumber, formatPercent } from '#pure/numbers'
import type { Language } from '#pure/numbers'
import type { PeriodKind } from '#pure/calendar'
import type { Canvas } from './drawing.ts'
import { WORDS } from './words.ts'
import type { Words } from './words.ts'

/** How the report is written for its reader. */
export interface ReportStyle extends Canvas {
  readonly language: Language
  readonly moneyDisplay: MoneyDisplay
  /** False when nobody said which currency the file is in: amounts are then plain numbers. */
  readonly namesCurrency: boolean
}

/** The words and number formats of one report. */
export interface Pen {
  readonly words: Words
  readonly count: (value: number) => string
  readonly percent: (share: number | null, digits?: number) => string
  readonly money: (minor: string) => string
  readonly day: (iso: string) => string
  readonly period: (kind: PeriodKind, index: number) => string
  readonly canvas: Canvas
}

/** The pen for a style, a currency and a calendar. */
export function penFor(style: ReportStyle, currency: string, calendar: Calendar): Pen {
  const { language, moneyDisplay } = style
  return {
    words: WORDS[language],
    count: (value) => formatNumber(value, language, 1),
    percent: (share, digits = 1) => (share === null ? '–' : formatPercent(share, language, digits)),
    money: (minor) => formatMoney(minor, { currency, language, moneyDisplay, bare: !style.namesCurrency }),
    day: (iso) => formatDay(dayOfIso(iso) ?? 0, { calendar, language }),
    period: (kind, index) => periodLabel(calendar, kind, index, language),
    canvas: style,
  }
}
