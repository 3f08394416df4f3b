import { gaussLegendre } from './special.ts'

/** Places in (0, ∞) and weights for integrals of f(w) e^(−k w), where f falls like a power of 1 + w and k is `least` or larger. */
export interface DiscountRule {
  readonly places: Float64Array
  readonly weights: Float64Array
}

/**
 * A rule for all k ≥ `least`: Gauss–Legendre on panels of equal ratio of 1 + w, up to where e^(−k w) is less than a rounding error, or to
 * `longest` where nothing is discounted. Twelve digits.
 */
export function discountRule(least: number, longest: number): DiscountRule {
  const span = Math.log1p(least > 0 ? Math.min(SMALLEST / least, longest) : longest)
  const panels = Math.max(1, Math.ceil(span / 0.5))
  const { nodes, weights } = gaussLegendre(8)
  const places = new Float64Array(panels * nodes.length)
  const scaled = new Float64Array(panels * nodes.length)
  for (let k = 0; k < places.length; k++) {
    const y = (span / panels) * (Math.floor(k / nodes.length) + nodes[k % nodes.length]!)
    places[k] = Math.expm1(y)
    scaled[k] = weights[k % nodes.length]! * (span / panels) * Math.exp(y)
  }
  return { places, weights: scaled }
}

/** The sum of weights × values × e^(−k places). */
export function discounted({ places, weights }: DiscountRule, values: Float64Array, k: number): number {
  let sum = 0
  for (let i = 0; i < places.length; i++) {
    const fall = k * places[i]!
    if (fall > SMALLEST) break
    sum += weights[i]! * values[i]! * Math.exp(-fall)
  }
  return sum
}

/** e^−40 is less than a rounding error. */
const SMALLEST = 40
/** What lies further ahead, in time units, counts for nothing even without a discount. */
export const FURTHEST = 1e6
