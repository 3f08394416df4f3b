import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { adjusted, compareShares, fisher, newcombe, scoreTest, twoSided } from './domain-statistics.ts'

const share = (count: number, of: number) => ({ count, of })

test('intervals of differences are those of Newcombe (1998), table II, method 10', () => {
  const published = [
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ] as const
  for (const [a, m, b, n, low, high] of published) {
    expect(newcombe(share(a, m), share(b, n)), `${a}/${m} against ${b}/${n}`).toEqual({
      low: expect.closeTo(low, 4),
      high: expect.closeTo(high, 4),
    })
  }
})

test('fifteen probabilities are adjusted as Benjamini and Hochberg (1995) have it: four stand at 5 %', () => {
  const p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1]
  const found = adjusted(p.toReversed()).toReversed()
  expect(found.filter((each) => each <= 0.05)).toHaveLength(4)
  expect(found.slice(0, 4).map((each) => Number(each.toFixed(6)))).toEqual([0.0015, 0.003, 0.0095, 0.035625])
  expect(found.at(-1)).toBe(1)
})

test('the lady tasting tea, and other tables, have the probabilities that R gives', () => {
  expect(fisher(share(3, 4), share(1, 4))).toBeCloseTo(0.4857142857, 9)
  expect(fisher(share(1, 10), share(11, 14))).toBeCloseTo(0.002759456185, 9)
  expect(fisher(share(0, 10), share(0, 20))).toBe(1)
  expect(scoreTest(share(56, 70), share(48, 80))).toBeCloseTo(
    twoSided(Math.sqrt((150 * (56 * 32 - 14 * 48) ** 2) / (104 * 46 * 70 * 80))),
    12,
  )
  expect(scoreTest(share(0, 10), share(0, 20))).toBe(1)
  expect(twoSided(1.959963984540054)).toBeCloseTo(0.05, 12)
  expect(twoSided(6) / 1.973175290075e-9).toBeCloseTo(1, 9)
})

test('Fisher agrees with every table added up one by one', () => {
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k)
  const small = fc.tuple(fc.nat(14), fc.integer({ min: 1, max: 14 })).map(([count, of]) => share(Math.min(count, of), of))
  fc.assert(
    fc.property(small, small, (one, other) => {
      const counted = one.count + other.count
      const weight = (k: number) => (k > one.of || counted - k > other.of ? 0 : choose(one.of, k) * choose(other.of, counted - k))
      const weights = Array.from({ length: counted + 1 }, (_, k) => weight(k))
      const all = weights.reduce((sum, each) => sum + each, 0)
      const tail = weights.filter((each) => each <= weight(one.count) * (1 + 1e-9)).reduce((sum, each) => sum + each, 0)
      expect(fisher(one, other)).toBeCloseTo(tail / all, 9)
    }),
  )
})

test('whatever is compared, the difference lies in its interval, and the other way round is the mirror image', () => {
  const shares = fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 400 })).map(([count, of]) => share(Math.min(count, of), of))
  fc.assert(
    fc.property(shares, shares, (one, other) => {
      const there = compareShares(one, other)
      const back = compareShares(other, one)
      expect(there.low - 1e-12).toBeLessThanOrEqual(there.difference)
      expect(there.high + 1e-12).toBeGreaterThanOrEqual(there.difference)
      expect(there.low).toBeGreaterThanOrEqual(-1 - 1e-12)
      expect(there.high).toBeLessThanOrEqual(1 + 1e-12)
      expect(back.low).toBeCloseTo(-there.high, 9)
      expect(back.p).toBeCloseTo(there.p, 9)
      expect(there.p).toBeGreaterThanOrEqual(0)
      expect(there.p).toBeLessThanOrEqual(1)
    }),
    { numRuns: 200 },
  )
})
