import * as z from 'zod'
import { exponentOf, isCurrency } from '#pure/money'
import { type Decimal, latinDigits } from '#pure/numbers'
import { tidy } from '#pure/text'
import type { Reading } from './domain-heard.ts'

const LONGEST_TEXT = 500
/** 10^13 of the largest unit still fit the books. */
const MOST_DIGITS = 13
/** Dates before and after are slips, or of another calendar: plug-ins for Jalali dates write 1404-12-29. */
const FIRST_YEAR = 1970
const LAST_YEAR = 2200

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]).optional()

/** A text as people read it; null when there is none. PHP says "", false, 0 or null for nothing. */
export const Text = Scalar.transform((value) => textOf(value, tidy))

/** An id or a code, letter by letter. */
export const Code = Scalar.transform((value) => textOf(value, (text) => text.trim()))

/** An id that has to be there. */
export const Id = z
  .union([z.string(), z.number()])
  .transform((value) => textOf(value, (text) => text.trim()) ?? '')
  .refine((text) => text !== '' && text.length <= 100)

/** A decimal as programs write it, exactly: no grouping, in any digits. */
export const Amount = Scalar.transform((value, context): Decimal | null => {
  if (value === undefined || value === null || value === '' || value === false) return null
  const decimal = typeof value === 'boolean' ? null : readAmount(String(value))
  if (decimal === null) context.addIssue({ code: 'custom', message: 'shops.bad_amount' })
  return decimal
})

/** An instant; null when none is said. A date that is not of our calendar, or without a time zone, is no instant. */
export const Instant = Scalar.transform((value, context): Date | null => {
  if (value === undefined || value === null || value === '' || value === false) return null
  const at = typeof value === 'string' && /(?:Z|[+-]\d\d:?\d\d)$/.test(value) ? readDate(value) : null
  if (at === null) context.addIssue({ code: 'custom', message: 'shops.bad_date' })
  return at
})

/** An instant in UTC that does not say so: '2026-03-21T09:00:00'. Null when it is missing or of another calendar. */
export const UtcInstant = Scalar.transform((value): Date | null =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d$/.test(value) ? readDate(`${value.replace(' ', 'T')}Z`) : null,
)

/** A whole or broken number of pieces. */
export const Quantity = z
  .union([z.number(), z.string(), z.null()])
  .optional()
  .transform((value, context): number | null => {
    if (value === undefined || value === null || value === '') return null
    const number = Number(typeof value === 'string' ? latinDigits(value) : value)
    if (Number.isFinite(number) && Math.abs(number) < 1e9) return number
    context.addIssue({ code: 'custom', message: 'shops.bad_amount' })
    return null
  })

/** A list; PHP says [], null, "" or false for none, and an object where keys have gaps. */
export function listOf<T extends z.ZodType>(item: T) {
  const Given = z.union([z.array(item).max(1000), z.record(z.string(), item), z.null(), z.literal(''), z.literal(false)]).optional()
  return Given.transform((list): z.output<T>[] => {
    if (!list) return []
    return Array.isArray(list) ? list : Object.values(list)
  })
}

/** An object; PHP says [] for an empty one. */
export function partOf<T extends z.ZodType>(shape: T) {
  return z
    .union([shape, z.array(z.never()).max(0), z.null(), z.literal(''), z.literal(false)])
    .optional()
    .transform((part): z.output<T> | null => (!part || Array.isArray(part) ? null : part))
}

/** Reads a payload by its schema, or says which field cannot be read. */
export function reading<T extends z.ZodType>(schema: T, payload: unknown, heard: (payload: z.output<T>) => Reading): Reading {
  const read = schema.safeParse(payload)
  if (read.success) return heard(read.data)
  const issue = deepest(read.error.issues)
  const code = issue.message.startsWith('shops.') ? issue.message : 'shops.bad_payload'
  return { refusal: { code, details: { field: issue.path.join('.').slice(0, 200) || '·' } } }
}

/** An amount in the minor units of its currency: '12500.5' of 'IRT' is 125005 Rial. */
export function minorOf({ units, scale }: Decimal, factor: bigint): bigint {
  const by = 10n ** BigInt(scale)
  const scaled = units * factor
  const doubled = (scaled < 0n ? -scaled : scaled) * 2n + by
  const rounded = doubled / (2n * by)
  return scaled < 0n ? -rounded : rounded
}

/**
 * The currency behind a unit that shops write amounts in, and how many of its minor units one is worth. Iranian WooCommerce shops choose between
 * Rial, Toman, and thousands of either. Null when nobody knows the unit.
 */
export function moneyUnit(unit: string): { readonly currency: string; readonly factor: bigint } | null {
  const iranian = IRANIAN[unit.toUpperCase()]
  if (iranian !== undefined) return { currency: 'IRR', factor: iranian }
  const code = unit.toUpperCase()
  return isCurrency(code) ? { currency: code, factor: 10n ** BigInt(exponentOf(code)) } : null
}

const IRANIAN: Readonly<Record<string, bigint | undefined>> = {
  IRR: 1n,
  RIAL: 1n,
  IRT: 10n,
  TOMAN: 10n,
  TMN: 10n,
  IRHR: 1_000n,
  IRHT: 10_000n,
}

/** one − other, exactly. */
export function minus(one: Decimal, other: Decimal): Decimal {
  const scale = Math.max(one.scale, other.scale)
  return { units: raised(one, scale) - raised(other, scale), scale }
}

/** The sum of amounts, exactly. */
export function sum(amounts: readonly Decimal[]): Decimal {
  return amounts.reduce((all, each) => minus(all, { units: -each.units, scale: each.scale }), { units: 0n, scale: 0 })
}

/** The amount as often as there are pieces; null when there are no whole ones. */
export function times(amount: Decimal, pieces: number): Decimal | null {
  return Number.isSafeInteger(pieces) ? { units: amount.units * BigInt(pieces), scale: amount.scale } : null
}

function raised({ units, scale }: Decimal, to: number): bigint {
  return units * 10n ** BigInt(to - scale)
}

function textOf(value: string | number | boolean | null | undefined, clean: (text: string) => string): string | null {
  if (value === undefined || value === null || typeof value === 'boolean') return null
  // Neither NUL nor half of a pair can be stored.
  const text = clean(String(value).toWellFormed().replaceAll('\0', '')).slice(0, LONGEST_TEXT).toWellFormed()
  return text === '' ? null : text
}

function readAmount(text: string): Decimal | null {
  const match = /^([-+]?)(\d+)(?:\.(\d+))?$/.exec(latinDigits(text).trim())
  if (!match) return null
  const [, sign, whole = '', fraction = ''] = match
  if (whole.replace(/^0+/, '').length > MOST_DIGITS) return null
  const kept = fraction.slice(0, 10)
  const units = BigInt(whole.slice(-MOST_DIGITS) + kept)
  return { units: sign === '-' ? -units : units, scale: kept.length }
}

function readDate(text: string): Date | null {
  const at = new Date(text)
  const year = at.getUTCFullYear()
  return Number.isNaN(at.getTime()) || year < FIRST_YEAR || year > LAST_YEAR ? null : at
}

/** The issue that says most: of a union, that of the branch that came furthest. */
function deepest(issues: readonly z.core.$ZodIssue[]): { path: readonly PropertyKey[]; message: string } {
  const [first] = issues
  if (!first) return { path: [], message: '' }
  if (first.code !== 'invalid_union') return first
  const inner = first.errors.map(deepest).toSorted((a, b) => b.path.length - a.path.length)[0]
  return inner && inner.path.length > 0 ? { path: [...first.path, ...inner.path], message: inner.message } : first
}
