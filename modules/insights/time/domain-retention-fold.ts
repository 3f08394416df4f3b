/** Counts of customers by period, for each part one after the other: part * periods + period. */
export interface RetentionCounts {
  /** Index of the first period. */
  readonly base: number
  readonly periods: number
  /** First days of the periods, and at the end the day after the last: that of the report, where the last one is still running. */
  readonly bounds: Int32Array
  /** By part: the period of its first purchase, or of `base` where that is later; `periods` where there is none. */
  readonly first: Float64Array
  readonly start: Float64Array
  readonly gained: Float64Array
  readonly kept: Float64Array
  readonly end: Float64Array
}

interface RetentionOptions {
  readonly base: number
  readonly bounds: Int32Array
  readonly parts: number
  readonly windowDays: number
  /** No purchase is earlier. */
  readonly firstDay: number
}

/**
 * Counts who is current at the bounds of periods: a customer is current at the start of day D when some purchase lies on a day d with
 * D - windowDays <= d < D. Takes steps in proportion to a customer's purchases, however many periods there are.
 */
export function retentionFold({ base, bounds, parts, windowDays, firstDay }: RetentionOptions) {
  const periods = bounds.length - 1
  // Differences from one bound to the next; summed at the end.
  const current = new Float64Array(parts * (periods + 2))
  const kept = new Float64Array(parts * (periods + 2))
  const gained = new Float64Array(parts * periods)
  const first = new Float64Array(parts).fill(periods)
  const lastDay = bounds[periods]!
  const upTo = boundsUpTo(bounds, firstDay, lastDay)

  const add = (part: number, days: readonly number[], firstPeriod: number) => {
    const afterFirst = firstPeriod - base + 1
    first[part] = Math.min(first[part]!, Math.max(0, firstPeriod - base))
    let low = upTo[days[0]! - firstDay]!
    let high = low - 1
    for (let k = 0; k < days.length; k++) {
      const day = days[k]!
      const from = upTo[day - firstDay]!
      const until = upTo[Math.min(day + windowDays, lastDay) - firstDay]! - 1
      if (from > high + 1) {
        count(part, { low, high, afterFirst })
        low = from
        high = until
      } else if (until > high) high = until
    }
    count(part, { low, high, afterFirst })
  }

  /** The customer is current at these bounds and at none beside them; `afterFirst` is the bound behind the first purchase. */
  function count(
    part: number,
    { low, high, afterFirst }: { readonly low: number; readonly high: number; readonly afterFirst: number },
  ): void {
    if (high < low) return
    const at = part * (periods + 2)
    current[at + low]!++
    current[at + high + 1]!--
    kept[at + low]!++
    kept[at + high]!--
    if (afterFirst > 0 && afterFirst >= low && afterFirst <= high) gained[part * periods + afterFirst - 1]!++
  }

  const counts = (): RetentionCounts => {
    const start = new Float64Array(parts * periods)
    const end = new Float64Array(parts * periods)
    const both = new Float64Array(parts * periods)
    for (let part = 0; part < parts; part++) {
      let now = 0
      let stayed = 0
      for (let bound = 0; bound <= periods; bound++) {
        now += current[part * (periods + 2) + bound]!
        stayed += kept[part * (periods + 2) + bound]!
        if (bound < periods) {
          start[part * periods + bound] = now
          both[part * periods + bound] = stayed
        }
        if (bound > 0) end[part * periods + bound - 1] = now
      }
    }
    return { base, periods, bounds, first, start, gained, kept: both, end }
  }
  return { add, counts }
}

/** For each day from `firstDay` to `lastDay`: how many bounds lie on it or before. */
function boundsUpTo(bounds: Int32Array, firstDay: number, lastDay: number): Int32Array {
  const found = new Int32Array(Math.max(0, lastDay - firstDay + 1))
  let count = 0
  for (let at = 0; at < found.length; at++) {
    while (count < bounds.length && bounds[count]! <= firstDay + at) count++
    found[at] = count
  }
  return found
}
