import { WEEKS } from './domain-forecast.ts'

/** A fit that made a forecast, by the day it stands at. */
export interface ForecastMade {
  readonly id: string
  readonly asOfDay: number
}

/**
 * The forecasts that go on record, the earliest first: the first ever made, then always the first made once the one before has ended. So every week is
 * judged once, by a forecast that could not be corrected in the meantime. Given in the order in which they were made.
 */
export function recordedFits(made: readonly ForecastMade[]): string[] {
  const chosen: ForecastMade[] = []
  for (const each of made) {
    const before = chosen.at(-1)
    if (!before || each.asOfDay >= before.asOfDay + 7 * WEEKS) chosen.push(each)
  }
  return chosen.map(({ id }) => id)
}

/** A week as it was forecast and as it came. */
interface Judged {
  readonly orders: { readonly expected: number }
  readonly actualOrders: number
  readonly isInside: boolean
}

/** How right forecasts were: the share of weeks inside their interval, and the mean of |came − expected| / came over weeks in which anything came. */
export function accuracyOf(weeks: readonly Judged[]): { weeks: number; inside: number; error: number | null } | null {
  if (weeks.length === 0) return null
  const errors = weeks.flatMap(({ orders, actualOrders }) =>
    actualOrders > 0 ? [Math.abs(actualOrders - orders.expected) / actualOrders] : [],
  )
  return {
    weeks: weeks.length,
    inside: weeks.filter(({ isInside }) => isInside).length / weeks.length,
    error: errors.length === 0 ? null : errors.reduce((sum, each) => sum + each, 0) / errors.length,
  }
}
