import type { FittedSpend } from './contract.ts'
import { FEWEST } from './fit.ts'
import { maximise, type Evaluation, type Maximum } from './maximise.ts'
import { digamma, lnGamma, trigamma } from './special.ts'

/**
 * The Gamma-Gamma model of spending (Fader & Hardie 2013, "The Gamma-Gamma model of monetary value", eq. 1a) from the number of repeat
 * purchase days and the mean amount of one; customers with none, or without a known amount, say nothing about it.
 */
export function fitGammaGamma(x: Float64Array, meanSpend: Float64Array): FittedSpend {
  const groups = groupsOf(x, meanSpend)
  const customers = groups.reduce((sum, group) => sum + group.totals.length, 0)
  if (customers < FEWEST.repeaters) return unfitted(customers, customers === 0 ? 'no_repeat' : 'too_few')
  const mean = groups.reduce((sum, { x, totals }) => sum + totals.reduce((sum, total) => sum + total / x, 0), 0) / customers
  const starts = [
    [2, 3, mean],
    [6, 4, mean / 2],
  ]
  for (const start of starts) {
    const maximum = maximise((parameters) => likelihood(groups, parameters), start)
    if (isCurved(maximum)) return fittedAt(maximum, customers)
  }
  return unfitted(customers, 'flat')
}

/** The expected amount of a purchase of somebody with x repeat purchase days of that mean amount (eq. 5); of somebody new when x is 0. */
export function expectedSpend({ p, q, v }: FittedSpend, x: number, mean: number): number {
  if (p === null || q === null || v === null) throw new RangeError('the model of spending is not fitted')
  const known = mean > 0 ? x : 0
  return (p * (v + known * mean)) / (p * known + q - 1)
}

/** Customers with one x: what each spent on repeat purchase days, and the sum of the logarithms of their means. */
interface SpendGroup {
  readonly x: number
  readonly totals: Float64Array
  readonly lnMeans: number
}

function groupsOf(x: Float64Array, meanSpend: Float64Array): SpendGroup[] {
  const counts = new Map<number, number>()
  const isKnown = (k: number) => x[k]! > 0 && meanSpend[k]! > 0 && meanSpend[k]! < Infinity
  for (let k = 0; k < x.length; k++) if (isKnown(k)) counts.set(x[k]!, (counts.get(x[k]!) ?? 0) + 1)
  const groups = new Map([...counts].map(([x, count]) => [x, { totals: new Float64Array(count), filled: 0, lnMeans: 0 }]))
  for (let k = 0; k < x.length; k++) {
    const group = isKnown(k) ? groups.get(x[k]!) : undefined
    if (!group) continue
    group.totals[group.filled++] = x[k]! * meanSpend[k]!
    group.lnMeans += Math.log(meanSpend[k]!)
  }
  return [...groups].map(([x, { totals, lnMeans }]) => ({ x, totals, lnMeans })).toSorted((a, b) => a.x - b.x)
}

/** With k = p x + q: ln Γ(k) − ln Γ(p x) − ln Γ(q) + q ln v + (p x − 1) ln m + p x ln x − k ln(v + x m), and its derivatives by p, q, v. */
function likelihood(groups: readonly SpendGroup[], [p = 1, q = 1, v = 1]: Float64Array): Evaluation {
  let [value, gp, gq, gv, hpp, hpq, hpv, hqq, hqv, hvv] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  for (const { x, totals, lnMeans } of groups) {
    const count = totals.length
    const k = p * x + q
    let [ln, u1, u2] = [0, 0, 0]
    for (const total of totals) {
      const u = 1 / (v + total)
      ln -= Math.log(u)
      u1 += u
      u2 += u * u
    }
    const psi = digamma(k)
    const slope = trigamma(k)
    value += count * (lnGamma(k) - lnGamma(p * x) - lnGamma(q) + q * Math.log(v) + p * x * Math.log(x)) + (p * x - 1) * lnMeans - k * ln
    gp += x * (count * (psi - digamma(p * x) + Math.log(x)) + lnMeans - ln)
    gq += count * (psi - digamma(q) + Math.log(v)) - ln
    gv += (count * q) / v - k * u1
    hpp += x * x * count * (slope - trigamma(p * x))
    hpq += x * count * slope
    hpv -= x * u1
    hqq += count * (slope - trigamma(q))
    hqv += count / v - u1
    hvv += k * u2 - (count * q) / (v * v)
  }
  return { value, gradient: Float64Array.of(gp, gq, gv), hessian: Float64Array.of(hpp, hpq, hpv, hpq, hqq, hqv, hpv, hqv, hvv) }
}

/** Not where everybody spends the same or nobody's spending tells of the next (errors without end), nor where amounts have no mean (q ≤ 1). */
function isCurved({ found, logErrors, parameters }: Maximum): boolean {
  return found && logErrors.every((error) => error < 2) && parameters[1]! > 1
}

function unfitted(customers: number, state: FittedSpend['state']): FittedSpend {
  return { state, p: null, q: null, v: null, standardErrors: { p: null, q: null, v: null }, logLikelihood: null, customers }
}

function fittedAt({ parameters, logErrors, value }: Maximum, customers: number): FittedSpend {
  const [p = 0, q = 0, v = 0] = parameters
  const [ep = 0, eq = 0, ev = 0] = logErrors.map((error, k) => error * parameters[k]!)
  return { state: 'ok', p, q, v, standardErrors: { p: ep, q: eq, v: ev }, logLikelihood: value, customers }
}
