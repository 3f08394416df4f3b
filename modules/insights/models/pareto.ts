import type { Evaluation } from './maximise.ts'
import type { MergedRows, RowGroup } from './merged-rows.ts'
import { leavingWeights, MOMENTS, type ParetoParameters } from './pareto-integrals.ts'
import { digamma, lnGamma, trigamma } from './special.ts'

/**
 * The log-likelihood of Pareto/NBD (Schmittlein, Morrison & Colombo 1987; Fader & Hardie 2005, "A note on deriving the Pareto/NBD model")
 * at r, alpha, s, beta, with first and second derivatives. A customer's is Γ(r + x) α^r β^s / Γ(r) times
 *   (α + T)^−(r+x) (β + T)^−s + ∫ from tx to T of s (α + τ)^−(r+x) (β + τ)^−(s+1) dτ:
 * a customer still at T, or gone at τ. The derivatives of its logarithm are means, over the time of leaving, of the derivatives of their
 * logarithms; the second ones with the covariance of the first added (Louis 1982). So the integrals of pareto-integrals.ts give all.
 */
export function paretoLikelihood(rows: MergedRows, [r = 1, alpha = 1, s = 1, beta = 1]: Float64Array): Evaluation {
  const sum: ParetoSum = { value: 0, gradient: new Float64Array(4), hessian: new Float64Array(16) }
  for (const group of rows.groups) addGroup(sum, group, { r, alpha, s, beta })
  const h = sum.hessian
  for (let i = 0; i < 4; i++) for (let j = 0; j < i; j++) h[4 * i + j] = h[4 * j + i]!
  return sum
}

interface ParetoSum {
  value: number
  readonly gradient: Float64Array
  /** Filled above the diagonal first. */
  readonly hessian: Float64Array
}

function addGroup(sum: ParetoSum, group: RowGroup, parameters: ParetoParameters): void {
  const { r, alpha, s, beta } = parameters
  const { x, times, last, until, weight, customers } = group
  const power = r + x
  const leaving = leavingWeights(times, x, parameters, MOMENTS)
  const gone = new Float64Array(MOMENTS)
  const lnA = times.map((t) => Math.log1p(t / alpha))
  const lnB = times.map((t) => Math.log1p(t / beta))
  for (let row = 0; row < weight.length; row++) {
    const from = last[row]!
    const to = until[row]!
    const A = lnA[to]!
    const B = lnB[to]!
    // The weight of being alive at T, and those of having left before, all beside being alive at tx.
    const stayed = Math.exp(power * (lnA[from]! - A) + s * (lnB[from]! - B))
    for (let m = 0; m < MOMENTS; m++) gone[m] = leaving[from * MOMENTS + m]! - stayed * leaving[to * MOMENTS + m]!
    const all = stayed + gone[0]!
    for (let m = 0; m < MOMENTS; m++) gone[m]! /= all
    sum.value += weight[row]! * (Math.log(all) - power * lnA[from]! - s * lnB[from]!)
    addDerivatives(sum, weight[row]!, gone, {
      alive: stayed / all,
      A,
      B,
      u: 1 / (alpha + times[to]!),
      v: 1 / (beta + times[to]!),
      power,
      s,
    })
  }
  addConstants(sum, customers, x, parameters)
}

/** What is the same whether and when the customers left. */
function addConstants(sum: ParetoSum, customers: number, x: number, { r, alpha, s, beta }: ParetoParameters): void {
  const { gradient, hessian } = sum
  sum.value += customers * (lnGamma(r + x) - lnGamma(r) - x * Math.log(alpha))
  gradient[0]! += customers * (digamma(r + x) - digamma(r))
  gradient[1]! += (customers * r) / alpha
  gradient[3]! += (customers * s) / beta
  hessian[0]! += customers * (trigamma(r + x) - trigamma(r))
  hessian[1]! += customers / alpha
  hessian[5]! -= (customers * r) / (alpha * alpha)
  hessian[11]! += customers / beta
  hessian[15]! -= (customers * s) / (beta * beta)
}

/** Of somebody alive at T: the share of such, and the values of A, B, u, v there. */
interface Alive {
  readonly alive: number
  readonly A: number
  readonly B: number
  readonly u: number
  readonly v: number
  readonly power: number
  readonly s: number
}

/** With g = 1 for gone, the derivatives by r, alpha, s, beta are those of addConstants plus −A, −(r + x) u, g / s − B, −(s + g) v. */
function addDerivatives({ gradient, hessian }: ParetoSum, w: number, gone: Float64Array, { alive, A, B, u, v, power, s }: Alive): void {
  const [g = 0, gA = 0, gB = 0, gu = 0, gv = 0, gAA = 0, gAB = 0, gAu = 0, gAv = 0, gBB = 0, gBu = 0, gBv = 0, guu = 0, guv = 0, gvv = 0] =
    gone
  const dr = -(gA + alive * A)
  const da = -power * (gu + alive * u)
  const ds = g / s - gB - alive * B
  const db = -(s + 1) * gv - s * alive * v
  gradient[0]! += w * dr
  gradient[1]! += w * da
  gradient[2]! += w * ds
  gradient[3]! += w * db
  const uu = guu + alive * u * u
  hessian[0]! += w * (gAA + alive * A * A - dr * dr)
  hessian[1]! += w * (power * (gAu + alive * A * u) - gu - alive * u - dr * da)
  hessian[2]! += w * (gAB + alive * A * B - gA / s - dr * ds)
  hessian[3]! += w * ((s + 1) * gAv + s * alive * A * v - dr * db)
  hessian[5]! += w * (power * (power + 1) * uu - da * da)
  hessian[6]! += w * (power * (gBu + alive * B * u - gu / s) - da * ds)
  hessian[7]! += w * (power * ((s + 1) * guv + s * alive * u * v) - da * db)
  hessian[10]! += w * (gBB + alive * B * B - (2 * gB) / s - ds * ds)
  hessian[11]! += w * ((s + 1) * (gBv - gv / s) + s * alive * B * v - gv - alive * v - ds * db)
  hessian[15]! += w * ((s + 1) * (s + 2) * gvv + s * (s + 1) * alive * v * v - db * db)
}
