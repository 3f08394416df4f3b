import type { Customer, Fitted } from './contract.ts'
import { predictorOf, type Predictor, type Watched } from './predictor.ts'

/** Expected repeat purchases of a new customer in the t after the first purchase, E[X(t)]. */
export function expectedOfNew(fitted: Fitted, t: number): number {
  return expectedPurchases(fitted, t, { x: 0, tx: 0, T: 0 })
}

/** Expected purchases of a customer in the next t, E[Y(t) | x, tx, T]. */
export function expectedPurchases(fitted: Fitted, t: number, customer: Customer): number {
  const predictor = predictorOf(fitted)
  return aliveOne(predictor, customer) * predictor.purchases(t, customer.x, customer.T)
}

/** Probability that the customer still is one, P(alive | x, tx, T). */
export function probabilityAlive(fitted: Fitted, customer: Customer): number {
  return aliveOne(predictorOf(fitted), customer)
}

/** Probability that the customer buys nothing in the next t, P(Y(t) = 0 | x, tx, T): gone already, or still there and silent. */
export function probabilityOfNone(fitted: Fitted, t: number, customer: Customer): number {
  const predictor = predictorOf(fitted)
  const alive = aliveOne(predictor, customer)
  return 1 - alive + alive * predictor.none(t, customer.x, customer.T)
}

/** Expected purchases from now on, each discounted by exp(−rate · time): DERT (Fader, Hardie & Lee 2005, "RFM and CLV", eq. 2). */
export function discountedResidual(fitted: Fitted, rate: number, customer: Customer): number {
  const predictor = predictorOf(fitted)
  return aliveOne(predictor, customer) * predictor.residual(rate)(customer.x, customer.T)
}

/** Expected purchases of the next `periods` time units, those of the kth divided by (1 + rate)^k. */
export function discountedByPeriod(
  fitted: Fitted,
  { rate, periods }: { readonly rate: number; readonly periods: number },
  customer: Customer,
): number {
  const predictor = predictorOf(fitted)
  let sum = 0
  let before = 0
  for (let k = 1; k <= periods; k++) {
    const soFar = predictor.purchases(k, customer.x, customer.T)
    sum += (soFar - before) / (1 + rate) ** k
    before = soFar
  }
  return aliveOne(predictor, customer) * sum
}

function aliveOne(predictor: Predictor, { x, tx, T }: Customer): number {
  const watched: Watched = { x, times: Float64Array.of(tx, T), last: Int32Array.of(0), until: Int32Array.of(1) }
  return predictor.alive(watched)[0] ?? 0
}
