import { gaussLegendre } from './special.ts'

/** Moments of the time of leaving that a likelihood with its derivatives needs; the first alone tells the weight. */
export const MOMENTS = 15

export interface ParetoParameters {
  readonly r: number
  readonly alpha: number
  readonly s: number
  readonly beta: number
}

/**
 * For Pareto/NBD and x purchases, at each time t (times ascend): h(t) = ∫ from t to the last time of
 *   s (α + τ)^−(r+x) (β + τ)^−(s+1) dτ, divided by (α + t)^−(r+x) (β + t)^−s.
 * This is the weight of having left after t beside that of being alive at t (Schmittlein, Morrison & Colombo 1987, eq. A25 before it
 * is written with Gauss's hypergeometric function). Between 0 and 1, summed from the right over positive panels, so neither x = 10,000 nor
 * t_x next to T loses digits, where differences of ₂F₁ lose all. With `moments` > 1 also the integrals with the factors A, B, u, v, A², AB,
 * Au, Av, B², Bu, Bv, u², uv, v² where A = ln((α + τ) / α), B = ln((β + τ) / β), u = 1 / (α + τ), v = 1 / (β + τ), divided by the same.
 * Gives `moments` numbers a time.
 */
export function leavingWeights(times: Float64Array, x: number, parameters: ParetoParameters, moments: 1 | typeof MOMENTS): Float64Array {
  const out = new Float64Array(times.length * moments)
  const panel = new Float64Array(moments)
  const power = parameters.r + x
  for (let k = times.length - 2; k >= 0; k--) {
    const from = times[k]!
    const to = times[k + 1]!
    panel.fill(0)
    addPanels(panel, [from, to], power, parameters)
    const { alpha, s, beta } = parameters
    const fall = Math.exp(-power * Math.log1p((to - from) / (alpha + from)) - s * Math.log1p((to - from) / (beta + from)))
    for (let m = 0; m < moments; m++) out[k * moments + m] = panel[m]! + fall * out[(k + 1) * moments + m]!
  }
  return out
}

/** Exact to twelve digits over a panel on which the logarithm of the integrand changes by no more than the number before it. */
const STEEP = { fall: 0.3, rule: gaussLegendre(5) }
const GENTLE = { fall: 0.02, rule: gaussLegendre(2) }
/** What lies beyond a fall by so much (in nats) is less than a rounding error. */
const ENOUGH = 45

/** Adds the integral over a span to the moments, panel by panel from the left, where the integrand is largest. */
function addPanels(sums: Float64Array, [from, to]: readonly [number, number], power: number, parameters: ParetoParameters): void {
  const { alpha, s, beta } = parameters
  let start = from
  for (let fallen = 0; start < to && fallen < ENOUGH;) {
    const steepness = power / (alpha + start) + (s + 1) / (beta + start)
    const width = Math.min(to - start, STEEP.fall / steepness)
    const { nodes, weights } = (width * steepness <= GENTLE.fall ? GENTLE : STEEP).rule
    for (let i = 0; i < nodes.length; i++) {
      const time = start + width * nodes[i]!
      const fall = power * Math.log1p((time - from) / (alpha + from)) + (s + 1) * Math.log1p((time - from) / (beta + from))
      const weight = (weights[i]! * width * s * Math.exp(-fall)) / (beta + from)
      if (sums.length === 1) sums[0]! += weight
      else addMoments(sums, weight, time, parameters)
    }
    const end = start + width
    fallen += power * Math.log((alpha + end) / (alpha + start)) + (s + 1) * Math.log((beta + end) / (beta + start))
    if (end === start) return
    start = end === to || to - end < 1e-12 * to ? to : end
  }
}

function addMoments(sums: Float64Array, weight: number, time: number, { alpha, beta }: ParetoParameters): void {
  const u = 1 / (alpha + time)
  const v = 1 / (beta + time)
  const A = Math.log1p(time / alpha)
  const B = Math.log1p(time / beta)
  const wA = weight * A
  const wB = weight * B
  const wu = weight * u
  sums[0]! += weight
  sums[1]! += wA
  sums[2]! += wB
  sums[3]! += wu
  sums[4]! += weight * v
  sums[5]! += wA * A
  sums[6]! += wA * B
  sums[7]! += wA * u
  sums[8]! += wA * v
  sums[9]! += wB * B
  sums[10]! += wB * u
  sums[11]! += wB * v
  sums[12]! += wu * u
  sums[13]! += wu * v
  sums[14]! += weight * v * v
}
