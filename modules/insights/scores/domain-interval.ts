import type { Expected, Forecast, Moment } from './domain-forecast.ts'

/** A forecast of a stretch of days with an interval that holds the truth nineteen times of twenty. Orders and minor units. */
export interface Stretch {
  /** 1 to 12; 0 is all of them together. */
  readonly week: number
  readonly firstDay: number
  readonly lastDay: number
  readonly orders: number
  readonly ordersLow: number
  readonly ordersHigh: number
  readonly revenue: number | null
  readonly revenueLow: number | null
  readonly revenueHigh: number | null
}

/** What came in a stretch; revenue in whole units. */
export interface Came {
  readonly orders: number
  readonly revenue: number
}

/** How much more widely a shop's weeks vary than the models let them, of orders and of revenue: factors of variances, 1 at least. */
export interface Dispersion {
  readonly orders: Factors
  readonly revenue: Factors
}

/** For one week, and for all weeks together. */
interface Factors {
  readonly week: number
  readonly total: number
}

/** Nothing is known of it before there was a rehearsal. */
export const NO_DISPERSION: Dispersion = { orders: { week: 1, total: 1 }, revenue: { week: 1, total: 1 } }

/** 95 % of a normal distribution lie within so many standard deviations. */
const Z = 1.959963984540054

/**
 * How the weeks of a rehearsal varied: the mean of (came − expected)² / variance (Pearson's dispersion; McCullagh & Nelder 1989, section 4.5). Seasons,
 * campaigns and errors of the parameters make it more than the 1 of a model that is right. For all weeks together their own single deviation counts
 * too, as errors of one sign add up.
 */
export function dispersionOf({ weeks, total }: Forecast, came: readonly Came[]): Dispersion {
  return {
    orders: factorsOf(
      weeks.map(({ orders }) => orders),
      total.orders,
      came.map(({ orders }) => orders),
    ),
    revenue: factorsOf(
      weeks.map(({ revenue }) => revenue),
      total.revenue,
      came.map(({ revenue }) => revenue),
    ),
  }
}

function factorsOf(weeks: readonly (Moment | null)[], total: Moment | null, came: readonly number[]): Factors {
  const ratios = weeks.map((each, w) => ratio(each, came[w] ?? 0))
  const week = Math.max(1, sum(ratios) / weeks.length)
  return { week, total: Math.max(week, ratio(total, sum(came))) }
}

function ratio(expected: Moment | null, came: number): number {
  return expected && expected.variance > 0 ? (came - expected.mean) ** 2 / expected.variance : 1
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0)
}

/** The stretches of a forecast made at the end of a day: all together, then week by week. `minor` minor units are a whole one. */
export function stretchesOf(
  { weeks, total }: Forecast,
  { asOfDay, dispersion, minor }: { readonly asOfDay: number; readonly dispersion: Dispersion; readonly minor: number },
): Stretch[] {
  const all = stretch(total, { orders: dispersion.orders.total, revenue: dispersion.revenue.total }, minor)
  const span = { firstDay: asOfDay + 1, lastDay: asOfDay + 7 * weeks.length }
  return [
    { week: 0, ...span, ...all },
    ...weeks.map((each, w) => ({
      week: w + 1,
      firstDay: asOfDay + 1 + 7 * w,
      lastDay: asOfDay + 7 + 7 * w,
      ...stretch(each, { orders: dispersion.orders.week, revenue: dispersion.revenue.week }, minor),
    })),
  ]
}

function stretch(
  { orders, revenue }: Expected,
  factors: { readonly orders: number; readonly revenue: number },
  minor: number,
): Omit<Stretch, 'week' | 'firstDay' | 'lastDay'> {
  const counts = within(orders, factors.orders)
  const money = revenue && within(revenue, factors.revenue)
  return {
    orders: orders.mean,
    ordersLow: counts.low,
    ordersHigh: counts.high,
    revenue: revenue && Math.round(revenue.mean * minor),
    revenueLow: money && Math.round(money.low * minor),
    revenueHigh: money && Math.round(money.high * minor),
  }
}

function within({ mean, variance }: Moment, dispersion: number): { readonly low: number; readonly high: number } {
  const reach = Z * Math.sqrt(Math.max(0, variance) * dispersion)
  return { low: Math.max(0, mean - reach), high: mean + reach }
}
