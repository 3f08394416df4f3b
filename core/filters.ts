import { sql, type RawBuilder } from 'kysely'
import type { Ctx, Workspace } from '#core/context'
import type { FilterCondition, FilterOp, FilterType, FilterValue } from '#core/holdings'
import { dayOfIso, isoOfDay } from '#pure/calendar'
import { daysOfPeriod, readPeriod } from '#pure/periods'
import { decimalToNumber, latinDigits, parseDecimal } from '#pure/numbers'
import { escapeLike, tidy } from '#pure/text'
import { dayOf, instantOfDay } from '#pure/zone'

const RANGE = ['at_least', 'at_most', 'between'] as const
const TIME = ['in_last', 'not_in_last', 'in_next', 'in_period', 'before', 'after', 'between', 'is'] as const
const KNOWN = ['known', 'unknown'] as const

/** The operators of each type, the usual ones first. */
export const FILTER_OPS: Readonly<Record<FilterType, readonly FilterOp[]>> = {
  text: ['is', 'is_not', 'contains', 'any_of', 'none_of', ...KNOWN],
  number: [...RANGE, 'is', 'is_not', ...KNOWN],
  money: [...RANGE, 'is', ...KNOWN],
  date: [...TIME, ...KNOWN],
  day: [...TIME, ...KNOWN],
  choice: ['any_of', 'none_of', 'is', 'is_not', ...KNOWN],
  yes_no: ['is'],
}

/**
 * A condition's value as its type and operator want it: numbers as numbers, money as minor units in text, days as ISO days; digits may be Persian.
 * Undefined when it is none of theirs. `known` and `unknown` take no value.
 */
export function readFilterValue(type: FilterType, op: FilterOp, value: FilterValue | undefined): FilterValue | undefined {
  if (op === 'known' || op === 'unknown') return null
  if (op === 'in_last' || op === 'not_in_last' || op === 'in_next') return countOfDays(value)
  if (op === 'in_period') return typeof value === 'string' && readPeriod(value) ? value : undefined
  if (op !== 'between' && op !== 'any_of' && op !== 'none_of') return single(type, value)
  if (!Array.isArray(value)) return undefined
  const read = value.map((each) => single(type, each))
  const known = read.filter((each) => typeof each === 'string' || typeof each === 'number')
  if (known.length !== read.length || known.length === 0 || known.length > MOST_VALUES) return undefined
  return op !== 'between' || (known.length === 2 && inOrder(type, known)) ? known : undefined
}

/** How many values a condition may choose from. */
const MOST_VALUES = 200
const LONGEST = 500

function countOfDays(value: FilterValue | undefined): number | undefined {
  const days = single('number', value)
  return typeof days === 'number' && Number.isInteger(days) && days >= 0 && days <= 36_500 ? days : undefined
}

function single(type: FilterType, value: FilterValue | undefined): string | number | boolean | undefined {
  if (type === 'yes_no') return typeof value === 'boolean' ? value : undefined
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const text = String(value)
  if (text.length > LONGEST || text.includes('\0')) return undefined
  if (type === 'number') return numberOf(text)
  if (type === 'money') return minorOf(text)
  if (type === 'date' || type === 'day') return dayText(text)
  return (type === 'text' ? tidy(text) : text) || undefined
}

function numberOf(text: string): number | undefined {
  if (/^-?\d+(\.\d+)?$/.test(text) && text.length < 18) return Number(text)
  const read = parseDecimal(text)
  return read ? decimalToNumber(read) : undefined
}

function minorOf(text: string): string | undefined {
  const digits = latinDigits(text).trim()
  return /^-?\d{1,18}$/.test(digits) ? digits : undefined
}

function dayText(text: string): string | undefined {
  const day = dayOfIso(latinDigits(text).trim())
  return day === null ? undefined : isoOfDay(day)
}

function inOrder(type: FilterType, [from = '', to = '']: readonly (string | number)[]): boolean {
  if (type === 'number') return Number(from) <= Number(to)
  return type === 'money' ? BigInt(from) <= BigInt(to) : from <= to
}

/** What stands in a column that a condition is about. A `day_number` counts days since 1970-01-01, an `iso_day` is text. */
export type ColumnKind = 'text' | 'choice' | 'choices' | 'number' | 'money' | 'instant' | 'day_number' | 'iso_day' | 'yes_no'

/**
 * SQL: whether the column meets the condition. Where the column is null, what denies something (`is_not`, `none_of`, `not_in_last`) holds; everything
 * else does not. Values are always parameters.
 */
