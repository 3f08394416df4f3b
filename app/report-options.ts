import { parseArgs } from 'node:util'
import type { ColumnRole } from '#api/imports'
import { LONGEST_WINDOW } from '#domain/orders'
import { dayOfDate } from '#pure/calendar'
import type { Calendar, PeriodKind } from '#pure/calendar'
import { isCurrency } from '#pure/money'
import { latinDigits } from '#pure/numbers'
import type { Language } from '#pure/numbers'

/** What `bazgasht report` was asked for. */
export interface ReportOptions {
  readonly file: string
  /** Columns named by the caller: headings, or numbers from 1. */
  readonly columns: Partial<Record<ColumnRole, string>>
  readonly calendar: Calendar
  readonly timeZone: string
  /** 'IRT' is the Toman. */
  readonly currency: string | null
  readonly windowDays: number | null
  readonly period: PeriodKind
  readonly asOfDay: number | null
  readonly format: 'text' | 'json' | 'csv'
  readonly language: Language
}

/** Why a command line cannot be followed: the option, what was given, and what it takes. */
export interface UsageProblem {
  readonly language: Language
  readonly option: string
  readonly value: string
  readonly problem: 'unknown' | 'no_file' | 'several_files' | 'bad_value' | 'needs_both' | 'excludes'
  readonly wanted: string
}

export type ReadOptions = { readonly options: ReportOptions } | { readonly usage: UsageProblem } | { readonly help: Language }

/** The options of a command line, what is wrong with it, or the language to help in. */
export function readReportOptions(args: readonly string[], fallback: Language): ReadOptions {
  const { tokens, values, positionals } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  const given: Given = new Map(Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
  const language = given.get('lang') === 'fa' || given.get('lang') === 'en' ? (given.get('lang') === 'fa' ? 'fa' : 'en') : fallback
  if (values.help === true) return { help: language }
  const usage = (option: string, problem: UsageProblem['problem'], wanted = '') => ({
    usage: { language, option, value: given.get(option) ?? '', problem, wanted },
  })
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    if (!Object.hasOwn(OPTIONS, token.name)) return usage(token.name, 'unknown')
    if (token.value === undefined || token.value === '') return usage(token.name, 'bad_value', WANTED[token.name] ?? 'COLUMN')
  }
  if (positionals.length === 0) return usage('FILE', 'no_file')
  if (positionals.length > 1) return usage('FILE', 'several_files')
  const flaw = flawOf(given)
  if (flaw) return usage(...flaw)
  return { options: { file: positionals[0] ?? '', columns: columnsOf(given), language, ...valuesOf(given, language) } }
}

type Given = ReadonlyMap<string, string>

const STRING = { type: 'string' } as const
const OPTIONS = {
  customer: STRING,
  order: STRING,
  date: STRING,
  amount: STRING,
  quantity: STRING,
  price: STRING,
  calendar: STRING,
  timezone: STRING,
  currency: STRING,
  window: STRING,
  period: STRING,
  'as-of': STRING,
  format: STRING,
  lang: STRING,
  help: { type: 'boolean', short: 'h' },
} as const

const WANTED: Readonly<Record<string, string>> = {
  calendar: 'gregorian | persian',
  timezone: 'Asia/Tehran, Europe/London …',
  currency: 'IRR, IRT, GBP, EUR …',
  window: `1–${LONGEST_WINDOW}`,
  period: 'month | quarter | year',
  'as-of': '2011-12-09 | 1390-09-18',
  format: 'text | json | csv',
  lang: 'fa | en',
}

const ROLES: Readonly<Record<string, ColumnRole>> = {
  customer: 'customerId',
  order: 'orderNumber',
  date: 'date',
  amount: 'amount',
  quantity: 'quantity',
  price: 'price',
}

function flawOf(given: Given): [option: string, problem: UsageProblem['problem'], wanted: string] | null {
  for (const [option, accepts] of Object.entries(ACCEPTS)) {
    const value = given.get(option)
    if (value !== undefined && !accepts(value)) return [option, 'bad_value', WANTED[option] ?? '']
  }
  if (given.has('amount') && (given.has('quantity') || given.has('price'))) return ['amount', 'excludes', '--quantity --price']
  if (given.has('quantity') !== given.has('price'))
    return given.has('quantity') ? ['quantity', 'needs_both', '--price'] : ['price', 'needs_both', '--quantity']
  return null
}

const ACCEPTS: Readonly<Record<string, (value: string) => boolean>> = {
  calendar: (value) => calendarOf(value) !== null,
  timezone: isTimeZone,
  currency: (value) => isMoneyUnit(value.toUpperCase()),
  window: (value) => windowOf(value) !== null,
  period: (value) => periodOf(value) !== null,
  'as-of': (value) => dayOfText(value) !== null,
  format: (value) => formatOf(value) !== null,
  lang: (value) => value === 'fa' || value === 'en',
}

function valuesOf(given: Given, language: Language): Omit<ReportOptions, 'file' | 'columns' | 'language'> {
  return {
    calendar: calendarOf(given.get('calendar')) ?? (language === 'fa' ? 'persian' : 'gregorian'),
    timeZone: given.get('timezone') ?? 'UTC',
    currency: given.get('currency')?.toUpperCase() ?? null,
    windowDays: windowOf(given.get('window')),
    period: periodOf(given.get('period')) ?? 'month',
    asOfDay: dayOfText(given.get('as-of')),
    format: formatOf(given.get('format')) ?? 'text',
  }
}

function columnsOf(given: Given): Partial<Record<ColumnRole, string>> {
  const columns: Partial<Record<ColumnRole, string>> = {}
  for (const [option, role] of Object.entries(ROLES)) {
    const column = given.get(option)
    if (column !== undefined) columns[role] = column
  }
  return columns
}

function calendarOf(text: string | undefined): Calendar | null {
  return text === 'gregorian' || text === 'persian' ? text : null
}

function periodOf(text: string | undefined): PeriodKind | null {
  return text === 'month' || text === 'quarter' || text === 'year' ? text : null
}

function formatOf(text: string | undefined): ReportOptions['format'] | null {
  return text === 'text' || text === 'json' || text === 'csv' ? text : null
}

function windowOf(text: string | undefined): number | null {
  const days = /^\d{1,4}$/.test(latinDigits(text ?? '')) ? Number(latinDigits(text ?? '')) : 0
  return days >= 1 && days <= LONGEST_WINDOW ? days : null
}

/** A date in either calendar: years before 1700 are Persian. */
function dayOfText(text: string | undefined): number | null {
  const [, year, month, day] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(latinDigits(text ?? '')) ?? []
  if (year === undefined) return null
  return dayOfDate(Number(year) < 1700 ? 'persian' : 'gregorian', Number(year), Number(month), Number(day))
}

function isMoneyUnit(unit: string): boolean {
  return unit === 'IRT' || isCurrency(unit)
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
