import * as fc from 'fast-check'
import { addCustomer, addRunning, bookRules, emptyCells } from '#domain/orders'
import type { PurchaseHistory } from '#domain/orders'
import type { Calendar, PeriodKind } from '#pure/calendar'
import { ReturnReport } from './api.ts'
import { returnReport } from './domain.ts'

/*
 * Everything below is counted a second time, straight from the orders, by the sentences of docs/insights-definitions.md
 * and with the calendars of the JavaScript engine.
 */

export const DAY = 14_900
const EPOCH = Temporal.PlainDate.from('1970-01-01')

export const days = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.integer({ min: DAY, max: DAY + 800 }), { maxLength: 14 }) },
  { weight: 1, arbitrary: fc.array(fc.integer({ min: DAY, max: DAY + 3 }), { maxLength: 20 }) },
)
export const history: fc.Arbitrary<PurchaseHistory> = fc
  .tuple(days, fc.array(fc.tuple(fc.integer({ min: DAY, max: DAY + 800 }), fc.nat(1e6)), { maxLength: 3 }))
  .chain(([bought, back]) =>
    fc.record({
      days: fc.constant(bought.toSorted((a, b) => a - b)),
      amounts: fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: bought.length, maxLength: bought.length }),
      refundDays: fc.constant(back.map(([day]) => day)),
      refundAmounts: fc.constant(back.map(([, amount]) => amount)),
    }),
  )
export const shop = fc.array(history, { minLength: 1, maxLength: 14 })
export const calendar = fc.constantFrom<Calendar>('gregorian', 'persian')
export const period = fc.constantFrom<PeriodKind>('month', 'quarter', 'year')
export const windowDays = fc.constantFrom(1, 7, 30, 90, 200, 400)

export const bought = (...days: number[]): PurchaseHistory => ({ days, amounts: null, refundDays: [], refundAmounts: null })
export const daysOf = (each: PurchaseHistory) => Array.from(each.days)
export const lastDayOf = (shop: readonly PurchaseHistory[]) =>
  Math.max(DAY, ...shop.flatMap((each) => [...daysOf(each), ...Array.from(each.refundDays)]))

export function cellsOf(shop: readonly PurchaseHistory[], window: number, asOf: number) {
  const rules = bookRules(window)
  const cells = emptyCells()
  for (const each of shop) {
    addCustomer(cells, each, rules, 1)
    addRunning(cells, each, rules, asOf)
  }
  return cells
}

export function report(
  shop: readonly PurchaseHistory[],
  over: { window?: number; calendar?: Calendar; period?: PeriodKind; asOf?: number; hasAmounts?: boolean } = {},
) {
  const { window = 90, calendar = 'gregorian', period = 'month', asOf = lastDayOf(shop), hasAmounts = true } = over
  const made = returnReport(cellsOf(shop, window, asOf), {
    asOfDay: asOf,
    calendar,
    period,
    currency: 'EUR',
    window: { days: window, source: 'set', suggested: null },
    hasAmounts,
    stale: false,
  })
  return ReturnReport.parse(made)
}

export const dateOf = (day: number, calendar: Calendar) =>
  EPOCH.add({ days: day }).withCalendar(calendar === 'persian' ? 'persian' : 'gregory')
export const dayOf = (date: Temporal.PlainDate) => EPOCH.until(date.withCalendar('iso8601'), { largestUnit: 'days' }).days
const months = new Map<string, number>()
/** Remembered: the engine takes its time over Persian dates. */
export function monthOf(day: number, calendar: Calendar): number {
  const key = `${calendar} ${day}`
  const { year, month } = months.has(key) ? { year: 0, month: 0 } : dateOf(day, calendar)
  const index = months.get(key) ?? year * 12 + month - 1
  months.set(key, index)
  return index
}

export function periodsUntil(first: number, asOf: number, calendar: Calendar, kind: PeriodKind) {
  const date = dateOf(first, calendar).with({ day: 1 })
  const back = kind === 'month' ? 0 : kind === 'quarter' ? (date.month - 1) % 3 : date.month - 1
  const length = { month: 1, quarter: 3, year: 12 }[kind]
  const found: { start: number; end: number; complete: boolean }[] = []
  for (let start = date.subtract({ months: back }); dayOf(start) <= asOf; start = start.add({ months: length })) {
    const next = dayOf(start.add({ months: length }))
    found.push({ start: dayOf(start), end: Math.min(next, asOf + 1), complete: next <= asOf + 1 })
  }
  return found
}

/** Of sorted values, by linear interpolation. */
export function quantile(sorted: readonly number[], share: number): number {
  const rank = (sorted.length - 1) * share
  const low = sorted[Math.floor(rank)] ?? NaN
  return low + (rank - Math.floor(rank)) * ((sorted[Math.ceil(rank)] ?? NaN) - low)
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0)
}
