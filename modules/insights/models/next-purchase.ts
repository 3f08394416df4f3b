import type { Customer, Fitted, NextPurchase } from './contract.ts'
import { predictorOf, type Predictor } from './predictor.ts'

/**
 * When somebody who still is a customer buys next, from T: the median and the middle half. Null when the median is more than FURTHEST times
 * alpha + T ahead: somebody of whom so little is known has no date.
 */
export function nextPurchase(fitted: Fitted, { x, T }: Customer): NextPurchase | null {
  const predictor = predictorOf(fitted)
  const quantile = (share: number) => nextQuantile(predictor, x, T, share)
  const median = quantile(0.5)
  return median === Infinity ? null : { median, low: quantile(0.25), high: quantile(0.75) }
}

/** Twenty years for somebody who was watched for two. */
const FURTHEST = 10

/**
 * The quantile of the time to the next purchase, Infinity where the median is too far ahead. The rate is gamma(r + x, alpha + T) and the
 * wait exponential, so the wait is Lomax (Pareto II): P(wait > t) = ((alpha + T) / (alpha + T + t))^(r + x).
 */
export function nextQuantile({ r, alpha }: Pick<Predictor, 'r' | 'alpha'>, x: number, T: number, share: number): number {
  if (Math.expm1(Math.LN2 / (r + x)) > FURTHEST) return Infinity
  return (alpha + T) * Math.expm1(-Math.log1p(-share) / (r + x))
}
