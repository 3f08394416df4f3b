import { latinDigits } from '#pure/numbers'
import { toE164 } from '#pure/phone'
import { scaledReader } from '../domain-amounts.ts'
import { timeOfDay } from '../domain-dates.ts'
import { dateEvidence, type FoundStyle } from './date-evidence.ts'

/** What the values of a column look like. All shares are of the values that are not blank, 0 to 1. */
export interface ColumnValues {
  readonly filled: number
  /** Different values among the filled ones. */
  readonly distinct: number
  readonly dates: FoundStyle | null
  readonly times: number
  readonly emails: number
  /** Numbers that can only be phones: with +, 00, or as Iranian mobiles. */
  readonly phones: number
  /** Digits that might be a phone of some country. */
  readonly maybePhones: number
  readonly numbers: number
  readonly integers: number
  readonly negatives: number
  readonly leadingZeros: number
  /** Single words with at least one digit: 85123A, #1001. */
  readonly codes: number
  readonly letters: number
  /** Of the numbers. */
  readonly mean: number
  readonly median: number
  /** Of the integers, those that end in 00: prices in Rial or Toman. */
  readonly round: number
}

/** Reads a sample of a column. */
export function columnValues(
  sample: readonly string[],
  place: { readonly persian: boolean; readonly monthFirst: boolean; readonly decimalComma: boolean },
): ColumnValues {
  const values = sample.map((value) => value.trim()).filter((value) => value !== '')
  const share = (test: (value: string) => boolean) => (values.length === 0 ? 0 : values.filter(test).length / values.length)
  const dates = dateEvidence(place)
  for (const value of values) dates.add(value)
  const read = scaledReader(4, place.decimalComma)
  const numbers = values
    .map(read)
    .filter((value) => !Number.isNaN(value))
    .map((value) => value / 10_000)
  const plain = values.map(latinDigits)
  return {
    filled: values.length,
    distinct: new Set(values).size,
    dates: dates.style(),
    times: share((value) => value.includes(':') && value.length <= 12 && timeOfDay(value) !== null),
    emails: share((value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)),
    phones: plain.filter((value) => PHONE.test(value.replace(/[\s()-]/g, ''))).length / Math.max(1, values.length),
    maybePhones: share(
      (value) => value.length <= 20 && /^[+\d۰-۹٠-٩\s()./-]{7,}$/.test(value) && toE164(value.replace(/\.0$/, '')) !== null,
    ),
    numbers: numbers.length / Math.max(1, values.length),
    integers: numbers.filter(Number.isInteger).length / Math.max(1, values.length),
    negatives: numbers.filter((value) => value < 0).length / Math.max(1, values.length),
    leadingZeros: plain.filter((value) => /^0\d+$/.test(value)).length / Math.max(1, values.length),
    codes: plain.filter((value) => /^\S*\d\S*$/.test(value) && value.length <= 40).length / Math.max(1, values.length),
    letters: share((value) => /\p{L}{2}/u.test(value)),
    mean: numbers.reduce((sum, value) => sum + value, 0) / Math.max(1, numbers.length),
    median: numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0,
    round: numbers.filter((value) => value !== 0 && value % 100 === 0).length / Math.max(1, numbers.length),
  }
}

const PHONE = /^(?:\+\d{9,15}|00[1-9]\d{8,14}|(?:98|0)?9\d{9})(?:\.0)?$/
