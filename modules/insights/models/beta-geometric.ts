import type { Evaluation } from './maximise.ts'
import type { MergedRows, RowGroup } from './merged-rows.ts'
import { digamma, lnGamma, trigamma } from './special.ts'

/**
 * The log-likelihood of BG/NBD (Fader, Hardie & Lee 2005, eq. 6) and MBG/NBD (Batislam, Denizel & Filiztekin 2007; Hoppe & Wagner 2007)
 * at r, alpha, a, b, with first and second derivatives. With n = x (BG/NBD) or x + 1 (MBG/NBD, where one may leave right after the first
 * purchase) chances to leave, a customer's is
 *   Γ(r + x) α^r / Γ(r) · B(a, b + n) / B(a, b) · (α + T)^−(r+x) · (1 + [n > 0] a / (b + n − 1) · ((α + T) / (α + tx))^(r+x)).
 * Terms of Γ are worked out once for each x, logarithms once for each time, one exp and one log a row are left.
 */
export function betaGeometricLikelihood(rows: MergedRows, chancesMore: 0 | 1, [r = 1, alpha = 1, a = 1, b = 1]: Float64Array): Evaluation {
  const sum = new Float64Array(15)
  for (const group of rows.groups) {
    const n = group.x + chancesMore
    const sums = sumsOf(group, alpha, r + group.x, n === 0 ? 0 : a / (b + n - 1))
    addRates(sum, group, sums, [r, alpha])
    addDropout(sum, group, sums, [a, b, n])
    sum[MIXED]! += sums.qD / a
    sum[MIXED + 2]! += ((r + group.x) * sums.qE) / a
    if (n > 0) sum[MIXED + 1]! -= sums.qD / (b + n - 1)
    if (n > 0) sum[MIXED + 3]! -= ((r + group.x) * sums.qE) / (b + n - 1)
  }
  const [
    value = 0,
    gr = 0,
    gAlpha = 0,
    ga = 0,
    gb = 0,
    rr = 0,
    rAlpha = 0,
    alphaAlpha = 0,
    aa = 0,
    ab = 0,
    bb = 0,
    ra = 0,
    rb = 0,
    alA = 0,
    alB = 0,
  ] = sum
  return {
    value,
    gradient: Float64Array.of(gr, gAlpha, ga, gb),
    hessian: Float64Array.of(rr, rAlpha, ra, rb, rAlpha, alphaAlpha, alA, alB, ra, alA, aa, ab, rb, alB, ab, bb),
  }
}

/** Where the mixed derivatives begin in the sum: r a, r b, alpha a, alpha b. */
const MIXED = 11

type GroupSums = ReturnType<typeof sumsOf>

/**
 * Sums over a group's rows. With D = ln((α + T) / (α + tx)), E = dD/dα, F = dE/dα and e = lead · exp((r + x) D): s = e / (1 + e) is the
 * share of having left, q = s (1 − s).
 */
function sumsOf(group: RowGroup, alpha: number, power: number, lead: number) {
  const { times, last, until, weight } = group
  const log = times.map((t) => Math.log(alpha + t))
  const inverse = times.map((t) => 1 / (alpha + t))
  const lnLead = Math.log(lead)
  let [lnT, u1, u2, ln1e, s1, sE, sD, sF] = [0, 0, 0, 0, 0, 0, 0, 0]
  let [q1, qD, qE, qDD, qDE, qEE] = [0, 0, 0, 0, 0, 0]
  for (let row = 0; row < weight.length; row++) {
    const w = weight[row]!
    const u = inverse[until[row]!]!
    const v = inverse[last[row]!]!
    lnT += w * log[until[row]!]!
    u1 += w * u
    u2 += w * u * u
    if (lead === 0) continue
    const D = log[until[row]!]! - log[last[row]!]!
    const E = u - v
    const y = lnLead + power * D
    // Beyond this, e swallows the 1.
    const e = y < 600 ? Math.exp(y) : Infinity
    const share = e === Infinity ? 1 : e / (1 + e)
    const s = w * share
    const q = e === Infinity ? 0 : s / (1 + e)
    ln1e += w * (e === Infinity ? y : Math.log1p(e))
    s1 += s
    sD += s * D
    sE += s * E
    sF -= s * E * (u + v)
    q1 += q
    qD += q * D
    qE += q * E
    qDD += q * D * D
    qDE += q * D * E
    qEE += q * E * E
  }
  return { lnT, u1, u2, ln1e, s1, sD, sE, sF, q1, qD, qE, qDD, qDE, qEE }
}

function addRates(sum: Float64Array, { x, customers }: RowGroup, sums: GroupSums, [r, alpha]: readonly [number, number]): void {
  const power = r + x
  sum[0]! += customers * (lnGamma(power) - lnGamma(r) + r * Math.log(alpha)) - power * sums.lnT + sums.ln1e
  sum[1]! += customers * (digamma(power) - digamma(r) + Math.log(alpha)) - sums.lnT + sums.sD
  sum[2]! += (customers * r) / alpha - power * sums.u1 + power * sums.sE
  sum[5]! += customers * (trigamma(power) - trigamma(r)) + sums.qDD
  sum[6]! += customers / alpha - sums.u1 + sums.sE + power * sums.qDE
  sum[7]! += (-customers * r) / (alpha * alpha) + power * sums.u2 + power * sums.sF + power * power * sums.qEE
}

function addDropout(sum: Float64Array, { customers }: RowGroup, { s1, q1 }: GroupSums, [a, b, n]: readonly [number, number, number]): void {
  if (n === 0) return
  const psiBoth = digamma(a + b) - digamma(a + b + n)
  const slopeBoth = trigamma(a + b) - trigamma(a + b + n)
  const ia = 1 / a
  const ib = 1 / (b + n - 1)
  sum[0]! += customers * (lnGamma(a + b) + lnGamma(b + n) - lnGamma(b) - lnGamma(a + b + n))
  sum[3]! += customers * psiBoth + s1 * ia
  sum[4]! += customers * (psiBoth + digamma(b + n) - digamma(b)) - s1 * ib
  sum[8]! += customers * slopeBoth - s1 * ia * ia + q1 * ia * ia
  sum[9]! += customers * slopeBoth - q1 * ia * ib
  sum[10]! += customers * (slopeBoth + trigamma(b + n) - trigamma(b)) + s1 * ib * ib + q1 * ib * ib
}
