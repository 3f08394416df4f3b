import { decimalToMinor, parseDecimal, type Decimal } from '#pure/numbers'
import { isCurrency, unitOfMoney } from '#pure/money'
import { textOf } from './domain-messages.ts'

/** How a sender's amounts become the stored minor units. */
export interface Money {
  /** ISO, as the books name it. */
  readonly currency: string
  /** Minor units of one written unit, as decimals: 2 for 12.50. */
  readonly toMinor: (decimal: Decimal) => bigint
}

/** The money that a message's `currency` names, the workspace's own when it names none; null for a currency that is none. */
export function moneyOf(currency: unknown, own: string): Money | null {
  const name = currency === undefined || currency === null || currency === '' ? own : (textOf(currency) ?? '').trim().toUpperCase()
  if (name !== 'IRT' && !isCurrency(name)) return null
  const { currency: iso, factor } = unitOfMoney(name)
  return { currency: iso, toMinor: ({ units, scale }) => decimalToMinor({ units: units * factor, scale }, 0) }
}

/** An amount in minor units: null when none was said, undefined when it is no number. Numbers, and texts as machines or people write them. */
export function amountOf(value: unknown, { toMinor }: Money): bigint | null | undefined {
  if (value === undefined || value === null || value === '') return null
  const decimal = decimalOf(value)
  return decimal === null ? undefined : toMinor(decimal)
}

/** An exact decimal of a number or text. A machine's 12.345 has no thousands in it. */
export function decimalOf(value: unknown): Decimal | null {
  if (typeof value !== 'number' && typeof value !== 'string') return null
  const text = String(value).trim()
  const plain = /^([-+]?)(\d{1,20})(?:\.(\d{1,20}))?$/.exec(text)
  if (!plain) return typeof value === 'string' ? parseDecimal(text) : null
  const [, sign, whole = '', fraction = ''] = plain
  const units = BigInt(whole + fraction)
  return { units: sign === '-' ? -units : units, scale: fraction.length }
}
