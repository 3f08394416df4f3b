import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MODEL_NAMES, type Fitted, type ModelData } from './contract.ts'
import { dataOf } from './data-of-histories.ts'
import { expectedOfNew, expectedPurchases, probabilityAlive, probabilityOfNone } from './expectations.ts'
import { fitBest } from './fit.ts'
import { expectedSpend, fitGammaGamma } from './gamma-gamma.ts'
import { fitted, historiesOf } from './make.ts'
import { mergeRows } from './merged-rows.ts'
import { nextPurchase } from './next-purchase.ts'
import { scoreAll } from './score-all.ts'
import { validate } from './validate.ts'

/** A shop from rows of [x, tx, T], each as often as the number before them says. */
function shop(...rows: readonly (readonly [times: number, x: number, tx: number, T: number])[]): ModelData {
  const all = rows.flatMap(([times, ...row]) => Array.from({ length: times }, () => row))
  const column = (k: number) => Float64Array.from(all, (row) => row[k] ?? 0)
  return { x: column(0), tx: column(1), T: column(2) }
}

function expectSound(data: ModelData, models: readonly Fitted[]): void {
  const spend = { ...data, meanSpend: data.x.map((x) => (x > 0 ? 10 + x : 0)) }
  for (const model of models) {
    if (model.state !== 'ok') {
      expect([model.parameters, model.standardErrors, model.logLikelihood]).toEqual([{}, {}, null])
      continue
    }
    const errors = Object.values(model.standardErrors).filter((error) => error !== null)
    expect([...Object.values(model.parameters), ...errors, model.logLikelihood].every(Number.isFinite)).toBe(true)
    // Of nobody leaving there is no error.
    expect(errors.length).toBe(model.parameters.a === 0 ? 2 : 4)
    const scores = scoreAll(model, fitGammaGamma(spend.x, spend.meanSpend), spend, {
      horizons: [0, 4, 52],
      rate: 0.003,
      year: 52,
      margin: 0.3,
    })
    for (const p of scores.alive) expect(p >= 0 && p <= 1).toBe(true)
    for (const column of [...scores.expected, scores.residual, scores.spend ?? [], scores.value ?? []])
      for (const value of column) expect(value >= 0 && value < Infinity).toBe(true)
    for (let k = 0; k < data.x.length; k++) {
      expect(scores.expected[0]![k]! <= scores.expected[1]![k]! && scores.expected[1]![k]! <= scores.expected[2]![k]!).toBe(true)
      expect(scores.next.low[k]! <= scores.next.median[k]! && scores.next.median[k]! <= scores.next.high[k]!).toBe(true)
    }
  }
}

test('Where nobody can be seen to leave, the fit says how often people buy and that nobody leaves, and only a year counts as value', () => {
  const steady = shop([300, 0, 0, 20], [250, 1, 10, 20], [200, 2, 14, 20], [150, 4, 17, 20], [60, 8, 19, 20])
  const { best, tried } = fitBest(steady)
  expect(tried.map(({ name, state }) => [name, state])).toEqual([
    ['bg-nbd', 'ok'],
    ['pareto-nbd', 'flat'],
    ['mbg-nbd', 'flat'],
  ])
  expect(best).toMatchObject({ parameters: { a: 0, b: 1 }, standardErrors: { a: null, b: null } })
  const { r = 0, alpha = 0 } = best.parameters
  const data = { ...steady, meanSpend: Float64Array.from(steady.x, (x, k) => (x === 0 ? 0 : 20 + x + (k % 7) * 5)) }
  const spend = fitGammaGamma(data.x, data.meanSpend)
  for (const rate of [0.003, 0]) {
    const scores = scoreAll(best, spend, data, { horizons: [6], rate, year: 52, margin: 0.3 })
    expect(scores.alive.every((p) => p === 1)).toBe(true)
    const weeks = rate === 0 ? 52 : (1 - Math.exp(-52 * rate)) / rate
    const inAYear = Array.from(data.x, (x, k) => (0.3 * scores.spend![k]! * weeks * (r + x)) / (alpha + data.T[k]!))
    for (const [k, value] of scores.value!.entries()) expect(value / inAYear[k]!).toBeCloseTo(1, 6)
  }
  expect(expectedPurchases(best, 6, { x: 4, tx: 17, T: 20 })).toBeCloseTo((6 * (r + 4)) / (alpha + 20), 9)
})

test.each([
  ['nobody', shop(), 'too_few'],
  ['one customer', shop([1, 3, 5, 10]), 'too_few'],
  ['nine who returned', shop([200, 0, 0, 30], [9, 1, 5, 30]), 'too_few'],
  ['nobody who returned', shop([200, 0, 0, 30]), 'no_repeat'],
  ['customers of today', shop([200, 0, 0, 0]), 'no_repeat'],
  ['people who buy daily', shop([100, 100, 100, 100]), 'flat'],
  ['identical customers', shop([5000, 2, 10, 20]), 'flat'],
  ['two kinds that never change', shop([500, 0, 0, 20], [500, 4, 20, 20]), null],
  [
    'somebody with ten thousand purchases',
    shop([300, 0, 0, 10_000], [60, 2, 400, 9000], [40, 7, 8000, 9000], [1, 10_000, 10_000, 10_000]),
    null,
  ],
  ['purchases without time', shop([100, 3, 0, 0], [100, 1, 0, 0]), null],
  ['times of a very long unit', shop([300, 0, 0, 1e-6], [60, 2, 4e-7, 9e-7], [40, 1, 8e-7, 9e-7]), null],
  ['times of a very short unit', shop([300, 0, 0, 1e9], [60, 2, 4e8, 9e8], [40, 1, 8e8, 9e8]), null],
  [
    'rows that no history gives',
    shop([100, -1, 0, 5], [100, 1, 9, 5], [100, NaN, 1, 5], [100, 1, 1, Infinity], [100, 1.5, 1, 5]),
    'too_few',
  ],
] as const)('Of a shop with %s nothing is said that is not known', (_, data, state) => {
  const { best, tried } = fitBest(data)
  if (state !== null) expect(tried.map((each) => each.state)).toEqual([state, state, state])
  expectSound(data, [best, ...tried])
})

