import { expect, test } from 'vitest'
import { dataOf } from './data-of-histories.ts'
import { expectedOfNew, expectedPurchases } from './expectations.ts'
import { fitBest, fitModel } from './fit.ts'
import { fitGammaGamma } from './gamma-gamma.ts'
import { cdnowDay, cdnowHistories } from './make.ts'
import { validate } from './validate.ts'

const histories = cdnowHistories()
const span = { calibrationEnd: cdnowDay('19970930'), holdoutEnd: cdnowDay('19980630'), unit: 'week' } as const
const data = dataOf(histories, span.calibrationEnd, 'week')
const rounded = (numbers: Readonly<Record<string, number | null>>) =>
  Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, value?.toFixed(3)]))

test.each([
  ['bg-nbd', { r: '0.243', alpha: '4.414', a: '0.793', b: '2.426' }, '-9582.429'],
  ['pareto-nbd', { r: '0.553', alpha: '10.578', s: '0.606', beta: '11.669' }, '-9594.976'],
  ['mbg-nbd', { r: '0.525', alpha: '6.183', a: '0.891', b: '1.614' }, '-9582.136'],
] as const)('%s has the published parameters and likelihood on CDNOW', (name, parameters, likelihood) => {
  const fitted = fitModel(name, data)
  expect(fitted).toMatchObject({ state: 'ok', customers: 2357 })
  expect(rounded(fitted.parameters)).toEqual(parameters)
  expect(fitted.logLikelihood?.toFixed(3)).toBe(likelihood)
})

test('The likeliest model of CDNOW is MBG/NBD', () => {
  const { best, tried } = fitBest(data)
  expect(best.name).toBe('mbg-nbd')
  expect(tried.map(({ name }) => name)).toEqual(['bg-nbd', 'pareto-nbd', 'mbg-nbd'])
})

test('A new customer of CDNOW buys again as often as published', () => {
  const fitted = fitModel('bg-nbd', data)
  expect([1, 3, 32].map((t) => expectedOfNew(fitted, t).toFixed(4))).toEqual(['0.0532', '0.1506', '1.0437'])
  // Published is 1.8576: a series that was broken off after 150 terms. To the end it is 1.85795 at the published parameters.
  expect(Math.abs(expectedOfNew(fitted, 78) - 1.8576)).toBeLessThan(0.0005)
  expect(expectedPurchases(fitted, 39, { x: 2, tx: 30.43, T: 38.86 }).toFixed(3)).toBe('1.226')
})

test('Spending on CDNOW has the published parameters', () => {
  const { p, q, v, logLikelihood, customers, state } = fitGammaGamma(data.x, data.meanSpend)
  expect({ state, customers }).toEqual({ state: 'ok', customers: 946 })
  expect([p, q, v].map((value) => value?.toFixed(2))).toEqual(['6.25', '3.74', '15.44'])
  expect(logLikelihood?.toFixed(3)).toBe('-4055.918')
})

test('What BG/NBD expects of the 39 weeks after the calibration is what was published, beside what happened', () => {
  const { expected, actual, mae, correlation, byCount, byPeriod } = validate(histories, span, 'bg-nbd')
  expect(expected?.toFixed(0)).toBe('1653')
  expect(actual).toBe(1882)
  expect(mae).toBeCloseTo(0.785, 3)
  expect(correlation).toBeCloseTo(0.626, 3)
  expect(byCount.map(({ x, customers }) => [x, customers])).toEqual([
    [0, 1411],
    [1, 439],
    [2, 214],
    [3, 100],
    [4, 62],
    [5, 38],
    [6, 29],
    [7, 64],
  ])
  expect(byCount.reduce((sum, row) => sum + row.customers * row.actual, 0)).toBeCloseTo(1882, 6)
  expect(byPeriod).toHaveLength(78)
  const last = byPeriod.at(-1)
  expect(last).toMatchObject({ end: span.holdoutEnd, actualSoFar: data.x.reduce((sum, x) => sum + x, 0) + 1882 })
  expect(byPeriod.reduce((sum, row) => sum + row.expected, 0)).toBeCloseTo(last!.expectedSoFar, 6)
})
