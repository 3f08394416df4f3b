import { signedLnGamma } from './special.ts'

/**
 * Gauss's ₂F₁(a, b; c; z) for c > 0 and 0 ≤ z < 1, meant for a and b that do not grow with the data. Near 1 by the transformation to 1 − z
 * (Abramowitz & Stegun 1964, 15.3.6); where that has a pole (c − a − b near a whole number) as the mean of both sides of it.
 */
export function hypergeometric(a: number, b: number, c: number, z: number): number {
  if (z <= NEAR_ONE) return series(a, b, c, z)
  const gap = c - a - b
  if (Math.abs(gap - Math.round(gap)) >= POLE) return transformed(a, b, c, z)
  const shift = 2 * POLE
  return (transformed(a, b - shift, c, z) + transformed(a, b + shift, c, z)) / 2
}

/** ln ₂F₁(a, b; c; z) for positive a, b, c however large, and 0 ≤ z < 1: all terms are positive, so nothing cancels. */
export function lnHypergeometric(a: number, b: number, c: number, z: number): number {
  let term = 1
  let sum = 1
  let scale = 0
  for (let k = 0; k < MOST_TERMS; k++) {
    const ratio = (((a + k) * (b + k)) / ((c + k) * (k + 1))) * z
    term *= ratio
    sum += term
    if (ratio < 1 && term * ratio <= EPSILON * sum * (1 - ratio)) break
    if (sum > 1e250) {
      term /= sum
      scale += Math.log(sum)
      sum = 1
    }
  }
  return scale + Math.log(sum)
}

const NEAR_ONE = 0.97
const POLE = 1e-4
const EPSILON = 1e-16
/** No series goes on for longer, whatever it is given. */
const MOST_TERMS = 200_000

function series(a: number, b: number, c: number, z: number): number {
  let term = 1
  let sum = 1
  for (let k = 0; k < MOST_TERMS; k++) {
    const ratio = (((a + k) * (b + k)) / ((c + k) * (k + 1))) * z
    term *= ratio
    sum += term
    const size = Math.abs(ratio)
    if (term === 0 || (size < 1 && Math.abs(term) * size <= EPSILON * Math.abs(sum) * (1 - size))) break
  }
  return sum
}

function transformed(a: number, b: number, c: number, z: number): number {
  const gap = c - a - b
  const near = gammaRatio([c, gap], [c - a, c - b], 0) * series(a, b, 1 - gap, 1 - z)
  const far = gammaRatio([c, -gap], [a, b], gap * Math.log1p(-z))
  return near + (far === 0 ? 0 : far * series(c - a, c - b, 1 + gap, 1 - z))
}

/** Π Γ(above) / Π Γ(below) · e^ln; 0 where a Γ below has a pole. */
function gammaRatio(above: readonly number[], below: readonly number[], ln: number): number {
  if (below.some((x) => x <= 0 && Number.isInteger(x))) return 0
  const [up, down] = [above.map(signedLnGamma), below.map(signedLnGamma)]
  const sign = [...up, ...down].reduce((sign, each) => sign * each.sign, 1)
  return sign * Math.exp(ln + up.reduce((sum, each) => sum + each.ln, 0) - down.reduce((sum, each) => sum + each.ln, 0))
}
