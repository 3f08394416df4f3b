import { createHash } from 'node:crypto'
import { invalid } from '#core/errors'
import { unitOfMoney } from '#pure/money'
import { COLUMN_ROLES, type ColumnRole, type ImportPlan, type PlanProblem } from '../api.ts'
import { chooseColumns, type Column, type Roles } from './choose-columns.ts'
import { columnValues } from './column-values.ts'
import { dateEvidence, type FoundStyle } from './date-evidence.ts'
import { hasDecimalComma } from './decimal-comma.ts'
import { compact, headingRoles, headingWords } from './headings.ts'
import { currencyOfCountry, moneyUnitOf } from './money-unit.ts'
import type { Table } from './open-table.ts'

export interface RecogniseHints {
  /** The plan that a person settled for a file with the same headings. */
  readonly headingsPlan?: ImportPlan
  /** Columns named by a person: headings, or numbers from 1. */
  readonly columns?: Partial<Record<ColumnRole, string>>
  readonly language?: 'fa' | 'en'
  /** Chosen by a person; wins over all that the file says. */
  readonly moneyUnit?: string
  /** The workspace's currency ('IRT' when it thinks in Toman), for files that don't say; 'XXX' when there is none. */
  readonly currency?: string
}

export interface RecognisedColumn {
  readonly index: number
  readonly heading: string | null
  readonly samples: string[]
  readonly role: ColumnRole | null
}

export interface Recognised {
  readonly plan: ImportPlan
  readonly columns: RecognisedColumn[]
  /** The same for all files with the same headings. */
  readonly headingsHash: string
  /** Empty when the plan can be run. */
  readonly problems: PlanProblem[]
  /** True when nothing in the whole file tells day and month apart. */
  readonly dayMonthUncertain: boolean
}

/** Finds out what the columns of a table hold and how dates and amounts are written, from headings and values. */
export async function recogniseFile(table: Table, hints: RecogniseHints = {}): Promise<Recognised> {
  const { headings, rows } = await sampleOf(table)
  const width = Math.min(MOST_COLUMNS, Math.max(headings?.length ?? 0, ...rows.map((row) => row.length)))
  const texts = Array.from({ length: width }, (_, index) => rows.map((row) => row[index] ?? ''))
  const persian = hints.language === 'fa' || /[\u0600-\u06ff]/.test([...(headings ?? []), ...rows.slice(0, 20).flat()].join(' '))
  const place = { persian, monthFirst: hints.currency === 'USD', decimalComma: false }
  const columns = texts.map((values, index): Column => ({
    index,
    heading: headings?.[index]?.trim() ?? null,
    values: columnValues(values, { ...place, decimalComma: hasDecimalComma(values) }),
  }))
  const roles = rolesOf(columns, rows, headings, hints)
  const persianDates = roles.date !== undefined && columns[roles.date]?.values.dates?.style.startsWith('persian') === true
  const moneyUnit = unitOf(columns, texts, roles, { ...hints, persian: persian || persianDates })
  const dates = await dateStyleOf(table, headings !== null, roles, {
    ...place,
    monthFirst: place.monthFirst || (moneyUnit.found && moneyUnit.unit === 'USD'),
  })
  const plan: ImportPlan = {
    hasHeadings: headings !== null,
    columns: roles,
    dateStyle: keptStyle(dates, hints.headingsPlan, columns, roles),
    moneyUnit: moneyUnit.unit,
    decimalComma: hasDecimalComma([roles.amount, roles.price].flatMap((index) => (index === undefined ? [] : (texts[index] ?? [])))),
  }
  return {
    plan,
    columns: columns.map(({ index, heading }) => ({
      index,
      heading,
      samples: samplesOf(texts[index] ?? []),
      role: COLUMN_ROLES.find((role) => roles[role] === index) ?? null,
    })),
    headingsHash: hashOf(headings, width),
    problems: problemsOf(plan, hints, moneyUnit.found),
    dayMonthUncertain: dates?.uncertain ?? false,
  }
}

/** What keeps a plan from being run; `currency` is the workspace's, when there is one. */
export function problemsOf(plan: ImportPlan, hints: Pick<RecogniseHints, 'currency'>, unitIsCertain = true): PlanProblem[] {
  const problems: PlanProblem[] = []
  const { columns } = plan
  const used = Object.values(columns)
  if ([columns.customerId, columns.customerName, columns.phone, columns.email].every((index) => index === undefined))
    problems.push('no_customer_column')
  if (columns.date === undefined) problems.push('no_date_column')
  if (new Set(used).size < used.length) problems.push('column_used_twice')
  if (columns.amount !== undefined && columns.price !== undefined) problems.push('amount_and_price')
  const hasMoney = columns.amount !== undefined || columns.price !== undefined
  if (
    hasMoney &&
    unitIsCertain &&
    hints.currency &&
    hints.currency !== NO_CURRENCY &&
    unitOfMoney(plan.moneyUnit).currency !== unitOfMoney(hints.currency).currency
  )
    problems.push('other_currency')
  return problems
}

/** ISO 4217: no currency is involved. */
export const NO_CURRENCY = 'XXX'
const SAMPLE_ROWS = 5000
const MOST_COLUMNS = 1000

async function sampleOf(table: Table): Promise<{ headings: readonly string[] | null; rows: (readonly string[])[] }> {
  const rows: (readonly string[])[] = []
  for await (const batch of table.batches()) {
    for (const row of batch.rows) if (row.some((cell) => cell.trim() !== '')) rows.push(row)
    if (rows.length >= SAMPLE_ROWS) break
  }
  const [first, ...others] = rows.slice(0, SAMPLE_ROWS)
  if (!first) throw invalid('imports.empty_file')
  if (!isHeading(first, others)) return { headings: null, rows: [first, ...others] }
  if (others.length === 0) throw invalid('imports.only_headings')
  return { headings: first, rows: others }
}

