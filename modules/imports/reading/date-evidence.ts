import { latinDigits } from '#pure/numbers'
import type { DateStyle } from '../api.ts'
import { dateReader } from '../domain-dates.ts'

/** What the dates seen so far say about how they are written. */
export interface DateEvidence {
  add(value: string): void
  /** Null when most values are no dates at all. */
  style(): FoundStyle | null
}

export interface FoundStyle {
  readonly style: DateStyle
  /** Of the values, how many are dates in this style; 0 to 1. */
  readonly share: number
  /** Nothing seen so far tells day and month apart. */
  readonly uncertain: boolean
}

/** Collects evidence from one column; `persian` is what the rest of the file suggests, `monthFirst` what to believe without evidence. */
export function dateEvidence({ persian, monthFirst }: { readonly persian: boolean; readonly monthFirst: boolean }): DateEvidence {
  const votes = new Map<Shape, number>()
  const samples: string[] = []
  const dayFirst = orderEvidence()
  const monthsFirst = orderEvidence()
  let seen = 0
  let bigFirst = 0
  let bigThird = 0

  const addParts = (parts: readonly [number, number, number], shape: Shape) => {
    if (shape === 'two-digit' && parts[0] > 31) bigFirst++
    if (shape === 'two-digit' && parts[2] > 31) bigThird++
    if (shape !== 'last-year' && shape !== 'two-digit') return
    dayFirst.add(parts[2], parts[1], parts[0])
    monthsFirst.add(parts[2], parts[0], parts[1])
  }
  const gregorian = (): { style: DateStyle; uncertain: boolean } => {
    if (dayFirst.impossible() !== monthsFirst.impossible())
      return { style: dayFirst.impossible() < monthsFirst.impossible() ? 'dmy' : 'mdy', uncertain: false }
    const [byDay, byMonth] = [dayFirst.isSorted(), monthsFirst.isSorted()]
    if (byDay !== byMonth) return { style: byDay ? 'dmy' : 'mdy', uncertain: true }
    return { style: monthFirst ? 'mdy' : 'dmy', uncertain: true }
  }
  const twoDigits = (): { style: DateStyle; uncertain: boolean } => {
    if (bigFirst > 0) return { style: 'persian-ymd', uncertain: false }
    if (persian) return { style: bigThird > 0 ? 'persian-dmy' : 'persian-ymd', uncertain: bigThird === 0 }
    return gregorian()
  }

  return {
    add(value) {
      const { shape, parts } = shapeOf(value)
      seen++
      votes.set(shape, (votes.get(shape) ?? 0) + 1)
      if (samples.length < 500) samples.push(value)
      if (parts) addParts(parts, shape)
    },
    style() {
      const shape = [...votes].reduce((most, next) => (next[1] > most[1] ? next : most), ['none', 0] satisfies [Shape, number])[0]
      if (seen === 0 || shape === 'none') return null
      const { style, uncertain } =
        shape === 'last-year' ? gregorian() : shape === 'two-digit' ? twoDigits() : { style: shape, uncertain: false }
      const read = dateReader(style, 'UTC')
      const share = samples.filter((sample) => read(sample) !== null).length / samples.length
      return { style, share, uncertain }
    },
  }
}

type Shape = DateStyle | 'last-year' | 'two-digit' | 'none'

function shapeOf(value: string): { shape: Shape; parts?: readonly [number, number, number] } {
  const text = latinDigits(value)
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .trim()
  if (/^\d+(?:\.\d+)?$/.test(text)) return { shape: countShape(text) }
  const match = /^(\d{1,4})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{1,4})(?!\d)/.exec(text)
  if (!match) return { shape: namedShape(text) }
  const [, first = '', second = '', third = ''] = match
  const parts = [Number(first), Number(second), Number(third)] as const
  if (first.length === 4) return { shape: parts[0] < 1500 ? 'persian-ymd' : 'iso' }
  if (third.length === 4) return parts[2] < 1500 ? { shape: 'persian-dmy' } : { shape: 'last-year', parts }
  return first.length <= 2 && third.length <= 2 ? { shape: 'two-digit', parts } : { shape: 'none' }
}

function countShape(text: string): Shape {
  if (/^(?:1[34]|19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?:\d{4}|\d{6})?$/.test(text)) return 'compact'
  const count = Number(text)
  if (count > 30_000 && count < 73_415) return 'excel'
  if (count > 3e8 && count < 4.2e9) return 'unix'
  return count > 3e11 && count < 4.2e12 ? 'unix-ms' : 'none'
}

/** '05 Jan 2019', 'Jan 5, 2019', '۵ فروردین ۱۳۹۸': the name settles the order, whatever the style is called. */
function namedShape(text: string): Shape {
  if (!/\p{L}{3}/u.test(text) || !/\d/.test(text) || text.length > 60) return 'none'
  if (/فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|[آا]بان|[آا]ذر|دی|بهمن|اسفند/.test(text)) return 'persian-dmy'
  if (!/\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)(?:[a-z]{1,6})?\b/i.test(text)) return 'none'
  return /^\D*\d{1,2}\D/.test(text) && !/^\p{L}/u.test(text) ? 'dmy' : 'mdy'
}

interface OrderEvidence {
  add(year: number, month: number, day: number): void
  impossible(): number
  /** True when many different days came in order, up or down. */
  isSorted(): boolean
}

/** Whether dates make sense when read in one order of day and month. */
function orderEvidence(): OrderEvidence {
  let impossible = 0
  let rises = 0
  let falls = 0
  let last = Number.NaN
  return {
    add(year, month, day) {
      if (month > 12 || month < 1 || day > 31 || day < 1) {
        impossible++
        return
      }
      const key = (year * 12 + month) * 31 + day
      if (key > last) rises++
      if (key < last) falls++
      last = key
    },
    impossible: () => impossible,
    isSorted: () => impossible === 0 && Math.max(rises, falls) >= 5 && Math.min(rises, falls) === 0,
  }
}
