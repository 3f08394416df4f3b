/** A value with what is certain at 95 %. */
export interface Interval {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

/** The span that holds every whisker and the baseline, with a little air; never of no width. */
export function intervalSpan(rows: readonly Interval[], baseline: number | null): { readonly from: number; readonly to: number } {
  const all = [...rows.flatMap(({ value, low, high }) => [value, low, high]), baseline].filter((each) => each !== null)
  if (all.length === 0) return { from: 0, to: 1 }
  const low = Math.min(...all)
  const high = Math.max(...all)
  const air = (high - low) * 0.04 || Math.abs(high) * 0.1 || 1
  return { from: low >= 0 ? Math.max(0, low - air) : low - air, to: high + air }
}

/** Where a value stands in the span, 0 to 1. */
export function placeOf(value: number, { from, to }: { readonly from: number; readonly to: number }): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)))
}

/** Whether the whole interval lies above or below the baseline; null while it could be either. */
export function sideOf({ low, high }: Interval, baseline: number | null): 'above' | 'below' | null {
  if (baseline === null || low === null || high === null) return null
  if (low > baseline) return 'above'
  return high < baseline ? 'below' : null
}
