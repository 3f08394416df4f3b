/**
 * What goes into the models of buying and what comes out. A *time unit* is the day, the week (7 days) or the month (30.4375 days); every
 * time below is in it. A *purchase* is a day with one purchase at least, as the papers count.
 */
export type TimeUnit = 'day' | 'week' | 'month'

/** The models, by the names of their papers: docs/insights.md has the formulas. */
export const MODEL_NAMES = ['bg-nbd', 'pareto-nbd', 'mbg-nbd'] as const
export type ModelName = (typeof MODEL_NAMES)[number]

/** What a model needs to know of one customer: x repeat purchases after the first, the last of them tx after it, T observed since it. */
export interface Customer {
  readonly x: number
  readonly tx: number
  readonly T: number
}

/** The same of many customers, one array a column, all of one length. */
export interface ModelData {
  readonly x: Float64Array
  readonly tx: Float64Array
  readonly T: Float64Array
}

/** Model data with the mean amount of a repeat purchase day; 0 where there is none or no amount is known. */
export interface SpendData extends ModelData {
  readonly meanSpend: Float64Array
}

/**
 * 'ok'; 'too_few' customers or returning ones to learn from; 'no_repeat': nobody has bought on a second day; 'flat': the data do not say
 * which parameters they come from. Only 'ok' has numbers.
 */
export type FitState = 'ok' | 'flat' | 'too_few' | 'no_repeat'

/** A fitted model of buying. */
export interface Fitted {
  readonly name: ModelName
  readonly state: FitState
  /** bg-nbd, mbg-nbd: r, alpha, a, b. pareto-nbd: r, alpha, s, beta. Empty unless the state is ok. */
  readonly parameters: Readonly<Record<string, number>>
  /** From the observed information; empty unless the state is ok. */
  readonly standardErrors: Readonly<Record<string, number | null>>
  /** Null unless the state is ok. */
  readonly logLikelihood: number | null
  readonly customers: number
}

/** The likeliest model, and what was tried, in the order of MODEL_NAMES. */
export interface BestFit {
  readonly best: Fitted
  readonly tried: readonly Fitted[]
}

/** A fitted model of spending (Gamma-Gamma); p, q, v and the likelihood are null unless the state is ok. */
export interface FittedSpend {
  readonly state: FitState
  readonly p: number | null
  readonly q: number | null
  readonly v: number | null
  readonly standardErrors: { readonly p: number | null; readonly q: number | null; readonly v: number | null }
  readonly logLikelihood: number | null
  /** Customers with a repeat purchase of known amount. */
  readonly customers: number
}

/** Time to the next purchase of somebody who is still a customer: the median and the middle half's ends, in time units. */
export interface NextPurchase {
  readonly median: number
  readonly low: number
  readonly high: number
}

export interface ScoreOptions {
  /** Time units ahead: one array of expected purchases for each. */
  readonly horizons: readonly number[]
  /** Continuous discount rate a time unit: ln(1 + a year's rate) / units in a year. */
  readonly rate: number
  /** Time units in a year: so far ahead do purchases count as value where nobody can be seen to leave. */
  readonly year: number
  /** Share of an amount that is left to the shop, 0 to 1. */
  readonly margin: number
}

/** Scores of many customers, in the order of the data; no NaN anywhere. */
export interface Scores {
  /** Probability of being a customer still. */
  readonly alive: Float64Array
  /** Expected purchases within each horizon. */
  readonly expected: readonly Float64Array[]
  /** Expected purchases from now on, discounted (DERT); within a year where nobody can be seen to leave (a = 0). */
  readonly residual: Float64Array
  /** Expected amount of a purchase; null without a fitted model of spending. */
  readonly spend: Float64Array | null
  /** Discounted margin of all purchases to come: spend × margin × residual; null without a fitted model of spending. */
  readonly value: Float64Array | null
  /** Time to the next purchase: median and the middle half; Infinity where it is too far to be named. */
  readonly next: { readonly median: Float64Array; readonly low: Float64Array; readonly high: Float64Array }
}

/** Purchases of many customers: those of k stand at places starts[k] to starts[k + 1] - 1, earliest first. HistoryColumns of orders fit. */
export interface Histories {
  readonly count: number
  readonly starts: Uint32Array
  /** Local day of each purchase, since 1970-01-01. */
  readonly days: Int32Array
  /** Amount of each purchase; 0 where it is unknown. */
  readonly amounts: Float64Array
}

/** Model data of the customers who had bought by a day, and who they are. */
export interface DataOfHistories extends SpendData {
  /** Place of each in the histories. */
  readonly who: Uint32Array
}

export interface ValidationSpan {
  /** Last day that the model may learn from. */
  readonly calibrationEnd: number
  /** Last day that it is compared with. */
  readonly holdoutEnd: number
  readonly unit: TimeUnit
}

/** A model that was fitted to the past of a day, beside what happened after it; lists are empty and figures null unless the fit is ok. */
export interface Validation {
  readonly fitted: Fitted
  /** By repeat purchases until the calibration end, 0 to 7 (7: seven or more): how many customers, and the mean of their purchases afterwards. */
  readonly byCount: readonly { readonly x: number; readonly customers: number; readonly actual: number; readonly expected: number }[]
  /** Repeat purchases of all in each unit of time, from the first purchase to the holdout end, and their sums so far. */
  readonly byPeriod: readonly {
    /** Last day of the period. */
    readonly end: number
    readonly actual: number
    readonly expected: number
    readonly actualSoFar: number
    readonly expectedSoFar: number
  }[]
  /** Mean over customers of |expected − actual| purchases in the holdout. */
  readonly mae: number | null
  /** Pearson's, over customers; null where either does not vary. */
  readonly correlation: number | null
  /** Purchases of all customers in the holdout. */
  readonly expected: number | null
  readonly actual: number
  readonly customers: number
}

/**
 * The functions, each in the file in brackets:
 * fitModel(name, data) → Fitted, fitBest(data, tell?) → BestFit                      (fit.ts)
 * fitGammaGamma(x, meanSpend) → FittedSpend, expectedSpend(gg, x, mean) → number     (gamma-gamma.ts)
 * expectedOfNew(fitted, t), expectedPurchases(fitted, t, customer), probabilityAlive(fitted, customer),
 * probabilityOfNone(fitted, t, customer), discountedResidual(fitted, rate, customer) → number,
 * discountedByPeriod(fitted, { rate, periods }, customer) → number                   (expectations.ts)
 * nextPurchase(fitted, customer) → NextPurchase | null                               (next-purchase.ts)
 * scoreAll(fitted, gg | null, data: SpendData, options) → Scores                     (score-all.ts)
 * dataOf(histories, endDay, unit) → DataOfHistories, daysOf(unit), rateOf(yearly, unit)   (data-of-histories.ts)
 * validate(histories, span, 'auto' | ModelName) → Validation                         (validate.ts)
 */
