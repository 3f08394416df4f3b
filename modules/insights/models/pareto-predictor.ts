import { discounted, discountRule, FURTHEST } from './discount-rule.ts'
import { leavingWeights, type ParetoParameters } from './pareto-integrals.ts'
import type { Predictor } from './predictor.ts'

/**
 * What Pareto/NBD says. Somebody still a customer has a rate of buying that is gamma(r + x, alpha + T) and a rate of leaving that is
 * gamma(s, beta + T).
 */
export function paretoPredictor(model: ParetoParameters): Predictor {
  const { r, alpha, s, beta } = model
  return {
    r,
    alpha,
    alive: ({ x, times, last, until }) => {
      const leaving = leavingWeights(times, x, model, 1)
      return Float64Array.from(last, (from, row) => {
        const to = until[row]!
        const stayed = decline(model, x, times[from]!, times[to]!)
        return stayed / (stayed + Math.max(0, leaving[from]! - stayed * leaving[to]!))
      })
    },
    // Fader & Hardie (2005), eq. 41 without P(alive); with s near 1 the power becomes a logarithm, which expm1 sees to.
    purchases: (t, x, T) => {
      const span = Math.log1p(t / (beta + T))
      const fall = (1 - s) * span
      const time = (beta + T) * (fall === 0 ? span : (Math.expm1(fall) / fall) * span)
      return ((r + x) / (alpha + T)) * time
    },
    none: (t, x, T) => decline(model, x, T, T + t) + (leavingWeights(Float64Array.of(T, T + t), x, model, 1)[0] ?? 0),
    residual: (rate) => {
      const rule = discountRule(rate * beta, FURTHEST / beta)
      const staying = rule.places.map((w) => Math.exp(-s * Math.log1p(w)))
      const known = new Map<number, number>()
      return (x, T) => {
        const time = known.get(T) ?? (beta + T) * discounted(rule, staying, rate * (beta + T))
        known.set(T, time)
        return ((r + x) / (alpha + T)) * time
      }
    },
  }
}

/** ((α + from) / (α + to))^(r+x) ((β + from) / (β + to))^s: staying without a purchase. */
function decline({ r, alpha, s, beta }: ParetoParameters, x: number, from: number, to: number): number {
  return Math.exp(-(r + x) * Math.log1p((to - from) / (alpha + from)) - s * Math.log1p((to - from) / (beta + from)))
}