const anyRow = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom(0, 0, 1, 200, 10_000)),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.integer({ min: 0, max: 400 }),
  )
  .map(([x, share, T]) => [x, x === 0 ? 0 : share * T, T] as const)

test('No shop makes a fit give NaN or go on for ever', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), anyRow), { minLength: 1, maxLength: 40 }), (rows) => {
      const data = shop(...rows.map(([times, row]) => [times, ...row] as const))
      expectSound(data, fitBest(data).tried)
    }),
    { numRuns: 12, seed: 7 },
  )
})

const size = fc.double({ min: -5, max: 5, noNaN: true }).map((power) => 10 ** power)

test('Whatever the parameters, a customer is judged by numbers that can be true', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...MODEL_NAMES),
      fc.tuple(size, size, size, size),
      anyRow,
      fc.constantFrom(0, 0.01, 4, 500),
      (name, p, [x, tx, T], t) => {
        const [r, alpha, a, b] = p
        const model = fitted(name, name === 'pareto-nbd' ? { r, alpha, s: a, beta: b } : { r, alpha, a, b })
        const alive = probabilityAlive(model, { x, tx, T })
        const none = probabilityOfNone(model, t, { x, tx, T })
        const expected = expectedPurchases(model, t, { x, tx, T })
        expect(alive >= 0 && alive <= 1).toBe(true)
        expect(none >= -1e-9 && none <= 1 + 1e-9).toBe(true)
        expect(expected >= 0 && expected <= ((r + x) / (alpha + T)) * t * (1 + 1e-6)).toBe(true)
        // As many are expected at least as there is a chance of one.
        expect(expected).toBeGreaterThanOrEqual((1 - none) * (1 - 1e-6) - 1e-9)
        expect(expectedOfNew(model, t)).toBeGreaterThanOrEqual(0)
        const next = nextPurchase(model, { x, tx, T })
        if (next) expect(next.low <= next.median && next.median <= next.high && next.high < Infinity).toBe(true)
      },
    ),
    { numRuns: 400, seed: 11 },
  )
})

test('Spending that is always the same, tells nothing or has no mean gives no model', () => {
  const x = new Float64Array(300).fill(2)
  expect(fitGammaGamma(x, new Float64Array(300).fill(19.9)).state).toBe('flat')
  expect(fitGammaGamma(x, new Float64Array(300)).state).toBe('no_repeat')
  expect(fitGammaGamma(x.subarray(0, 5), Float64Array.of(1, 2, 3, 4, 5)).state).toBe('too_few')
  expect(() => expectedSpend(fitGammaGamma(x, new Float64Array(300)), 1, 1)).toThrow(RangeError)
})

const anyShop = fc.array(
  fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 90 })), { minLength: 1, maxLength: 8 }),
  { maxLength: 12 },
)

test('What the models learn of each customer is what one counts by hand', () => {
  fc.assert(
    fc.property(anyShop, fc.integer({ min: 0, max: 40 }), fc.constantFrom('day' as const, 'week' as const), (lists, end, unit) => {
      const data = dataOf(historiesOf(lists), end, unit)
      const length = unit === 'day' ? 1 : 7
      const byHand = lists.flatMap((list, who) => {
        const days = [...new Set(list.map(([day]) => day).filter((day) => day <= end))].sort((a, b) => a - b)
        const [first] = days
        if (first === undefined) return []
        const spent = list.filter(([day]) => day > first && day <= end).reduce((sum, [, amount]) => sum + amount, 0)
        const x = days.length - 1
        return [[who, x, (days.at(-1)! - first) / length, (end - first) / length, x > 0 ? spent / x : 0]]
      })
      expect(Array.from(data.who, (who, k) => [who, data.x[k], data.tx[k], data.T[k], data.meanSpend[k]])).toEqual(byHand)
    }),
  )
})

test('Merged rows hold every customer once', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 60 }), (rows) => {
      const data = shop(...rows.map((row) => [1, ...row] as const))
      const seen = mergeRows(data).groups.flatMap(({ x, times, last, until, members, rowOf, weight }) => {
        expect(weight.reduce((sum, w) => sum + w, 0)).toBe(members.length)
        return Array.from(members, (member, k) => [member, x, times[last[rowOf[k]!]!], times[until[rowOf[k]!]!]])
      })
      expect(seen.toSorted((a, b) => a[0]! - b[0]!)).toEqual(rows.map((row, k) => [k, ...row]))
    }),
  )
})

test('A validation counts what happened as one counts by hand', () => {
  fc.assert(
    fc.property(anyShop, fc.integer({ min: 0, max: 20 }), (lists, calibrationEnd) => {
      const { actual, customers, fitted, expected } = validate(historiesOf(lists), { calibrationEnd, holdoutEnd: 30, unit: 'week' }, 'auto')
      const known = lists.filter((list) => list.some(([day]) => day <= calibrationEnd))
      const after = known.map((list) => new Set(list.map(([day]) => day).filter((day) => day > calibrationEnd && day <= 30)).size)
      expect([actual, customers]).toEqual([after.reduce((sum, count) => sum + count, 0), known.length])
      expect([fitted.state, expected]).toEqual(['too_few', null])
    }),
  )
})
