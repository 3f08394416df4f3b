import { wilson } from '../domain-shares.ts'

/** So many of so many. */
export interface Share {
  readonly count: number
  readonly of: number
}

/** Two shares set side by side. */
export interface Compared {
  /** The first share less the second. */
  readonly difference: number
  /** Its 95 % interval. */
  readonly low: number
  readonly high: number
  /** The two-sided probability of shares as far apart or farther, were the true shares the same. */
  readonly p: number
}

/** Compares two shares of at least one each. Intervals as newcombe(), probabilities by the score test, or Fisher's where counts are small. */
export function compareShares(one: Share, other: Share): Compared {
  const difference = one.count / one.of - other.count / other.of
  return { difference, ...newcombe(one, other), p: isSmall(one, other) ? fisher(one, other) : scoreTest(one, other) }
}

/**
 * The 95 % interval of the difference between two independent shares: the hybrid score interval without continuity correction, method 10 of
 * Newcombe (1998), "Interval Estimation for the Difference between Independent Proportions", Statistics in Medicine 17, 873–890.
 */
export function newcombe(one: Share, other: Share): { readonly low: number; readonly high: number } {
  const a = one.count / one.of
  const b = other.count / other.of
  const of = ({ count, of }: Share) => {
    const { low, high } = wilson(count, of)
    return { low: low ?? 0, high: high ?? 1 }
  }
  const first = of(one)
  const second = of(other)
  return { low: a - b - Math.hypot(a - first.low, second.high - b), high: a - b + Math.hypot(first.high - a, b - second.low) }
}

/** The two-sided probability of the pooled two-proportion score test (Pearson's chi-squared with one degree of freedom). */
export function scoreTest(one: Share, other: Share): number {
  const of = one.of + other.of
  const pooled = (one.count + other.count) / of
  const variance = pooled * (1 - pooled) * (1 / one.of + 1 / other.of)
  return variance === 0 ? 1 : twoSided((one.count / one.of - other.count / other.of) / Math.sqrt(variance))
}

/** Where an expected count is below five, the score test's approximation is not to be trusted (Cochran, 1954). */
function isSmall(one: Share, other: Share): boolean {
  const share = (one.count + other.count) / (one.of + other.of)
  return Math.min(one.of, other.of) * Math.min(share, 1 - share) < 5
}

/** In logarithms: tables as likely as the one seen, but for rounding, count as seen. */
const TIE = 1e-7

/** Fisher's exact test (1935), two-sided: the probability of all tables with these margins that are no likelier than the one seen. */
export function fisher(one: Share, other: Share): number {
  const table: Table = { of: one.of, others: other.of, counted: one.count + other.count }
  const least = Math.max(0, table.counted - other.of)
  const most = Math.min(one.of, table.counted)
  const mode = Math.min(most, Math.max(least, Math.floor(((table.of + 1) * (table.counted + 1)) / (table.of + table.others + 2))))
  const seen = logLikelihood(table, one.count) + TIE
  if (seen >= logLikelihood(table, mode)) return 1
  const isHigh = one.count > mode
  const near = tailFrom(table, one.count, isHigh ? 1 : -1)
  return Math.min(1, near + tailFrom(table, asUnlikely(table, seen, isHigh ? [least, mode] : [most, mode]), isHigh ? -1 : 1))
}

/** A table of two by two: `counted` among `of` and `others` together. */
interface Table {
  readonly of: number
  readonly others: number
  readonly counted: number
}

function logLikelihood({ of, others, counted }: Table, count: number): number {
  return logChoose(of, count) + logChoose(others, counted - count) - logChoose(of + others, counted)
}

/** The count nearest to the mode that is no likelier than `seen`; null when none between the end and the mode is. Likelihoods rise towards the mode. */
function asUnlikely(table: Table, seen: number, [end, mode]: readonly [number, number]): number | null {
  if (logLikelihood(table, end) > seen) return null
  let unlikely = end
  let likely = mode
  while (Math.abs(likely - unlikely) > 1) {
    const middle = Math.floor((likely + unlikely) / 2)
    if (logLikelihood(table, middle) <= seen) unlikely = middle
    else likely = middle
  }
  return unlikely
}

/** The probability of this count and all beyond it, each from the one before, until they no longer matter. */
function tailFrom(table: Table, from: number | null, step: 1 | -1): number {
  if (from === null) return 0
  const { of, others, counted } = table
  let sum = 0
  let term = Math.exp(logLikelihood(table, from))
  for (let k = from; term > sum * 1e-17; k += step) {
    sum += term
    term *=
      step === 1
        ? ((of - k) * (counted - k)) / ((k + 1) * (others - counted + k + 1))
        : (k * (others - counted + k)) / ((of - k + 1) * (counted - k + 1))
  }
  return sum
}

/** The two-sided tail of the standard normal distribution beyond z. */
export function twoSided(z: number): number {
  return erfc(Math.abs(z) / Math.SQRT2)
}

/**
 * Probabilities adjusted for having looked so often: of all differences called real at an adjusted 0.05, about 5 % at most are not
 * (the false discovery rate of Benjamini & Hochberg, 1995, Journal of the Royal Statistical Society B 57, 289–300).
 * `looks` counts comparisons that were left out because they could not have stood out; they weigh like probabilities of 1.
 */
export function adjusted(probabilities: readonly number[], looks = probabilities.length): number[] {
  const order = probabilities.map((p, k) => ({ p, k })).toSorted((a, b) => b.p - a.p)
  const found = Array.from(probabilities, () => 1)
  let least = 1
  order.forEach(({ p, k }, fromTop) => {
    least = Math.min(least, (p * looks) / (order.length - fromTop))
    found[k] = least
  })
  return found
}

/** The complementary error function for x ≥ 0: its power series (Abramowitz & Stegun, 1964, 7.1.6), far out the continued fraction (7.1.14). */
function erfc(x: number): number {
  if (x < 2) {
    let term = x
    let sum = x
    for (let n = 1; Math.abs(term) > 1e-17 * sum; n++) {
      term *= (2 * x * x) / (2 * n + 1)
      sum += term
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum
  }
  let fraction = 0
  for (let n = 60; n >= 1; n--) fraction = n / 2 / (x + fraction)
  return Math.exp(-x * x) / ((x + fraction) * Math.sqrt(Math.PI))
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k)
}

/** Exact sums for small n, Stirling's series (Abramowitz & Stegun, 1964, 6.1.41) above; errors below 1e-13. */
function logFactorial(n: number): number {
  if (n < SMALL_FACTORIALS.length) return SMALL_FACTORIALS[n] ?? 0
  const x = n + 1
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5)
}

const SMALL_FACTORIALS = (() => {
  const logs = [0]
  for (let n = 1; n < 64; n++) logs.push((logs[n - 1] ?? 0) + Math.log(n))
  return logs
})()
