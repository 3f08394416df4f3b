import type { Fitted, FittedSpend, ScoreOptions, Scores, SpendData } from './contract.ts'
import { expectedSpend } from './gamma-gamma.ts'
import { mergeRows, type RowGroup } from './merged-rows.ts'
import { nextQuantile } from './next-purchase.ts'
import { predictorOf, type Predictor } from './predictor.ts'

/**
 * Everything a fitted model says of every customer. What is to come of somebody still a customer depends on x and T only, so it is worked
 * out once for each pair of them; rows that no history gives have zeros and no date. A RangeError for a model that is not fitted.
 */
export function scoreAll(fitted: Fitted, spend: FittedSpend | null, data: SpendData, options: ScoreOptions): Scores {
  const predictor = predictorOf(fitted)
  const residual = residualOf(predictor, fitted, options)
  const scores = emptyScores(data.x.length, options.horizons.length)
  for (const group of mergeRows(data).groups) scoreGroup(scores, group, { ...options, predictor, residual })
  return spend?.state === 'ok' ? { ...scores, ...valuesOf(scores.residual, spend, data, options.margin) } : scores
}

function emptyScores(count: number, horizons: number): Scores {
  const column = () => new Float64Array(count)
  const far = () => column().fill(Infinity)
  return {
    alive: column(),
    expected: Array.from({ length: horizons }, column),
    residual: column(),
    spend: null,
    value: null,
    next: { median: far(), low: far(), high: far() },
  }
}

interface Scoring extends Pick<ScoreOptions, 'horizons'> {
  readonly predictor: Predictor
  readonly residual: (x: number, T: number) => number
}

function scoreGroup(scores: Scores, group: RowGroup, { horizons, predictor, residual }: Scoring): void {
  const { x, times, until, members, rowOf } = group
  const alive = predictor.alive(group)
  const isUntil = new Uint8Array(times.length)
  for (const place of until) isUntil[place] = 1
  const byTime = (of: (T: number) => number) => times.map((T, place) => (isUntil[place] === 1 ? of(T) : 0))
  const tables = [
    ...horizons.map((t, k) => ({ to: scores.expected[k]!, of: byTime((T) => predictor.purchases(t, x, T)), share: alive })),
    { to: scores.residual, of: byTime((T) => residual(x, T)), share: alive },
    { to: scores.next.median, of: byTime((T) => nextQuantile(predictor, x, T, 0.5)), share: null },
    { to: scores.next.low, of: byTime((T) => nextQuantile(predictor, x, T, 0.25)), share: null },
    { to: scores.next.high, of: byTime((T) => nextQuantile(predictor, x, T, 0.75)), share: null },
  ]
  for (let k = 0; k < members.length; k++) scores.alive[members[k]!] = alive[rowOf[k]!]!
  for (const { to, of, share } of tables) {
    for (let k = 0; k < members.length; k++) {
      const row = rowOf[k]!
      to[members[k]!] = (share?.[row] ?? 1) * of[until[row]!]!
    }
  }
}

/**
 * Discounted purchases to come of somebody still a customer. A model in which nobody leaves (a = 0) cannot say how long customers stay:
 * without an end they come to what no shop has seen, so those of the next year count, whose pace is constant.
 */
function residualOf(predictor: Predictor, { parameters }: Fitted, { rate, year }: ScoreOptions): Scoring['residual'] {
  if (parameters.a !== 0) return predictor.residual(rate)
  const meanDiscount = rate > 0 ? -Math.expm1(-rate * year) / (rate * year) : 1
  return (x, T) => predictor.purchases(year, x, T) * meanDiscount
}

function valuesOf(residual: Float64Array, model: FittedSpend, { x, meanSpend }: SpendData, margin: number) {
  const spend = new Float64Array(residual.length)
  const value = new Float64Array(residual.length)
  for (let k = 0; k < spend.length; k++) {
    spend[k] = expectedSpend(model, x[k]!, meanSpend[k]!)
    value[k] = spend[k]! * margin * residual[k]!
  }
  return { spend, value }
}
