import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyCells } from '#domain/orders'
import type { PurchaseHistory } from '#domain/orders'
import { ReturnReport, TodayReport } from './api.ts'
import { returnReport, todayReport, wilson } from './domain.ts'
import {
  DAY,
  shop,
  calendar,
  period,
  windowDays,
  bought,
  daysOf,
  lastDayOf,
  report,
  dayOf,
  monthOf,
  periodsUntil,
  quantile,
  sum,
} from './make.ts'

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
