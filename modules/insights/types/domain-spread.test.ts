import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { HistoryColumns } from '#domain/orders'
import { DAY, monthOf, sum } from '../make.ts'
import { revenueByMonth, spreadOf } from './domain-spread.ts'

const purchase = fc.record({ day: fc.integer({ min: DAY, max: DAY + 500 }), amount: fc.nat(900) })
const shop = fc.array(
  fc.array(purchase, { minLength: 1, maxLength: 6 }).map((bought) => bought.toSorted((a, b) => a.day - b.day)),
  { minLength: 1, maxLength: 30 },
)

function columnsOf(shop: readonly (readonly { day: number; amount: number }[])[]): HistoryColumns {
  const starts = shop.reduce<number[]>((places, bought) => [...places, (places.at(-1) ?? 0) + bought.length], [0])
  return {
    count: shop.length,
    ids: new Uint8Array(16 * shop.length),
    starts: Uint32Array.from(starts),
    days: Int32Array.from(shop.flat().map(({ day }) => day)),
    amounts: Float64Array.from(shop.flat().map(({ amount }) => amount)),
    hasAmounts: true,
  }
}

test('What first, second and later purchases brought in a month is counted order by order', () => {
  fc.assert(
    fc.property(shop, fc.constantFrom('gregorian' as const, 'persian' as const), (shop, calendar) => {
      const orders = shop.flatMap((bought) =>
        bought.map(({ day, amount }, at) => ({ month: monthOf(day, calendar), nth: Math.min(at, 2), amount })),
      )
      const found = revenueByMonth(columnsOf(shop))[calendar]
      expect(found.map(({ month }) => month)).toEqual([...new Set(orders.map(({ month }) => month))].toSorted((a, b) => a - b))
      for (const { month, orders: counts, amounts } of found) {
        const inside = [0, 1, 2].map((nth) => orders.filter((each) => each.month === month && each.nth === nth))
        expect(counts).toEqual(inside.map((each) => each.length))
        expect(amounts).toEqual(inside.map((each) => sum(each.map(({ amount }) => amount))))
      }
    }),
    { numRuns: 50 },
  )
})

test('The best customers’ share is counted over people, equals together', () => {
  fc.assert(
    fc.property(shop, (shop) => {
      const spent = shop.map((bought) => sum(bought.map(({ amount }) => amount))).toSorted((a, b) => b - a)
      const all = sum(spent)
      const spread = spreadOf(columnsOf(shop))
      if (all === 0) {
        expect(spread).toBeNull()
        return
      }
      for (const { percent, least, customers, amount } of spread!.tops) {
        const bound = spent[Math.ceil((spent.length * percent) / 100) - 1]!
        const best = spent.filter((each) => each >= bound)
        expect({ least, customers, amount }).toEqual({ least: bound, customers: best.length, amount: sum(best) })
      }
      const differences = sum(spent.flatMap((a) => spent.map((b) => Math.abs(a - b))))
      expect(spread!.gini).toBeCloseTo(differences / (2 * spent.length * all), 9)
      expect(spread!.curve[0]).toBe(0)
      expect(spread!.curve[100]).toBeCloseTo(1, 12)
    }),
  )
})
