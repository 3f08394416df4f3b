import { createContext, type ReactNode, use, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Calendar, dayOfIso, type PeriodKind } from '#pure/calendar'
import { type DateStyle, formatDay, formatInstant, periodLabel } from '#pure/dates'
import { formatMoney, type MoneyDisplay, moneyUnitName } from '#pure/money'
import { formatCompact, formatNumber, formatPercent, type Digits, inDigits, type Language, persianDigits } from '#pure/numbers'
import type { Preferences } from '#api/workspaces'
import { dayOf } from '#pure/zone'

/** The workspace's settings that decide how values are written. */
export interface FormatSettings {
  readonly timeZone: string
  readonly currency: string
  readonly moneyDisplay: MoneyDisplay
  readonly calendar: Calendar
  readonly weekStart: number
  /** Whose digits are shown: the language's own unless told. */
  readonly digits?: Digits
  /** The calendar that the workspace counts by, where the reader looks at another one. */
  readonly shopCalendar?: Calendar
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
  const own = (text: string) => inDigits(text, settings.digits ?? 'language')
  const isPersian = language === 'fa' && settings.digits !== 'latin'
  return {
    ...settings,
    shopCalendar: settings.shopCalendar ?? calendar,
    language,
    /** 12,345 · ۱۲٬۳۴۵ */
    number: (value: number | bigint, digits = 0) => own(formatNumber(value, language, digits)),
    /** 12K · ۱۲ هزار */
    compact: (value: number) => own(formatCompact(value, language)),
    /** A share from 0 to 1 as 65.6% · ۶۵٫۶٪; a dash for null. */
    percent: (share: number | null, digits = 1) =>
      share === null ? '–' : sameSide(own(formatPercent(share, language, digits)), isPersian),
    /** Minor units with their unit: £1,234.50 · ۱٬۲۳۴ تومان; a dash for null. */
    money: (minor: string | bigint | null, { currency: of = currency, ...style }: MoneyOptions = {}) =>
      minor === null ? '–' : own(formatMoney(minor, { currency: of, language, moneyDisplay, ...style })),
    /** Toman, ریال, GBP: for headings of columns with bare amounts. */
    moneyUnit: () => moneyUnitName({ currency, language, moneyDisplay }),
    /** A local day, given as a day number or '2011-12-09'; a dash for null. */
    day: (day: number | string | null, style?: DateStyle) => {
      const number = typeof day === 'string' ? dayOfIso(day) : day
      return number === null ? '–' : own(formatDay(number, { ...dates, style }))
    },
    /** Day and time of an instant (ISO text or ms) in the workspace's time zone; a dash for null. */
    instant: (at: string | number | null, style?: DateStyle) =>
      at === null ? '–' : own(formatInstant(typeof at === 'string' ? Date.parse(at) : at, { ...dates, timeZone, style })),
    /** The local day of an instant, without its time; a dash for null. */
    instantDay: (at: string | number | null, style?: DateStyle) =>
      at === null ? '–' : own(formatDay(dayOf(typeof at === 'string' ? Date.parse(at) : at, timeZone), { ...dates, style })),
    /** Dec 2010 · آذر ۱۳۸۹, in the workspace's calendar unless told. */
    period: (kind: PeriodKind, index: number, of: Calendar = calendar) => own(periodLabel(of, kind, index, language)),
    /** Text whose digits should follow the language: order numbers stay as they are, counters and versions may not. */
    digits: (text: string) => own(language === 'fa' ? persianDigits(text) : text),
  }
}

/** Alone, Persian digits draw their per cent sign to the right; behind Persian letters to the left. The mark makes it always the left. */
function sameSide(percent: string, isPersian: boolean): string {
  return isPersian ? `\u061c${percent}` : percent
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

/** The workspace's settings as this person wants to read them. */
export function settingsFor(workspace: FormatSettings, { calendar, digits }: Pick<Preferences, 'calendar' | 'digits'>): FormatSettings {
  const shopCalendar = workspace.calendar
  return { ...workspace, digits, shopCalendar, calendar: calendar === 'workspace' ? shopCalendar : calendar }
}

/** What a shop that speaks this language most likely wants; also fills the set-up form. */
export function usualSettings(language: Language): FormatSettings {
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return language === 'fa'
    ? { timeZone, currency: 'IRR', moneyDisplay: 'toman', calendar: 'persian', weekStart: 6 }
    : { timeZone, currency: 'USD', moneyDisplay: 'toman', calendar: 'gregorian', weekStart: 1 }
}
