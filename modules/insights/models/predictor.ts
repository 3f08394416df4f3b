import type { Fitted } from './contract.ts'
import { betaGeometricPredictor } from './beta-geometric-predictor.ts'
import { paretoPredictor } from './pareto-predictor.ts'

/** Customers of one x, as merged-rows.ts groups them: row i had its last purchase at times[last[i]] and was observed until times[until[i]]. */
export interface Watched {
  readonly x: number
  readonly times: Float64Array
  readonly last: Int32Array
  readonly until: Int32Array
}

/** What a model with its parameters says of customers. Of somebody still a customer at T, what is to come depends on x and T alone. */
export interface Predictor {
  /** The rate of purchases of somebody with x of them in T is gamma distributed with shape r + x and rate alpha + T. */
  readonly r: number
  readonly alpha: number
  /** Probability that each row is a customer still. */
  readonly alive: (watched: Watched) => Float64Array
  /** Expected purchases in the next t of somebody who still is. */
  readonly purchases: (t: number, x: number, T: number) => number
  /** Probability that somebody who still is buys nothing in the next t, by not wanting to or by leaving. */
  readonly none: (t: number, x: number, T: number) => number
  /** Expected purchases from T on of somebody who still is, each worth exp(−rate · time from T): DERT. */
  readonly residual: (rate: number) => (x: number, T: number) => number
}

/** The predictor of a fitted model; a RangeError for one that could not be fitted. */
export function predictorOf({ name, state, parameters }: Fitted): Predictor {
  const { r, alpha, a, b, s, beta } = parameters
  if (state === 'ok' && r !== undefined && alpha !== undefined) {
    if (name === 'pareto-nbd' && s !== undefined && beta !== undefined) return paretoPredictor({ r, alpha, s, beta })
    if (a !== undefined && b !== undefined) return betaGeometricPredictor({ r, alpha, a, b }, name === 'bg-nbd' ? 0 : 1)
  }
  throw new RangeError(`the model ${name} is not fitted: ${state}`)
}
