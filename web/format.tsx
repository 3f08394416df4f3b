import { createContext, type ReactNode, use, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Calendar, dayOfIso, type PeriodKind } from '#pure/calendar'
import { type DateStyle, formatDay, formatInstant, periodLabel } from '#pure/dates'
import { formatMoney, type MoneyDisplay, moneyUnitName } from '#pure/money'
import { formatCompact, formatNumber, formatPercent, type Language, persianDigits } from '#pure/numbers'
import { dayOf } from '#pure/zone'

/** The workspace's settings that decide how values are written. */
export interface FormatSettings {
  readonly timeZone: string
  readonly currency: string
  readonly moneyDisplay: MoneyDisplay
  readonly calendar: Calendar
  readonly weekStart: number
}

interface MoneyOptions {
  /** 8.9M rather than 8,911,407.90. */
  readonly compact?: boolean
  /** The number alone, for tables whose heading names the unit. */
  readonly bare?: boolean
  /** An order's own currency, when it is not the workspace's. */
  readonly currency?: string
}

export type Format = ReturnType<typeof formatFor>

/** Writes values as the language and the workspace want them. Every number, amount and date on screen goes through it. */
export function formatFor(language: Language, settings: FormatSettings) {
  const { timeZone, currency, moneyDisplay, calendar } = settings
  const dates = { calendar, language }
  return {
    ...settings,
    language,
    /** 12,345 · ۱۲٬۳۴۵ */
    number: (value: number | bigint, digits = 0) => formatNumber(value, language, digits),
    /** 12K · ۱۲ هزار */
    compact: (value: number) => formatCompact(value, language),
    /** A share from 0 to 1 as 65.6% · ۶۵٫۶٪; a dash for null. */
    percent: (share: number | null, digits = 1) => (share === null ? '–' : sameSide(formatPercent(share, language, digits), language)),
    /** Minor units with their unit: £1,234.50 · ۱٬۲۳۴ تومان; a dash for null. */
    money: (minor: string | bigint | null, { currency: own = currency, ...style }: MoneyOptions = {}) =>
      minor === null ? '–' : formatMoney(minor, { currency: own, language, moneyDisplay, ...style }),
    /** Toman, ریال, GBP: for headings of columns with bare amounts. */
    moneyUnit: () => moneyUnitName({ currency, language, moneyDisplay }),
    /** A local day, given as a day number or '2011-12-09'; a dash for null. */
    day: (day: number | string | null, style?: DateStyle) => {
      const number = typeof day === 'string' ? dayOfIso(day) : day
      return number === null ? '–' : formatDay(number, { ...dates, style })
    },
    /** Day and time of an instant (ISO text or ms) in the workspace's time zone; a dash for null. */
    instant: (at: string | number | null, style?: DateStyle) =>
      at === null ? '–' : formatInstant(typeof at === 'string' ? Date.parse(at) : at, { ...dates, timeZone, style }),
    /** The local day of an instant, without its time; a dash for null. */
    instantDay: (at: string | number | null, style?: DateStyle) =>
      at === null ? '–' : formatDay(dayOf(typeof at === 'string' ? Date.parse(at) : at, timeZone), { ...dates, style }),
    /** Dec 2010 · آذر ۱۳۸۹, in the workspace's calendar unless told. */
    period: (kind: PeriodKind, index: number, of: Calendar = calendar) => periodLabel(of, kind, index, language),
    /** Text whose digits should follow the language: order numbers stay as they are, counters and versions may not. */
    digits: (text: string) => (language === 'fa' ? persianDigits(text) : text),
  }
}

/** Alone, Persian digits draw their per cent sign to the right; behind Persian letters to the left. The mark makes it always the left. */
function sameSide(percent: string, language: Language): string {
  return language === 'fa' ? `\u061c${percent}` : percent
}

const SettingsContext = createContext<FormatSettings | null>(null)

/** Gives the workspace's settings to everything below. */
export function FormatProvider({ settings, children }: { settings: FormatSettings; children: ReactNode }) {
  return <SettingsContext value={settings}>{children}</SettingsContext>
}

/** The formatter for this reader and workspace. Before sign-in it follows the language alone. */
export function useFormat(): Format {
  const { i18n } = useTranslation()
  const settings = use(SettingsContext)
  const language: Language = i18n.language === 'fa' ? 'fa' : 'en'
  return useMemo(() => formatFor(language, settings ?? usualSettings(language)), [language, settings])
}

/** What a shop that speaks this language most likely wants; also fills the set-up form. */
export function usualSettings(language: Language): FormatSettings {
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return language === 'fa'
    ? { timeZone, currency: 'IRR', moneyDisplay: 'toman', calendar: 'persian', weekStart: 6 }
    : { timeZone, currency: 'USD', moneyDisplay: 'toman', calendar: 'gregorian', weekStart: 1 }
}
