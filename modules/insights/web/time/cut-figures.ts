import type { CohortCut, CohortCutRow } from '../../time/api.ts'

/** From so many customers on a finding is worth a sentence. */
export const ENOUGH = 30

/** What a row has in its kth period, for each customer who could, or in all; null where there is none. */
export function valueOf(row: CohortCutRow, k: number, perHead: boolean): number | null {
  const value = row.values[k]
  if (value === undefined) return null
  const of = row.eligible?.[k] ?? row.size
  if (!perHead) return Number(value)
  return of === 0 ? null : Number(value) / of
}

/** The same for curves, which would seem to fall in the period that is still running: a cohort's last. */
export function overAt(row: CohortCutRow, k: number, perHead: boolean): number | null {
  return row.eligible === null && k >= row.values.length - 1 ? null : valueOf(row, k, perHead)
}

/** The mean of rows in their kth period, each customer counting the same: of cohorts whose period `through` is over, so that two means can be of the same. */
export function meanAt(
  { rows }: Pick<CohortCut, 'rows'>,
  k: number,
  through = k,
): { readonly value: number; readonly customers: number } | null {
  let sum = 0
  let customers = 0
  for (const row of rows) {
    if (overAt(row, through, true) === null) continue
    sum += Number(row.values[k])
    customers += row.eligible?.[k] ?? row.size
  }
  return customers === 0 ? null : { value: sum / customers, customers }
}

/** The first column that is shown: everybody bought in the first period, and beside that purchase all later ones look alike. */
export function firstColumn({ measure }: Pick<CohortCut, 'measure'>, perHead: boolean): 0 | 1 {
  return measure === 'customers' || perHead ? 1 : 0
}

/** How many columns the longest row has. */
export function columnsOf(rows: readonly CohortCutRow[]): number {
  return Math.max(0, ...rows.map(({ values }) => values.length))
}

/** The rows whose curves are drawn: groups by size; of cohorts the latest that have something behind them. */
export function curvesOf({ rows, by }: Pick<CohortCut, 'rows' | 'by'>): readonly CohortCutRow[] {
  if (by !== 'none') return rows.slice(0, MOST_CURVES)
  const long = rows.filter(({ values }) => values.length > 2)
  const step = Math.max(1, Math.floor(long.length / MOST_CURVES))
  return long.filter((_, at) => (long.length - 1 - at) % step === 0).slice(-MOST_CURVES)
}

/** As many as eyes can tell apart. */
const MOST_CURVES = 6

/** Gaps between purchases in bars: weeks up to half a year, and all later ones. */
export function gapBars(
  counts: CohortCut['gaps']['counts'],
): { readonly from: number; readonly to: number | null; readonly count: number }[] {
  const bars = Array.from({ length: WEEKS + 1 }, (_, week) => ({ from: 7 * week, to: week === WEEKS ? null : 7 * week + 6, count: 0 }))
  for (const [days, count] of counts) {
    const bar = bars[Math.min(WEEKS, Math.floor(days / 7))]
    if (bar) bar.count += count
  }
  return bars
}

const WEEKS = 26
