import { decimalToNumber, parseDecimal } from '#pure/numbers'
import type { InsightsSettingsRequest, MarginUsed } from './api.ts'

/** How a shop wants its customers to be judged, as it is stored. */
export interface Judgement {
  readonly timeUnit: 'day' | 'week' | 'month'
  readonly model: 'auto' | 'bg-nbd' | 'pareto-nbd' | 'mbg-nbd'
  readonly margin: number | null
  readonly discountRate: number
  readonly thresholds: Readonly<Record<string, number>>
}

export const DEFAULT_JUDGEMENT: Judgement = { timeUnit: 'week', model: 'auto', margin: null, discountRate: 0.15, thresholds: {} }

/** Gross margin of a shop that neither says it nor knows its costs. Every screen that shows what follows from it says that it is assumed. */
const ASSUMED_MARGIN = 0.3

/** What is said about revenue and costs by the catalogue. Minor units. */
export interface KnownCosts {
  readonly revenue: number
  /** Revenue of products whose cost is known, and what those cost. */
  readonly costedRevenue: number
  readonly costs: number
}

/** The margin to count with: the one that was set, else what known costs tell when they cover most of the revenue, else an assumption. */
export function marginUsed(set: number | null, { revenue, costedRevenue, costs }: KnownCosts): MarginUsed {
  const known = revenue > 0 ? costedRevenue / revenue : null
  if (set !== null) return { share: set, source: 'set', known }
  if (known === null || known <= 0.5) return { share: ASSUMED_MARGIN, source: 'assumed', known }
  return { share: Math.max(0, 1 - costs / costedRevenue), source: 'costs', known }
}

export type SettingsRefusal = 'insights.not_a_margin' | 'insights.not_a_discount_rate'

/** The settings after a request, or why it cannot be: a margin lies above 0 and is 1 at most, a year's discount rate from 0 to 2. */
export function changedJudgement(now: Judgement, asked: InsightsSettingsRequest): Judgement | SettingsRefusal {
  const margin = asked.margin === undefined ? now.margin : asked.margin === null ? null : numberOf(asked.margin)
  if (margin !== null && !(margin > 0 && margin <= 1)) return 'insights.not_a_margin'
  const discountRate = asked.discountRate === undefined ? now.discountRate : numberOf(asked.discountRate)
  if (!(discountRate >= 0 && discountRate <= 2)) return 'insights.not_a_discount_rate'
  return {
    timeUnit: asked.timeUnit ?? now.timeUnit,
    model: asked.model ?? now.model,
    margin,
    discountRate,
    thresholds: asked.thresholds ?? now.thresholds,
  }
}

/** Whether models, values or forecasts follow from what changed. */
export function needsFit(before: Judgement, after: Judgement): boolean {
  return (
    before.timeUnit !== after.timeUnit ||
    before.model !== after.model ||
    before.margin !== after.margin ||
    before.discountRate !== after.discountRate
  )
}

/** NaN for what is no number. */
function numberOf(given: number | string): number {
  if (typeof given === 'number') return given
  const read = parseDecimal(given)
  return read ? decimalToNumber(read) : Number.NaN
}
