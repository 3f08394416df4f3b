import { expect, test } from 'vitest'
import { expectedPurchases, probabilityAlive } from '../models/expectations.ts'
import { expectedSpend } from '../models/gamma-gamma.ts'
import { cdnowDay, cdnowHistories } from '../models/make.ts'
import { fitShop, type Fitting } from './domain-fitting.ts'
import { judgeOf } from './domain-fit.ts'
import { aliveGroups, valueGroups } from './domain-groups.ts'
import { recordedFits, accuracyOf } from './domain-record.ts'
import { dataAt } from './domain-score.ts'
import { marginUsed } from './domain-settings.ts'
import { valueEdges } from './domain-value-edges.ts'

const CALIBRATION = cdnowDay('19970930')

/** CDNOW's sample as a shop would have it on 1997-09-30, in cents. */
function cdnow() {
  const all = cdnowHistories()
  const kept = [...all.days.keys()].filter((place) => all.days[place]! <= CALIBRATION)
  const before = (start: number) => kept.findLastIndex((place) => place < start) + 1
  const starts = Uint32Array.from(all.starts, before)
  const cents = Float64Array.from(kept, (place) => Math.round(all.amounts[place]! * 100))
  return { count: all.count, starts, days: Int32Array.from(kept, (place) => all.days[place]!), amounts: cents }
}

const fitting: Fitting = {
  asOfDay: CALIBRATION,
  timeUnit: 'week',
  modelAsked: 'auto',
  margin: { share: 0.3, source: 'assumed', known: null },
  discountRate: 0.15,
  hasAmounts: true,
  minor: 100,
}
const histories = cdnow()
const found = fitShop(fitting, histories, () => undefined)

test('A shop with CDNOW’s orders has the published models and spending in its fit', () => {
  const published = {
    'bg-nbd': [{ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, -9582.429],
    'pareto-nbd': [{ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }, -9595.0],
    'mbg-nbd': [{ r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }, -9582.136],
  } as const
  for (const { name, parameters, logLikelihood } of found.content.candidates) {
    const [expected, likelihood] = published[name]
    for (const [key, value] of Object.entries(expected)) expect(parameters[key]).toBeCloseTo(value, 2)
    expect(logLikelihood).toBeCloseTo(likelihood, 1)
  }
  expect(found.content).toMatchObject({ chosen: 'mbg-nbd', customers: 2357, returned: 946, shortage: null })
  const { p = 0, q = 0, v = 0, logLikelihood = 0 } = found.content.spend ?? {}
  expect([p, q, v].map((value) => value.toFixed(2))).toEqual(['6.25', '3.74', '15.44'])
  expect(logLikelihood).toBeCloseTo(-4055.918, 2)
})

test('A forecast is what is expected of each customer, added up', () => {
  const judge = judgeOf(found.content, { asOfDay: CALIBRATION, minor: 100 })
  const { fitted, spend } = judge
  const data = dataAt(judge, histories)
  let [orders, revenue] = [0, 0]
  for (let k = 0; k < histories.count; k++) {
    const customer = { x: data.x[k]!, tx: data.tx[k]!, T: data.T[k]! }
    const days = expectedPurchases(fitted!, 12, customer)
    expect(found.scores.alive[k]).toBeCloseTo(probabilityAlive(fitted!, customer), 6)
    orders += days
    revenue += days * expectedSpend(spend!, customer.x, data.meanSpend[k]!)
  }
  const [total, ...weeks] = found.forecast
  // Nobody came for the first time after March, and an order a day is bought on each day with purchases but few.
  const perDay = histories.days.length / (data.x.reduce((sum, x) => sum + x, 0) + histories.count)
  expect(total!.orders).toBeCloseTo(orders * perDay, 3)
  expect(total!.revenue! / 100).toBeCloseTo(revenue, 0)
  expect(weeks.reduce((sum, week) => sum + week.orders, 0)).toBeCloseTo(total!.orders, 3)
  for (const { orders, ordersLow, ordersHigh } of found.forecast) expect(ordersLow < orders && orders < ordersHigh).toBe(true)
})

test('Groups by value hold every customer once, parted at round amounts', () => {
  const edges = valueEdges(Float64Array.of(Number.NaN, 0, 12, 40, 90, 300, 4000))
  expect(edges).toEqual([20, 50, 100, 200, 500, 1000, 2000])
  expect(valueEdges(new Float64Array(3).fill(Number.NaN))).toEqual([])
  const cells = [
    { kind: 'value', x: 0, customers: 2, expected_value: 12n },
    { kind: 'value', x: 7, customers: 1, expected_value: 4000n },
    { kind: 'alive', x: 90, customers: 4, expected_value: 0n },
    { kind: 'alive', x: 100, customers: 5, expected_value: 0n },
    { kind: 'alive', x: 89, customers: 1, expected_value: 0n },
  ]
  expect(valueGroups(cells, edges).map(({ least, most, customers }) => [least, most, customers])).toMatchObject([
    [null, '19', 2],
    ['20', '49', 0],
    ['50', '99', 0],
    ['100', '199', 0],
    ['200', '499', 0],
    ['500', '999', 0],
    ['1000', '1999', 0],
    ['2000', null, 1],
  ])
  expect(aliveGroups(cells).map(({ customers }) => customers)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 9])
})

test('Every week is on record once, by the forecast that stood before it', () => {
  const made = [0, 1, 7, 84, 90, 200].map((asOfDay) => ({ id: String(asOfDay), asOfDay }))
  expect(recordedFits(made)).toEqual(['0', '84', '200'])
  const week = (expected: number, actualOrders: number, isInside: boolean) => ({ orders: { expected }, actualOrders, isInside })
  expect(accuracyOf([week(10, 8, true), week(10, 20, false), week(3, 0, true)])).toEqual({ weeks: 3, inside: 2 / 3, error: 0.375 })
  expect(accuracyOf([])).toBe(null)
})

test('The margin is what was set, else what costs tell of most revenue, else assumed', () => {
  const known = { revenue: 1000, costedRevenue: 600, costs: 300 }
  expect(marginUsed(0.5, known)).toEqual({ share: 0.5, source: 'set', known: 0.6 })
  expect(marginUsed(null, known)).toEqual({ share: 0.5, source: 'costs', known: 0.6 })
  expect(marginUsed(null, { ...known, costedRevenue: 500 })).toMatchObject({ share: 0.3, source: 'assumed' })
  expect(marginUsed(null, { revenue: 0, costedRevenue: 0, costs: 0 })).toEqual({ share: 0.3, source: 'assumed', known: null })
})
