import type { Fitted, FittedSpend, SpendData } from '../models/contract.ts'
import { expectedOfNew } from '../models/expectations.ts'
import { expectedSpend } from '../models/gamma-gamma.ts'
import { predictorOf, type Predictor } from '../models/predictor.ts'
import type { Newcomers } from './domain-newcomers.ts'

/** Weeks that a forecast reaches. */
export const WEEKS = 12

/** A count or an amount with its variance. */
export interface Moment {
  readonly mean: number
  readonly variance: number
}

/** What is expected of a stretch of time. Revenue is in whole units of the currency; null without a model of spending. */
export interface Expected {
  readonly orders: Moment
  readonly revenue: Moment | null
}

/** A forecast week by week, and of all weeks together. */
export interface Forecast {
  readonly weeks: readonly Expected[]
  readonly total: Expected
}

/** What a forecast is made of; `data` and `alive` (the probability of being a customer still) stand in one order. */
export interface ForecastBasis {
  readonly fitted: Fitted
  readonly spend: FittedSpend | null
  readonly data: SpendData
  readonly alive: ArrayLike<number>
  /** Days in a time unit of the model. */
  readonly unitDays: number
  /** Orders on a day with purchases of one customer. */
  readonly ordersPerDay: number
  readonly newcomers: Newcomers
}

/**
 * The next twelve weeks: what is expected of each customer, given what they bought, and of those who are yet to come, at the rate of the last twelve weeks.
 *
 * Customers with the same number of purchases x and the same time T since the first differ in their expectation only by the probability p of being
 * customers still: E[Y(t) | x, tx, T] = p · m(t), as what an active customer does next doesn't depend on when the last purchase was. One evaluation
 * of the model serves each such group. Purchases of an active customer vary as a mixed Poisson: Var = m + m² / (r + x) (negative binomial, Fader,
 * Hardie & Lee 2005, section 3); that they may have gone adds the rest: E[Y²] − E[Y]² with E[Y²] = p (m + m² (1 + 1 / (r + x))).
 */
export function forecastFrom(basis: ForecastBasis): Forecast {
  const predictor = predictorOf(basis.fitted)
  const known = groupsOf(basis).map((group) => ({ group, soFar: purchasesBy(predictor, group, basis.unitDays) }))
  const week = (w: number) => {
    const sums = known.map(({ group, soFar }) => ofGroup(predictor, group, (soFar[w + 1] ?? 0) - (soFar[w] ?? 0)))
    return added(basis, sums, ofNewcomers(basis, w, w + 1))
  }
  const all = known.map(({ group, soFar }) => ofGroup(predictor, group, soFar[WEEKS] ?? 0))
  return { weeks: Array.from({ length: WEEKS }, (_, w) => week(w)), total: added(basis, all, ofNewcomers(basis, 0, WEEKS)) }
}

/** Customers with equal x and T. Sums over them: p, p², and with s the expected amount of a purchase and q its second moment p·s, p·q, p·s², p²·s². */
interface Group {
  readonly x: number
  readonly T: number
  p: number
  pp: number
  ps: number
  pq: number
  pss: number
  ppss: number
}

function groupsOf({ data, alive, spend, unitDays }: ForecastBasis): Group[] {
  const groups = new Map<number, Group>()
  for (let k = 0; k < data.x.length; k++) {
    const [x = 0, T = 0, meanSpend = 0, p = 0] = [data.x[k], data.T[k], data.meanSpend[k], alive[k]]
    const key = Math.round(T * unitDays) * 65_536 + Math.min(x, 65_535)
    const group = groups.get(key) ?? { x, T, p: 0, pp: 0, ps: 0, pq: 0, pss: 0, ppss: 0 }
    groups.set(key, group)
    const s = spend ? expectedSpend(spend, x, meanSpend) : 0
    group.p += p
    group.pp += p * p
    group.ps += p * s
    group.pq += p * s * s * spread(spend, x)
    group.pss += p * s * s
    group.ppss += p * p * s * s
  }
  return [...groups.values()]
}

/**
 * E[z²] / E[z]² of a customer's next amount under Gamma-Gamma: amounts vary with shape p about a mean whose own posterior is inverse gamma with shape
 * px + q (Fader & Hardie 2013, section 3): (1 + 1/p) (px + q − 1) / (px + q − 2), kept finite where q is small.
 */
function spread(spend: FittedSpend | null, x: number): number {
  if (spend?.p == null || spend.q === null) return 1
  const shape = spend.p * x + spend.q
  return (1 + 1 / spend.p) * (Math.max(shape - 1, 0.5) / Math.max(shape - 2, 0.5))
}

/** m(t) at the start of the first week and the end of each. */
function purchasesBy({ purchases }: Predictor, { x, T }: Group, unitDays: number): number[] {
  return Array.from({ length: WEEKS + 1 }, (_, w) => (w === 0 ? 0 : purchases((7 * w) / unitDays, x, T)))
}

interface Sums {
  readonly days: Moment
  readonly revenue: Moment
}

function ofGroup({ r }: Predictor, { x, p, pp, ps, pq, pss, ppss }: Group, m: number): Sums {
  const squared = m * m * (1 + 1 / (r + x))
  return {
    days: { mean: m * p, variance: p * (m + squared) - pp * m * m },
    revenue: { mean: m * ps, variance: m * pq + squared * pss - m * m * ppss },
  }
}

/**
 * Those who come between two week ends and what they buy by the second: their number varies as in the last weeks, but no less than a Poisson number, and
 * its mean is known from so many weeks only; each is expected to buy E[X(t)] more, on average from the middle of the week of arrival.
 */
function ofNewcomers({ fitted, spend, unitDays, newcomers }: ForecastBasis, from: number, to: number): Sums {
  const { perWeek, variance, weeks, first } = newcomers
  const span = to - from
  const arrivals = { mean: span * perWeek, variance: span * Math.max(variance, perWeek) + (span * span * variance) / Math.max(1, weeks) }
  const since = (week: number) => (week <= 0 ? 0 : expectedOfNew(fitted, (7 * week) / unitDays))
  let again = 0
  for (let w = 0; w < to; w++) again += perWeek * (since(to - w - 0.5) - since(from - w - 0.5))
  const s = spend ? populationSpend(spend) : 0
  return {
    days: { mean: arrivals.mean + again, variance: arrivals.variance + again },
    revenue: {
      mean: arrivals.mean * first.mean + again * s,
      variance: arrivals.variance * first.mean ** 2 + arrivals.mean * first.variance + again * s * s * spread(spend, 0),
    },
  }
}

/** What a purchase of somebody unknown is worth. */
function populationSpend(spend: FittedSpend): number {
  return expectedSpend(spend, 0, 0)
}

function added({ ordersPerDay, spend }: ForecastBasis, groups: readonly Sums[], newcomers: Sums): Expected {
  const days = { mean: newcomers.days.mean, variance: newcomers.days.variance }
  const revenue = { mean: newcomers.revenue.mean, variance: newcomers.revenue.variance }
  for (const group of groups) {
    days.mean += group.days.mean
    days.variance += group.days.variance
    revenue.mean += group.revenue.mean
    revenue.variance += group.revenue.variance
  }
  const orders = { mean: days.mean * ordersPerDay, variance: days.variance * ordersPerDay ** 2 }
  return { orders, revenue: spend ? revenue : null }
}
