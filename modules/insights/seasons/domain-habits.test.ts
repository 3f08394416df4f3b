import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { habitsReport, majorityChance } from './domain-habits.ts'

test('the chance that most of n days fall on one weekday is that of counting every way they can fall', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
      let sum = 0
      for (let ways = 0; ways < 2 ** n; ways++) {
        const on = ways.toString(2).replaceAll('0', '').length
        if (on * 2 > n) sum += share ** on * (1 - share) ** (n - on)
      }
      expect(majorityChance(n, share)).toBeCloseTo(sum, 9)
    }),
    { numRuns: 60 },
  )
})

test('customers whose days fall as chance lets them have no habit; customers who always come on Saturdays do', () => {
  const sizes: [number, number][] = [[5, 1000]]
  const even = Array.from({ length: 7 }, () => 1)
  const chance = 7 * majorityChance(5, 1 / 7) * 1000
  const asChance = habitsReport({ days: even, sizes, habitual: even.map(() => Math.round(chance / 7)) }, 6)
  expect(asChance).toMatchObject({ verdict: 'unclear', customers: 1000 })
  expect(asChance.expected).toBeCloseTo(chance, 6)
  expect(habitsReport({ days: even, sizes, habitual: [0, 0, 0, 0, 0, 400, 0] }, 6)).toMatchObject({ verdict: 'more', share: 0.4 })
})

test('the weekdays stand in the order of the shop’s week, and a few customers are too few to tell', () => {
  const report = habitsReport({ days: [4, 0, 0, 0, 0, 0, 0], sizes: [[4, 1]], habitual: [1, 0, 0, 0, 0, 0, 0] }, 6)
  expect(report.weekdays.map(({ weekday }) => weekday)).toEqual([6, 7, 1, 2, 3, 4, 5])
  expect(report.verdict).toBe('tooFew')
  expect(habitsReport({ days: [], sizes: [], habitual: [] }, 1)).toMatchObject({ customers: 0, share: null, verdict: 'tooFew' })
})

test('customers with thousands of days never give a figure that is none', () => {
  expect(majorityChance(100_000, 0.2)).toBe(0)
  expect(majorityChance(3001, 0.999)).toBeCloseTo(1, 9)
})
