import type { Cells } from './domain-cells.ts'
import { lineRange } from './domain-lines.ts'
import type { Line } from './domain-lines.ts'

/** The longest activity window that may be suggested or set, in days. */
export const LONGEST_WINDOW = 3660

/** The activity window that suits the shop: the 90th percentile of days between consecutive purchases, rounded up; null when there are no gaps. */
export function suggestedWindow(cells: Cells): number | null {
  const quantile = histogramQuantile(cells.gapAny, 0.9)
  return quantile === null ? null : Math.min(LONGEST_WINDOW, Math.max(1, Math.ceil(quantile)))
}

/**
 * The quantile (share between 0 and 1) of positions counted by customers; null when none are counted.
 * Linear interpolation between order statistics: type 7 of Hyndman & Fan (1996), "Sample Quantiles in Statistical Packages".
 */
export function histogramQuantile(line: Line, share: number): number | null {
  const range = lineRange(line)
  if (range === null) return null
  let count = 0
  for (let x = range.first; x <= range.last; x++) count += line.customers[x - line.base]!
  if (count <= 0) return null
  const rank = (count - 1) * share
  const below = Math.floor(rank)
  const low = valueAt(line, range.first, below)
  return rank === below ? low : low + (rank - below) * (valueAt(line, range.first, below + 1) - low)
}

/** The value at a rank (from 0) of the sorted values. */
function valueAt(line: Line, first: number, rank: number): number {
  let x = first
  for (let seen = line.customers[x - line.base]!; seen <= rank; seen += line.customers[x - line.base]!) x++
  return x
}
