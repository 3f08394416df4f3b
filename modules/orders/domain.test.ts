import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addCustomer,
  addRunning,
  bookRules,
  cellRows,
  cellsFromRows,
  emptyCells,
  runningCounts,
  suggestedWindow,
  summaryOf,
} from './domain.ts'
import type { BookRules, Cells, PurchaseHistory } from './domain.ts'

const DAY = 14_944
const CALENDARS = ['gregorian', 'persian'] as const
const PERIODS = ['month', 'quarter', 'year'] as const

const days = fc.array(fc.integer({ min: DAY, max: DAY + 900 }), { maxLength: 15 }).map((list) => list.toSorted((a, b) => a - b))
const money = fc.oneof(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 2 ** 51, max: Number.MAX_SAFE_INTEGER }))
const history: fc.Arbitrary<PurchaseHistory> = fc.tuple(days, days).chain(([bought, back]) =>
  fc.record({
    days: fc.constant(bought),
    amounts: fc.array(money, { minLength: bought.length, maxLength: bought.length }),
    refundDays: fc.constant(back),
    refundAmounts: fc.array(money, { minLength: back.length, maxLength: back.length }),
  }),
)
const shop = fc.array(history, { maxLength: 12 })
const windowDays = fc.integer({ min: 1, max: 500 })

const bought = (...days: number[]): PurchaseHistory => ({ days, amounts: null, refundDays: [], refundAmounts: null })

function cellsOf(shop: readonly PurchaseHistory[], rules: BookRules): Cells {
  const cells = emptyCells()
  for (const each of shop) addCustomer(cells, each, rules, 1)
  return cells
}

function table(cells: Cells): Map<string, string> {
  return new Map(
    Array.from(cellRows(cells), ({ kind, x, y, customers, orders, amount }) => [`${kind} ${x} ${y}`, `${customers} ${orders} ${amount}`]),
  )
}

test('Taking a customer out leaves the cells as they were before the customer came in', () => {
  fc.assert(
    fc.property(shop, history, windowDays, (shop, one, window) => {
      const rules = bookRules(window)
      const cells = cellsOf(shop, rules)
      const before = table(cells)
      addCustomer(cells, one, rules, 1)
      addCustomer(cells, one, rules, -1)
      expect(table(cells)).toEqual(before)
    }),
  )
})

test('A change counted as old history out, new history in, gives what counting everything anew gives', () => {
  fc.assert(
    fc.property(shop, history, history, windowDays, (shop, old, now, window) => {
      const rules = bookRules(window)
      const change = emptyCells()
      addCustomer(change, old, rules, -1)
      addCustomer(change, now, rules, 1)
      const sum = cellsFromRows([...cellRows(cellsOf([...shop, old], rules)), ...cellRows(change)])
      expect(table(sum)).toEqual(table(cellsOf([...shop, now], bookRules(window))))
    }),
  )
})

test('The order in which customers are counted does not matter', () => {
  fc.assert(
    fc.property(shop, windowDays, (shop, window) => {
      expect(table(cellsOf(shop.toReversed(), bookRules(window)))).toEqual(table(cellsOf(shop, bookRules(window))))
    }),
  )
})

test('Cells come back from their rows unchanged', () => {
  fc.assert(
    fc.property(shop, windowDays, (shop, window) => {
      const cells = cellsOf(shop, bookRules(window))
      for (const each of shop) addRunning(cells, each, bookRules(window), DAY + 900)
      expect(table(cellsFromRows(cellRows(cells)))).toEqual(table(cells))
    }),
  )
})

test('Sums of money stay exact where a double would round', () => {
  const most = Number.MAX_SAFE_INTEGER
  const cells = cellsOf(
    Array.from({ length: 5 }, () => ({ ...bought(DAY), amounts: [most] })),
    bookRules(90),
  )
  expect(table(cells).get(`day ${DAY} 0`)).toBe(`5 5 ${5n * BigInt(most)}`)
})

test('A summary says in which months the customer bought and at the start of which months the customer was current', () => {
  const december = 15_309 // 2011-12-01
  const summary = summaryOf(
    { ...bought(december, december + 40, december + 310), amounts: [100, 200, 300], refundDays: [december + 1], refundAmounts: [50] },
    bookRules(45),
  )
  expect(summary).toMatchObject({
    purchases: 3,
    revenue: 600n,
    refunds: 1,
    refunded: 50n,
    firstDay: december,
    lastDay: december + 310,
    returnDays: 40,
    gapDays: 155,
  })
  expect(summary.gregorian?.firstMonth).toBe(2011 * 12 + 11)
  expect(bits(summary.gregorian?.active)).toEqual([0, 1, 10])
  expect(bits(summary.gregorian?.current)).toEqual([1, 2, 11])
  expect(bits(summary.persian?.active)).toEqual([0, 1, 10])
})

test('A customer without purchases has a summary without days', () => {
  const summary = summaryOf({ ...bought(), refundDays: [DAY] }, bookRules(90))
  expect(summary).toMatchObject({ purchases: 0, revenue: null, refunds: 1, firstDay: null, gapDays: null, gregorian: null })
})

test('The running period counted from summaries equals the one counted from histories', () => {
  fc.assert(
    fc.property(history, windowDays, fc.integer({ min: 0, max: 400 }), (one, window, later) => {
      const rules = bookRules(window)
      const asOf = (one.days[one.days.length - 1] ?? DAY) + later
      const cells = emptyCells()
      addRunning(cells, one, rules, asOf)
      const counted = table(cells)
      for (const calendar of CALENDARS)
        for (const period of PERIODS) {
          const { end, gained, kept } = runningCounts(summaryOf(one, rules), rules, { asOfDay: asOf, calendar, period })
          const cell = [...counted]
            .filter(([key]) => key.startsWith(`running:${calendar}:${period} `))
            .map(([key, value]) => [key.split(' ')[2], value.split(' ')[0]])
          expect(Object.fromEntries(cell)).toEqual(
            Object.fromEntries([end, gained, kept].flatMap((count, y) => (count ? [[String(y), '1']] : []))),
          )
        }
    }),
  )
})

test('The suggested window is the 90th percentile of days between purchases, rounded up', () => {
  expect(suggestedWindow(cellsOf([bought(DAY, DAY + 10, DAY + 30), bought(DAY, DAY + 5)], bookRules(90)))).toBe(18)
  expect(suggestedWindow(cellsOf([bought(DAY, DAY)], bookRules(90)))).toBe(1)
  expect(suggestedWindow(cellsOf([bought(DAY)], bookRules(90)))).toBeNull()
})

function bits(map: Uint8Array | undefined): number[] {
  return Array.from({ length: (map?.length ?? 0) * 8 }, (_, k) => k).filter((k) => (((map?.[k >> 3] ?? 0) >> (k & 7)) & 1) === 1)
}
