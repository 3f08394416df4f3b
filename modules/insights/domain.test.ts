import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { addCustomer, addRunning, bookRules, emptyCells } from '#domain/orders'
import type { PurchaseHistory } from '#domain/orders'
import type { Calendar, PeriodKind } from '#pure/calendar'
import { ReturnReport, TodayReport } from './api.ts'
import { returnReport, todayReport, wilson } from './domain.ts'

/*
 * Everything below is counted a second time, straight from the orders, by the sentences of docs/insights-definitions.md
 * and with the calendars of the JavaScript engine.
 */

const DAY = 14_900
const EPOCH = Temporal.PlainDate.from('1970-01-01')

const days = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.integer({ min: DAY, max: DAY + 800 }), { maxLength: 14 }) },
  { weight: 1, arbitrary: fc.array(fc.integer({ min: DAY, max: DAY + 3 }), { maxLength: 20 }) },
)
const history: fc.Arbitrary<PurchaseHistory> = fc
  .tuple(days, fc.array(fc.tuple(fc.integer({ min: DAY, max: DAY + 800 }), fc.nat(1e6)), { maxLength: 3 }))
  .chain(([bought, back]) =>
    fc.record({
      days: fc.constant(bought.toSorted((a, b) => a - b)),
      amounts: fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: bought.length, maxLength: bought.length }),
      refundDays: fc.constant(back.map(([day]) => day)),
      refundAmounts: fc.constant(back.map(([, amount]) => amount)),
    }),
  )
const shop = fc.array(history, { minLength: 1, maxLength: 14 })
const calendar = fc.constantFrom<Calendar>('gregorian', 'persian')
const period = fc.constantFrom<PeriodKind>('month', 'quarter', 'year')
const windowDays = fc.constantFrom(1, 7, 30, 90, 200, 400)

const bought = (...days: number[]): PurchaseHistory => ({ days, amounts: null, refundDays: [], refundAmounts: null })
const daysOf = (each: PurchaseHistory) => Array.from(each.days)
const lastDayOf = (shop: readonly PurchaseHistory[]) =>
  Math.max(DAY, ...shop.flatMap((each) => [...daysOf(each), ...Array.from(each.refundDays)]))

function cellsOf(shop: readonly PurchaseHistory[], window: number, asOf: number) {
  const rules = bookRules(window)
  const cells = emptyCells()
  for (const each of shop) {
    addCustomer(cells, each, rules, 1)
    addRunning(cells, each, rules, asOf)
  }
  return cells
}