export function columnMeets(ctx: Ctx, kind: ColumnKind, column: RawBuilder<unknown>, condition: FilterCondition): RawBuilder<boolean> {
  if (kind === 'choices') return setMeets(column, condition)
  if (condition.op === 'known') return sql`${column} is not null`
  if (condition.op === 'unknown') return sql`${column} is null`
  if (kind === 'instant' || kind === 'day_number' || kind === 'iso_day') return dayMeets(ctx, kind, column, condition)
  if (kind === 'yes_no') return sql`coalesce(${column}, false) = ${condition.value === true}`
  if (kind === 'number' || kind === 'money') return numberMeets(kind, column, condition)
  return textMeets(kind, column, condition)
}

/** The days, as numbers, that a condition on a date speaks of, both ends included; null at an end that is open. */
export function daysOfCondition(
  { now, workspace }: { readonly now: Date; readonly workspace: Pick<Workspace, 'timeZone' | 'calendar' | 'weekStart'> },
  { op, value }: FilterCondition,
): { readonly from: number | null; readonly to: number | null } {
  const today = dayOf(now.getTime(), workspace.timeZone)
  if (op === 'in_last' || op === 'not_in_last') return { from: today - Number(value), to: today }
  if (op === 'in_next') return { from: today, to: today + Number(value) }
  if (op === 'in_period') return daysOfPeriod(String(value), today, workspace) ?? { from: null, to: null }
  const [first, last = first] = manyOf(value).map((each) => dayOfIso(String(each)) ?? 0)
  if (first === undefined || last === undefined) return { from: null, to: null }
  if (op === 'before') return { from: null, to: first - 1 }
  if (op === 'after') return { from: first + 1, to: null }
  return { from: first, to: last }
}

function dayMeets(
  ctx: Ctx,
  kind: 'instant' | 'day_number' | 'iso_day',
  column: RawBuilder<unknown>,
  condition: FilterCondition,
): RawBuilder<boolean> {
  const { from, to } = daysOfCondition(ctx, condition)
  const begin = (day: number) => {
    if (kind === 'day_number') return sql`${day}::int`
    return kind === 'iso_day' ? sql`${isoOfDay(day)}` : sql`${new Date(instantOfDay(day, ctx.workspace.timeZone))}::timestamptz`
  }
  const since = from === null ? sql<boolean>`true` : sql<boolean>`${column} >= ${begin(from)}`
  const until = to === null ? sql<boolean>`true` : sql<boolean>`${column} < ${begin(to + 1)}`
  const within = sql<boolean>`(${since} and ${until})`
  return condition.op === 'not_in_last' ? sql`${within} is not true` : within
}

function numberMeets(kind: 'number' | 'money', column: RawBuilder<unknown>, { op, value }: FilterCondition): RawBuilder<boolean> {
  const [first = sql`null`, last = first] = manyOf(value).map((each) =>
    kind === 'money' ? sql`${String(each)}::bigint` : numeric(Number(each)),
  )
  if (op === 'at_least') return sql`${column} >= ${first}`
  if (op === 'at_most') return sql`${column} <= ${first}`
  if (op === 'between') return sql`${column} between ${first} and ${last}`
  return op === 'is_not' ? sql`${column} is distinct from ${first}` : sql`${column} = ${first}`
}

/** Whole numbers stay whole, so that columns of them are compared as they are. */
function numeric(value: number): RawBuilder<unknown> {
  return Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? sql`${value}::int` : sql`${value}::float8`
}

function textMeets(kind: 'text' | 'choice', column: RawBuilder<unknown>, { op, value }: FilterCondition): RawBuilder<boolean> {
  const given = manyOf(value).map(String)
  if (op === 'contains') return sql`${column} ilike ${`%${escapeLike(given[0] ?? '')}%`}`
  // Texts are the same whatever their case, choices are keys.
  const same =
    kind === 'choice'
      ? sql<boolean>`${column} = any(${given}::text[])`
      : // The text as it is says the same as the lower one; the planner knows how many have it.
        sql<boolean>`(${column} = any(${given}::text[]) or lower(${column}) = any(${given.map((each) => each.toLowerCase())}::text[]))`
  return op === 'is_not' || op === 'none_of' ? sql`${same} is not true` : same
}

/** A column that holds several choices at once: it meets `is` when the choice is among them. */
function setMeets(column: RawBuilder<unknown>, { op, value }: FilterCondition): RawBuilder<boolean> {
  if (op === 'known') return sql`cardinality(${column}) > 0`
  if (op === 'unknown') return sql`coalesce(cardinality(${column}), 0) = 0`
  const shared = sql<boolean>`${column} && ${manyOf(value).map(String)}::text[]`
  return op === 'is_not' || op === 'none_of' ? sql`(${shared}) is not true` : shared
}

function manyOf(value: FilterValue): readonly (string | number)[] {
  if (Array.isArray(value)) return value
  return typeof value === 'string' || typeof value === 'number' ? [value] : []
}
