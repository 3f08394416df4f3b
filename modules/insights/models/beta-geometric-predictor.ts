import { discounted, discountRule, FURTHEST } from './discount-rule.ts'
import { hypergeometric, lnHypergeometric } from './hypergeometric.ts'
import type { Predictor } from './predictor.ts'
import { gaussLegendre } from './special.ts'

interface BetaGeometric {
  readonly r: number
  readonly alpha: number
  readonly a: number
  readonly b: number
}

/**
 * What BG/NBD (chancesMore 0) and MBG/NBD (1) say. With n = x + chancesMore chances to leave that were let pass, somebody still a customer
 * has a rate that is gamma(r + x, alpha + T) and a probability of leaving at each chance that is beta(a, b + n).
 */
export function betaGeometricPredictor(model: BetaGeometric, chancesMore: 0 | 1): Predictor {
  const { r, alpha, a, b } = model
  return {
    r,
    alpha,
    alive: ({ x, times, last, until }) => {
      const n = x + chancesMore
      if (n === 0) return new Float64Array(last.length).fill(1)
      const lnLead = Math.log(a / (b + n - 1))
      return Float64Array.from(last, (from, row) => {
        const tx = times[from]!
        return 1 / (1 + Math.exp(lnLead + (r + x) * Math.log1p((times[until[row]!]! - tx) / (alpha + tx))))
      })
    },
    purchases: (t, x, T) => purchasesOf({ ...model, power: r + x, total: a + b + x + chancesMore }, t / (alpha + T)),
    none: (t, x, T) => Math.exp(-(r + x) * Math.log1p(t / (alpha + T))),
    residual: (rate) => {
      const rule = discountRule(rate * alpha, FURTHEST / alpha)
      const paces = new Map<number, Float64Array>()
      return (x, T) => {
        const posterior = { a, power: r + x, total: a + b + x + chancesMore }
        const values = paces.get(x) ?? rule.places.map((w) => pace(posterior, w))
        paces.set(x, values)
        return posterior.power * discounted(rule, values, rate * (alpha + T))
      }
    },
  }
}

/** power = r + x, total = a + b + n. */
interface Posterior {
  readonly a: number
  readonly power: number
  readonly total: number
}

/**
 * Expected purchases in t = w (alpha + T) of somebody still a customer: Fader, Hardie & Lee (2005), eq. 10 without P(alive), its ₂F₁ by
 * Euler's transformation: (C / (a − 1)) (1 − (1 + w)^(1 − a) ₂F₁(a − 1, C − power; C; w / (1 + w))) with C = total − 1, so that no
 * argument grows with x. Where a is 1 (0 / 0), C not positive, the
 * difference lost in rounding or its sign in doubt, the integral of the pace is taken. They
 * are no fewer than the chance of one, and no more than if nobody left.
 */
function purchasesOf(posterior: Posterior, w: number): number {
  const { a, power, total } = posterior
  if (!(w > 0)) return 0
  const left = Math.abs(a - 1) < 1e-2 || total < 1.2 || (a < 1 && total - power > MUCH) ? 1 : share(a - 1, power, total - 1, w)
  const expected = Math.abs(1 - left) < 1e-5 ? integral(posterior, w) : ((total - 1) / (a - 1)) * (1 - left)
  return Math.min(power * w, Math.max(-Math.expm1(-power * Math.log1p(w)), expected))
}

/** The pace of purchases w (alpha + T) from now beside the pace now: ₂F₁(power + 1, a; total; −w). */
function pace({ a, power, total }: Posterior, w: number): number {
  return share(a, power + 1, total, w)
}

/**
 * ₂F₁(power, a; total; −w) by Pfaff's transformations: the one whose arguments stay small where its terms do not alternate much, else
 * the one all of whose terms are positive, by logarithms.
 */
function share(a: number, power: number, total: number, w: number): number {
  const z = w / (1 + w)
  const rest = total - power
  if (rest < MOST_NEGATIVE) return Math.exp(lnHypergeometric(power, total - a, total, z) - power * Math.log1p(w))
  if (rest > 0 && (a > LARGE || rest > MUCH)) return Math.exp(lnHypergeometric(a, rest, total, z) - a * Math.log1p(w))
  return Math.exp(-a * Math.log1p(w)) * hypergeometric(a, rest, total, z)
}

/** Below it the terms of ₂F₁ alternate and outgrow their sum. */
const MOST_NEGATIVE = -4
/** Above them powers, and the terms near 1, leave the range of numbers. */
const LARGE = 30
const MUCH = 200

const RULE = gaussLegendre(12)

function integral(posterior: Posterior, w: number): number {
  const span = Math.log1p(w)
  const panels = Math.ceil(span)
  let sum = 0
  for (let k = 0; k < panels; k++) {
    for (let i = 0; i < RULE.nodes.length; i++) {
      const y = (span / panels) * (k + RULE.nodes[i]!)
      sum += RULE.weights[i]! * (span / panels) * Math.exp(y) * pace(posterior, Math.expm1(y))
    }
  }
  return posterior.power * sum
}
