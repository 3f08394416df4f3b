import type { Fitted, Histories, ModelName, Validation, ValidationSpan } from './contract.ts'
import { dataOf, daysOf } from './data-of-histories.ts'
import { fitBest, fitModel } from './fit.ts'
import { predictorOf } from './predictor.ts'
import { scoreAll } from './score-all.ts'

/** Fits a model to the purchases until the calibration end and compares what it expects of the same customers with what they did until the holdout end. */
export function validate(histories: Histories, span: ValidationSpan, choice: ModelName | 'auto'): Validation {
  const { calibrationEnd, holdoutEnd, unit } = span
  const data = dataOf(histories, calibrationEnd, unit)
  const fitted = choice === 'auto' ? fitBest(data).best : fitModel(choice, data)
  const actual = purchaseDaysAfter(histories, data.who, span)
  const compared = { fitted, actual: sum(actual), customers: actual.length }
  if (fitted.state !== 'ok') return { ...compared, byCount: [], byPeriod: [], mae: null, correlation: null, expected: null }
  const horizon = (holdoutEnd - calibrationEnd) / daysOf(unit)
  const [expected = new Float64Array()] = scoreAll(fitted, null, data, { horizons: [horizon], rate: 1, year: 1, margin: 1 }).expected
  return {
    ...compared,
    byCount: byCount(data.x, actual, expected),
    byPeriod: byPeriod(histories, data.who, span, fitted),
    mae: sum(expected.map((value, k) => Math.abs(value - actual[k]!))) / actual.length,
    correlation: correlationOf(expected, actual),
    expected: sum(expected),
  }
}

/** Different days with a purchase after the calibration end, of each of those customers. */
function purchaseDaysAfter({ starts, days }: Histories, who: Uint32Array, { calibrationEnd, holdoutEnd }: ValidationSpan): Float64Array {
  return Float64Array.from(who, (k) => {
    let count = 0
    let before = calibrationEnd
    for (let place = starts[k]!; place < starts[k + 1]! && days[place]! <= holdoutEnd; place++) {
      if (days[place]! > before) count++
      before = Math.max(before, days[place]!)
    }
    return count
  })
}

const MOST = 7

function byCount(x: Float64Array, actual: Float64Array, expected: Float64Array): Validation['byCount'] {
  const rows = Array.from({ length: MOST + 1 }, (_, x) => ({ x, customers: 0, actual: 0, expected: 0 }))
  for (let k = 0; k < x.length; k++) {
    const row = rows[Math.min(MOST, x[k]!)]!
    row.customers++
    row.actual += actual[k]!
    row.expected += expected[k]!
  }
  return rows
    .filter((row) => row.customers > 0)
    .map((row) => ({ ...row, actual: row.actual / row.customers, expected: row.expected / row.customers }))
}

/** Expected are the E[X(t)] of all customers from their first purchase on; periods are counted from the earliest of those. */
function byPeriod(histories: Histories, who: Uint32Array, { holdoutEnd, unit }: ValidationSpan, fitted: Fitted): Validation['byPeriod'] {
  const { starts, days } = histories
  const origin = who.reduce((least, k) => Math.min(least, days[starts[k]!]!), Infinity)
  const length = holdoutEnd - origin
  if (!(length > 0)) return []
  const newOn = new Float64Array(length + 1)
  const repeatsOn = new Float64Array(length + 1)
  for (const k of who) countDays(histories, k, { origin, length, newOn, repeatsOn })
  const predictor = predictorOf(fitted)
  const firsts = Array.from(newOn.keys()).filter((day) => newOn[day]! > 0)
  const alive = predictor.alive({ x: 0, times: Float64Array.of(0), last: Int32Array.of(0), until: Int32Array.of(0) })[0] ?? 0
  const ofNew = Float64Array.from({ length: length + 1 }, (_, day) => alive * predictor.purchases(day / daysOf(unit), 0, 0))
  const soFar = (counts: Float64Array, day: number) => counts.subarray(0, day + 1).reduce((sum, count) => sum + count, 0)
  const ends = periodEnds(length, daysOf(unit))
  const totals = ends.map((day) => ({
    end: origin + day,
    actualSoFar: soFar(repeatsOn, day),
    expectedSoFar: firsts.reduce((sum, first) => (first < day ? sum + newOn[first]! * ofNew[day - first]! : sum), 0),
  }))
  return totals.map((row, k) => ({
    ...row,
    actual: row.actualSoFar - (totals[k - 1]?.actualSoFar ?? 0),
    expected: row.expectedSoFar - (totals[k - 1]?.expectedSoFar ?? 0),
  }))
}

interface DayCounts {
  readonly origin: number
  readonly length: number
  readonly newOn: Float64Array
  readonly repeatsOn: Float64Array
}

function countDays({ starts, days }: Histories, k: number, { origin, length, newOn, repeatsOn }: DayCounts): void {
  let before = days[starts[k]!]!
  newOn[before - origin]! += 1
  for (let place = starts[k]!; place < starts[k + 1]! && days[place]! <= origin + length; place++) {
    if (days[place]! > before) repeatsOn[days[place]! - origin]! += 1
    before = days[place]!
  }
}

/** The last days of the periods, from day 0; the last period may be shorter. */
function periodEnds(length: number, period: number): number[] {
  const count = Math.ceil((length + 1) / period)
  return Array.from({ length: count }, (_, k) => Math.min(length, Math.ceil((k + 1) * period) - 1))
}

/** Pearson's coefficient of correlation; null where either does not vary. */
function correlationOf(a: Float64Array, b: Float64Array): number | null {
  const [meanA, meanB] = [sum(a) / a.length, sum(b) / b.length]
  let [ab, aa, bb] = [0, 0, 0]
  for (let k = 0; k < a.length; k++) {
    const [da, db] = [a[k]! - meanA, b[k]! - meanB]
    ab += da * db
    aa += da * da
    bb += db * db
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : null
}

function sum(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}
