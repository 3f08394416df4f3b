/** Days from `from` to `to`, both inclusive. */
export interface DayRange {
  readonly from: number
  readonly to: number
}

/**
 * The due days (last day + ceil of the mean gap, at least 1 day on) of repeat customers who are past their usual gap at the end of `asOfDay`
 * but were due no longer ago than the activity window. A customer's due day in whole numbers:
 * `last_day + greatest(1, (last_day - first_day + purchases - 2) / (purchases - 1))` with integer division.
 */
export function pastGapDays(asOfDay: number, windowDays: number): DayRange {
  return { from: asOfDay - windowDays, to: asOfDay - 1 }
}

/**
 * The first days of one-time buyers whose return is due at the end of `asOfDay`: as long ago as the middle half of all returning customers
 * took to return, between the first and the third quartile of time to return, and at least a day.
 */
export function returnDueDays(asOfDay: number, timeToReturn: { readonly q1: number; readonly q3: number }): DayRange {
  const least = Math.max(1, Math.floor(timeToReturn.q1))
  return { from: asOfDay - Math.max(least, Math.ceil(timeToReturn.q3)), to: asOfDay - least }
}