function report(
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

const dateOf = (day: number, calendar: Calendar) => EPOCH.add({ days: day }).withCalendar(calendar === 'persian' ? 'persian' : 'gregory')
const dayOf = (date: Temporal.PlainDate) => EPOCH.until(date.withCalendar('iso8601'), { largestUnit: 'days' }).days
const months = new Map<string, number>()
/** Remembered: the engine takes its time over Persian dates. */
function monthOf(day: number, calendar: Calendar): number {
  const key = `${calendar} ${day}`
  const { year, month } = months.has(key) ? { year: 0, month: 0 } : dateOf(day, calendar)
  const index = months.get(key) ?? year * 12 + month - 1
  months.set(key, index)
  return index
}

function periodsUntil(first: number, asOf: number, calendar: Calendar, kind: PeriodKind) {
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

test('Retention of every period equals its definition, in both calendars, for every window', () => {
  fc.assert(
    fc.property(shop, calendar, period, windowDays, (shop, calendar, period, window) => {
      const asOf = lastDayOf(shop)
      const buyers = shop.filter((each) => each.days.length > 0)
      const isCurrent = (each: PurchaseHistory, moment: number) => daysOf(each).some((day) => day < moment && day >= moment - window)
      const first = Math.min(...buyers.map((each) => each.days[0] ?? 0))
      const expected =
        buyers.length === 0
          ? []
          : periodsUntil(first, asOf, calendar, period).map(({ start, end, complete }) => {
              const before = buyers.filter((each) => isCurrent(each, start))
              const after = buyers.filter((each) => isCurrent(each, end))
              const gained = after.filter((each) => (each.days[0] ?? 0) >= start)
              const retained = before.filter((each) => after.includes(each))
              return {
                complete,
                start: before.length,
                new: gained.length,
                end: after.length,
                retained: retained.length,
                wonBack: after.filter((each) => !before.includes(each) && !gained.includes(each)).length,
                lost: before.filter((each) => !after.includes(each)).length,
                rate: before.length === 0 ? null : (after.length - gained.length) / before.length,
                strictRate: before.length === 0 ? null : retained.length / before.length,
              }
            })
      const made = report(shop, { window, calendar, period }).retention
      expect(made.map(({ period: _key, index: _index, ...counts }) => counts)).toEqual(expected)
    }),
    { numRuns: 400 },
  )
})

test('Cohorts equal their definition in both calendars', () => {
  fc.assert(
    fc.property(shop, calendar, (shop, calendar) => {
      const asOf = lastDayOf(shop)
      const buyers = shop.filter((each) => each.days.length > 0)
      const months = [...new Set(buyers.map((each) => monthOf(each.days[0] ?? 0, calendar)))].toSorted((a, b) => a - b)
      const expected = months.map((month) => {
        const members = buyers.filter((each) => monthOf(each.days[0] ?? 0, calendar) === month)
        const span = Array.from({ length: monthOf(asOf, calendar) - month + 1 }, (_, k) => month + k)
        const active = span.map((each) => members.filter((member) => daysOf(member).some((day) => monthOf(day, calendar) === each)).length)
        const revenue = span.map((each) =>
          sum(
            members.flatMap((member) => daysOf(member).map((day, k) => (monthOf(day, calendar) === each ? (member.amounts?.[k] ?? 0) : 0))),
          ),
        )
        return {
          cohort: `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`,
          index: month,
          size: members.length,
          active: active.slice(1),
          revenue: revenue.map(String),
        }
      })
      expect(report(shop, { calendar }).cohorts).toEqual(expected)
    }),
    { numRuns: 200 },
  )
})

test('Totals, nth purchases and shares equal their definitions', () => {
  fc.assert(
    fc.property(shop, (shop) => {
      const made = report(shop)
      const reached = (n: number) => shop.filter((each) => each.days.length >= n).length
      const later = (n: number) => sum(shop.map((each) => Math.max(0, each.days.length - n + 1)))
      expect(made.nextPurchase.map((row) => [row.after, row.orMore, row.reached, row.continued])).toEqual([
        ...Array.from({ length: 10 }, (_, k) => [k + 1, false, reached(k + 1), reached(k + 2)]),
        [11, true, later(11), later(12)],
      ])
      const amounts = (from: number, to: number) => sum(shop.flatMap((each) => Array.from(each.amounts ?? []).slice(from, to)))
      const orders = (from: number, to: number) => sum(shop.map((each) => Math.max(0, Math.min(each.days.length, to) - from)))
      expect(made.purchaseShares.map((part) => [part.orders, part.revenue])).toEqual([
        [orders(0, 1), String(amounts(0, 1))],
        [orders(1, 2), String(amounts(1, 2))],
        [orders(2, Infinity), String(amounts(2, Infinity))],
      ])
      expect(made).toMatchObject({
        customers: reached(1),
        orders: orders(0, Infinity),
        revenue: String(amounts(0, Infinity)),
        returned: reached(2),
        repeated: reached(3),
        refunds: sum(shop.map((each) => each.refundDays.length)),
        refunded: String(sum(shop.flatMap((each) => Array.from(each.refundAmounts ?? [])))),
        returnRate: reached(1) === 0 ? null : reached(2) / reached(1),
        repeatRate: reached(1) === 0 ? null : reached(3) / reached(1),
      })
    }),
    { numRuns: 200 },
  )
})

test('Time to return: quartiles of whole days by linear interpolation, and a curve over all customers', () => {
  fc.assert(
    fc.property(shop, (shop) => {
      const gaps = shop
        .flatMap((each) => (each.days.length > 1 ? [(each.days[1] ?? 0) - (each.days[0] ?? 0)] : []))
        .toSorted((a, b) => a - b)
      const { median, q1, q3, curve } = report(shop).timeToReturn
      const near = (value: number | null, share: number) =>
        gaps.length === 0 ? expect(value).toBeNull() : expect(value).toBeCloseTo(quantile(gaps, share), 9)
      near(q1, 0.25)
      near(median, 0.5)
      near(q3, 0.75)
      const customers = shop.filter((each) => each.days.length > 0).length
      expect(curve).toEqual(
        [...new Set(gaps)].map((days) => ({
          days,
          customers: gaps.filter((gap) => gap <= days).length,
          share: gaps.filter((gap) => gap <= days).length / customers,
        })),
      )
    }),
    { numRuns: 200 },
  )
})

test('A long time-to-return curve is thinned to 400 points and ends where it ended', () => {
  const shop = Array.from({ length: 3000 }, (_, k) => bought(DAY, DAY + k))
  const { curve } = report(shop).timeToReturn
  expect(curve.length).toBeLessThanOrEqual(400)
  expect(curve.at(-1)).toEqual({ days: 2999, customers: 3000, share: 1 })
  expect(curve.every((point) => point.customers === point.days + 1)).toBe(true)
})

test('The home page equals its definitions', () => {
  fc.assert(
    fc.property(shop, calendar, windowDays, (shop, calendar, window) => {
      const asOf = lastDayOf(shop)
      const today = TodayReport.parse(
        todayReport(cellsOf(shop, window, asOf), { asOfDay: asOf, calendar, currency: 'EUR', windowDays: window, hasAmounts: true }),
      )
      const reached = (n: number, from: number, to: number) =>
        shop.filter((each) => (each.days[n - 1] ?? Infinity) >= from && (each.days[n - 1] ?? Infinity) <= to).length
      const at = (day: number) => ({
        customers: reached(1, 0, day),
        returned: reached(2, 0, day),
        returnRate: reached(1, 0, day) === 0 ? null : reached(2, 0, day) / reached(1, 0, day),
      })
      expect(today).toMatchObject(at(asOf))
      const before = at(dayOf(dateOf(asOf, calendar).subtract({ years: 1 })))
      expect(today.yearAgo).toEqual(before.customers === 0 ? null : before)
      const monthEnds = Array.from(
        { length: 24 },
        (_, k) =>
          dayOf(
            dateOf(asOf + 1, calendar)
              .with({ day: 1 })
              .subtract({ months: 23 - k }),
          ) - 1,
      )
      expect(today.trend.map((point) => point.returnRate)).toEqual(
        monthEnds.map((day) => at(day).returnRate).filter((rate) => rate !== null),
      )
      expect(today.suggestions).toEqual(expectedSuggestions(shop, asOf, window))
      const first = Math.min(...shop.map((each) => each.days[0] ?? Infinity))
      const moved = (from: number, to: number) => {
        const inside = shop.flatMap((each) => daysOf(each).flatMap((day, k) => (day >= from && day <= to ? [each.amounts?.[k] ?? 0] : [])))
        return {
          newCustomers: String(reached(1, from, to)),
          returned: String(reached(2, from, to)),
          orders: String(inside.length),
          revenue: String(sum(inside)),
        }
      }
      const now = Object.fromEntries(today.moved.map((each) => [each.what, each.now]))
      const earlier = Object.fromEntries(today.moved.map((each) => [each.what, each.before]))
      if (today.empty) return
      expect(now).toEqual(moved(asOf - 29, asOf))
      expect(earlier).toEqual(
        first <= asOf - 59 ? moved(asOf - 59, asOf - 30) : { newCustomers: null, returned: null, orders: null, revenue: null },
      )
    }),
    { numRuns: 300 },
  )
})

test('Without amounts every money figure is absent, not zero', () => {
  const made = report([bought(DAY, DAY + 9)], { hasAmounts: false })
  expect(made).toMatchObject({ revenue: null, refunded: null, customers: 1, returned: 1 })
  expect(made.purchaseShares.every((part) => part.revenue === null && part.share === null && part.meanOrder === null)).toBe(true)
  expect(made.cohorts.every((cohort) => cohort.revenue === null)).toBe(true)
})

test('A shop without orders has an empty report and an empty home page', () => {
  const options = { asOfDay: null, calendar: 'persian', currency: 'IRR', hasAmounts: false } as const
  const made = ReturnReport.parse(
    returnReport(emptyCells(), { ...options, period: 'month', window: { days: 90, source: 'suggested', suggested: null }, stale: false }),
  )
  expect(made).toMatchObject({ empty: true, asOf: null, customers: 0, returnRate: null, retention: [], cohorts: [] })
  expect(TodayReport.parse(todayReport(emptyCells(), { ...options, windowDays: 90 }))).toMatchObject({
    empty: true,
    suggestions: [],
    trend: [],
  })
})

test('A period that ends with the report’s date is complete', () => {
  const lastOfJanuary = dayOf(Temporal.PlainDate.from('2011-01-31'))
  expect(report([bought(lastOfJanuary - 31, lastOfJanuary)]).retention.map((row) => row.complete)).toEqual([true, true])
})

test('The Wilson interval of 8 in 10 and of none in 10 is as published', () => {
  expect(wilson(8, 10).low).toBeCloseTo(0.4902, 4)
  expect(wilson(8, 10).high).toBeCloseTo(0.9433, 4)
  expect(wilson(0, 10)).toEqual({ low: 0, high: expect.closeTo(0.2775, 4) })
  expect(wilson(0, 0)).toEqual({ low: null, high: null })
})

function expectedSuggestions(shop: readonly PurchaseHistory[], asOf: number, window: number) {
  const value = (found: readonly PurchaseHistory[]) => String(sum(found.flatMap((each) => Array.from(each.amounts ?? []))))
  const gapsOf = (each: PurchaseHistory) =>
    daysOf(each)
      .slice(1)
      .map((day, k) => day - (each.days[k] ?? 0))
  const gaps = shop.flatMap(gapsOf).toSorted((a, b) => a - b)
  const returns = shop.flatMap((each) => gapsOf(each).slice(0, 1)).toSorted((a, b) => a - b)
  const past = shop.filter((each) => {
    const between = gapsOf(each)
    const due = (daysOf(each).at(-1) ?? 0) + Math.max(1, Math.ceil(sum(between) / between.length))
    return between.length > 0 && due < asOf && due >= asOf - window
  })
  const least = Math.max(1, Math.floor(quantile(returns, 0.25)))
  const most = Math.max(least, Math.ceil(quantile(returns, 0.75)))
  const due = shop.filter((each) => each.days.length === 1 && asOf - (each.days[0] ?? 0) >= least && asOf - (each.days[0] ?? 0) <= most)
  return [
    { kind: 'past-gap', found: past, behind: `past-gap:${asOf - window}:${asOf - 1}`, usualDays: Math.round(quantile(gaps, 0.5)) },
    { kind: 'return-due', found: due, behind: `return-due:${asOf - most}:${asOf - least}`, usualDays: Math.round(quantile(returns, 0.5)) },
  ].flatMap(({ kind, found, behind, usualDays }) =>
    found.length === 0 ? [] : [{ kind, customers: found.length, value: value(found), behind, usualDays }],
  )
}

/** Of sorted values, by linear interpolation. */
function quantile(sorted: readonly number[], share: number): number {
  const rank = (sorted.length - 1) * share
  const low = sorted[Math.floor(rank)] ?? NaN
  return low + (rank - Math.floor(rank)) * ((sorted[Math.ceil(rank)] ?? NaN) - low)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0)
}
