import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { ColumnRole } from '#api/imports'
import { LONGEST_WINDOW } from '#domain/orders'
import { dayOfDate } from '#pure/calendar'
import type { Calendar, PeriodKind } from '#pure/calendar'
import { isCurrency } from '#pure/money'
import { latinDigits } from '#pure/numbers'
import type { Language } from '#pure/numbers'
import { MODEL_NAMES, type ModelName, type TimeUnit } from '../modules/insights/models/contract.ts'

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
  /** Which model of buying to fit; null for none. */
  readonly model: ModelName | 'auto' | null
  readonly unit: TimeUnit
  /** Last day that the model learns from; null for the report's date. */
  readonly calibrationEndDay: number | null
  /** Last day that it is compared with; null for the report's date. */
  readonly holdoutEndDay: number | null
  /** Share of revenue that is left to the shop; null when nobody said. */
  readonly margin: number | null
  readonly rfm: boolean
  readonly products: boolean
  /** Where a line for each customer goes. */
  readonly customersFile: string | null
  readonly format: 'text' | 'json' | 'csv'
  readonly language: Language
}

/** Why a command line cannot be followed: the option, what was given, and what it takes. */
export interface UsageProblem {
  readonly language: Language
  readonly option: string
  readonly value: string
  readonly problem: 'unknown' | 'no_file' | 'several_files' | 'bad_value' | 'needs_both' | 'excludes' | 'not_after' | 'no_value'
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
    if (isFlag(token.name)) {
      if (token.value !== undefined) return usage(token.name, 'no_value')
      continue
    }
    if (token.value === undefined || token.value === '') return usage(token.name, 'bad_value', WANTED[token.name] ?? 'COLUMN')
  }
  if (positionals.length === 0) return usage('FILE', 'no_file')
  if (positionals.length > 1) return usage('FILE', 'several_files')
  const flaw = flawOf(given)
  if (flaw) return usage(...flaw)
  const [file = ''] = positionals
  // Nobody wants their orders written over.
  if (resolve(given.get('customers-file') ?? '') === resolve(file)) return usage('customers-file', 'bad_value', WANTED['customers-file'])
  return { options: { file, columns: columnsOf(given), language, ...valuesOf(given, language), ...modelOf(given), ...flagsOf(values) } }
}

type Given = ReadonlyMap<string, string>

const STRING = { type: 'string' } as const
const FLAG = { type: 'boolean' } as const
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
  model: STRING,
  unit: STRING,
  'calibration-end': STRING,
  'holdout-end': STRING,
  margin: STRING,
  'customers-file': STRING,
  rfm: FLAG,
  products: FLAG,
  format: STRING,
  lang: STRING,
  help: { type: 'boolean', short: 'h' },
} as const

/** Options that stand alone. */
function isFlag(name: string): boolean {
  return name === 'rfm' || name === 'products'
}

function flagsOf({ rfm, products }: { readonly rfm?: unknown; readonly products?: unknown }): Pick<ReportOptions, 'rfm' | 'products'> {
  return { rfm: rfm === true, products: products === true }
}

const A_DATE = '2011-12-09 | 1390-09-18'
const WANTED: Readonly<Record<string, string>> = {
  calendar: 'gregorian | persian',
  timezone: 'Asia/Tehran, Europe/London …',
  currency: 'IRR, IRT, GBP, EUR …',
  window: `1–${LONGEST_WINDOW}`,
  period: 'month | quarter | year',
  'as-of': A_DATE,
  model: `auto | ${MODEL_NAMES.join(' | ')}`,
  unit: 'day | week | month',
  'calibration-end': A_DATE,
  'holdout-end': A_DATE,
  margin: '0–1',
  'customers-file': 'customers.csv',
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
  if (given.has('holdout-end') && !given.has('calibration-end')) return ['holdout-end', 'needs_both', '--calibration-end']
  const [calibration, holdout, asOf] = ['calibration-end', 'holdout-end', 'as-of'].map((option) => dayOfText(given.get(option)))
  if (calibration && holdout && holdout <= calibration) return ['holdout-end', 'not_after', '--calibration-end']
  if (asOf && calibration && asOf <= calibration) return ['as-of', 'not_after', '--calibration-end']
  if (asOf && holdout && asOf < holdout) return ['as-of', 'not_after', '--holdout-end']
  return null
}

const ACCEPTS: Readonly<Record<string, (value: string) => boolean>> = {
  calendar: (value) => calendarOf(value) !== null,
  timezone: isTimeZone,
  currency: (value) => isMoneyUnit(value.toUpperCase()),
  window: (value) => windowOf(value) !== null,
  period: (value) => periodOf(value) !== null,
  'as-of': (value) => dayOfText(value) !== null,
  model: (value) => modelNameOf(value) !== null,
  unit: (value) => unitOf(value) !== null,
  'calibration-end': (value) => dayOfText(value) !== null,
  'holdout-end': (value) => dayOfText(value) !== null,
  margin: (value) => marginOf(value) !== null,
  format: (value) => formatOf(value) !== null,
  lang: (value) => value === 'fa' || value === 'en',
}

function valuesOf(given: Given, language: Language) {
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

/** What is said about the model asks for one. */
function modelOf(given: Given) {
  const isAsked = ['unit', 'calibration-end', 'margin', 'customers-file'].some((option) => given.has(option))
  return {
    model: modelNameOf(given.get('model')) ?? (isAsked ? ('auto' as const) : null),
    unit: unitOf(given.get('unit')) ?? ('week' as const),
    calibrationEndDay: dayOfText(given.get('calibration-end')),
    holdoutEndDay: dayOfText(given.get('holdout-end')),
    margin: marginOf(given.get('margin')),
    customersFile: given.get('customers-file') ?? null,
  }
}

function modelNameOf(text: string | undefined): ModelName | 'auto' | null {
  return text === 'auto' ? text : (MODEL_NAMES.find((name) => name === text) ?? null)
}

function unitOf(text: string | undefined): TimeUnit | null {
  return text === 'day' || text === 'week' || text === 'month' ? text : null
}

/** 0.3, or 30%. */
function marginOf(text: string | undefined): number | null {
  const [, number, percent] =
    /^(\d*\.?\d+)(%?)$/.exec(
      latinDigits(text ?? '')
        .replace('٪', '%')
        .replace('٫', '.'),
    ) ?? []
  const share = Number(number) / (percent === '%' ? 100 : 1)
  return share > 0 && share <= 1 ? share : null
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
