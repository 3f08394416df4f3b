/**
 * ln Γ(x) for x > 0, about 1e-14 relative: the recurrence up to 10, then Stirling's series (Abramowitz & Stegun 1964, 6.1.40).
 */
export function lnGamma(x: number): number {
  let shift = 1
  let z = x
  for (; z < 10; z++) shift *= z
  const i = 1 / z
  const s = i * i
  const tail = 1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - s * (691 / 360_360 - s / 156)))))
  return (z - 0.5) * Math.log(z) - z + HALF_LN_2PI - Math.log(shift) + i * tail
}

const HALF_LN_2PI = 0.5 * Math.log(2 * Math.PI)

/** The digamma function, d ln Γ(x) / dx, for x > 0 (Abramowitz & Stegun 1964, 6.3.18). */
export function digamma(x: number): number {
  let shift = 0
  let z = x
  for (; z < 10; z++) shift += 1 / z
  const i = 1 / z
  const s = i * i
  const tail = 1 / 12 - s * (1 / 120 - s * (1 / 252 - s * (1 / 240 - s * (1 / 132 - s * (691 / 32_760 - s / 12)))))
  return Math.log(z) - 0.5 * i - s * tail - shift
}

/** The trigamma function, the derivative of digamma, for x > 0 (Abramowitz & Stegun 1964, 6.4.12). */
export function trigamma(x: number): number {
  let shift = 0
  let z = x
  for (; z < 10; z++) shift += 1 / (z * z)
  const i = 1 / z
  const s = i * i
  const tail = 1 / 6 - s * (1 / 30 - s * (1 / 42 - s * (1 / 30 - s * (5 / 66 - s * (691 / 2730 - (s * 7) / 6)))))
  return i + 0.5 * s + i * s * tail + shift
}

/** ln |Γ(x)| and the sign of Γ(x) for any x that is no pole, by reflection below zero (Abramowitz & Stegun 1964, 6.1.17). */
export function signedLnGamma(x: number): { readonly ln: number; readonly sign: number } {
  if (x > 0) return { ln: lnGamma(x), sign: 1 }
  const sine = Math.sin(Math.PI * (x - 2 * Math.floor(x / 2)))
  return { ln: Math.log(Math.PI / Math.abs(sine)) - lnGamma(1 - x), sign: Math.sign(sine) }
}

/** Nodes in (0, 1) and weights of the Gauss–Legendre rule of n points, exact for polynomials of degree 2n − 1. */
export function gaussLegendre(n: number): { readonly nodes: Float64Array; readonly weights: Float64Array } {
  const nodes = new Float64Array(n)
  const weights = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let t = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5))
    let slope = 1
    for (let round = 0; round < 8; round++) {
      let [before, here] = [1, t]
      for (let k = 2; k <= n; k++) [before, here] = [here, ((2 * k - 1) * t * here - (k - 1) * before) / k]
      slope = (n * (t * here - before)) / (t * t - 1)
      t -= here / slope
    }
    nodes[i] = (1 - t) / 2
    weights[i] = 1 / ((1 - t * t) * slope * slope)
  }
  return { nodes, weights }
}