/** A first row of words, where they are headings that we know or where the rows below hold numbers and dates. */
function isHeading(first: readonly string[], others: readonly (readonly string[])[]): boolean {
  const cells = first.map((cell) => cell.trim())
  const counted = cells.filter((cell) => VALUE.test(cell)).length
  const known = cells.filter(
    (cell) => cell !== '' && !VALUE.test(cell) && [...headingRoles(cell).values()].some((score) => score > 7),
  ).length
  if (counted > 0) return known > counted && known >= 2
  if (known >= 2) return true
  return cells.some(
    (cell, index) =>
      cell !== '' && others.length > 0 && others.filter((row) => VALUE.test((row[index] ?? '').trim())).length > others.length * 0.8,
  )
}

/** Starts like a number, a date or an order's code, or is an address. */
const VALUE = /^[-+(#$£€]*[\d۰-۹٠-٩][\d۰-۹٠-٩.,٬٫/:\-\s)TZ+]*$|^[^\s@]+@[^\s@]+\.[^\s@]+$/

function rolesOf(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  headings: readonly string[] | null,
  hints: RecogniseHints,
): Roles {
  const given: Roles = {}
  for (const role of COLUMN_ROLES) {
    const named = hints.columns?.[role]
    if (named !== undefined && named !== '') given[role] = columnNamed(named, headings, columns.length)
  }
  const { headingsPlan } = hints
  if (headingsPlan && Object.values(headingsPlan.columns).every((index) => index < columns.length))
    return { ...headingsPlan.columns, ...given }
  return chooseColumns(columns, rows, given)
}

function columnNamed(named: string, headings: readonly string[] | null, width: number): number {
  const wanted = compact(headingWords(named))
  const exact = headings?.findIndex((heading) => heading.trim() === named.trim()) ?? -1
  const alike = exact >= 0 ? exact : (headings?.findIndex((heading) => compact(headingWords(heading)) === wanted) ?? -1)
  if (alike >= 0) return alike
  const number = Number(named)
  if (Number.isInteger(number) && number >= 1 && number <= width) return number - 1
  throw invalid('imports.unknown_column', { column: named })
}

interface UnitFound {
  readonly unit: string
  /** False when it is only what the workspace or the language suggests. */
  readonly found: boolean
}

function unitOf(
  columns: readonly Column[],
  texts: readonly string[][],
  roles: Roles,
  hints: RecogniseHints & { readonly persian: boolean },
): UnitFound {
  if (hints.moneyUnit) return { unit: hints.moneyUnit, found: true }
  const amounts = [roles.amount, roles.price].filter((index) => index !== undefined)
  const named = moneyUnitOf(
    columns.map(({ index, heading }) => ({ heading, samples: (texts[index] ?? []).slice(0, 500) })),
    amounts,
  )
  // A bare $ is the workspace's own dollar.
  if (named === 'USD' && hints.currency && /^(?:AUD|CAD|NZD|SGD|HKD)$/.test(hints.currency)) return { unit: hints.currency, found: false }
  if (named) return { unit: named, found: true }
  if (hints.headingsPlan) return { unit: hints.headingsPlan.moneyUnit, found: true }
  if (hints.currency && hints.currency !== NO_CURRENCY) return { unit: hints.currency, found: false }
  const country = roles.country === undefined ? null : currencyOfCountry(texts[roles.country] ?? [])
  // Toman or Rial is a guess that changes every sum; who asks for no guess gets none.
  if (hints.currency === NO_CURRENCY) return { unit: country === null || country === 'IRT' ? NO_CURRENCY : country, found: false }
  return { unit: country ?? (hints.persian ? 'IRT' : (hints.currency ?? 'USD')), found: false }
}

/** The style of the date column; when the sample leaves day and month open, the whole file is asked. */
async function dateStyleOf(
  table: Table,
  hasHeadings: boolean,
  roles: Roles,
  place: { readonly persian: boolean; readonly monthFirst: boolean },
): Promise<FoundStyle | null> {
  const column = roles.date
  if (column === undefined) return null
  const evidence = dateEvidence(place)
  let seen = 0
  for await (const batch of table.batches()) {
    for (const row of batch.rows) {
      const value = (row[column] ?? '').trim()
      if (value !== '' && (seen > 0 || !hasHeadings)) evidence.add(value)
      seen++
    }
    if (seen >= SAMPLE_ROWS && evidence.style()?.uncertain !== true) break
  }
  return evidence.style()
}

/** What a person settled stays, unless this file's dates contradict it. */
function keptStyle(
  found: FoundStyle | null,
  remembered: ImportPlan | undefined,
  columns: readonly Column[],
  roles: Roles,
): ImportPlan['dateStyle'] {
  const sampled = roles.date === undefined ? null : (columns[roles.date]?.values.dates ?? null)
  if (remembered && (found === null || found.uncertain)) return remembered.dateStyle
  return found?.style ?? sampled?.style ?? 'iso'
}

function samplesOf(values: readonly string[]): string[] {
  const samples = new Set<string>()
  for (const value of values) {
    if (value.trim() !== '') samples.add(value.trim().slice(0, 100))
    if (samples.size === 5) break
  }
  return [...samples]
}

function hashOf(headings: readonly string[] | null, width: number): string {
  const text = headings ? headings.map(headingWords).join('\u001f') : `without headings ${width}`
  return createHash('sha256').update(text).digest('hex')
}
