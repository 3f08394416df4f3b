import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PurchaseHistory } from '#domain/orders'
import { TodayReport } from './api.ts'
import { todayReport } from './domain.ts'
import { shop, calendar, windowDays, daysOf, lastDayOf, cellsOf, dateOf, dayOf, quantile, sum } from './make.ts'

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
