/** One cohort as the report gives it; `active[k]` bought again k + 1 months later. */
export interface CohortRow {
  readonly index: number
  readonly size: number
  readonly active: readonly number[]
  /** Minor units, month by month, from the first month on; null without amounts. */
  readonly revenue: readonly string[] | null
}

/** Share of the cohort that bought again, how many that are, or revenue per customer of the cohort (minor units). */
export type CohortMeasure = 'share' | 'customers' | 'revenue'

/** One coloured cell: its month after the first, its value, and 0 (lowest) to 1 (highest) of its colour. */
export interface HeatCell {
  readonly month: number
  readonly value: number
  readonly heat: number
}

/** Rows of a heat map. Colours run from the lowest value to the 98th percentile, so that one lucky small cohort does not bleach the rest. */
export function cohortTable(cohorts: readonly CohortRow[], measure: CohortMeasure) {
  const rows = cohorts.map((cohort) => ({ index: cohort.index, size: cohort.size, values: valuesOf(cohort, measure) }))
  const sorted = rows.flatMap((row) => row.values).toSorted((a, b) => a - b)
  const low = sorted[0] ?? 0
  const span = (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.98))] ?? 0) - low
  return {
    months: Math.max(0, ...rows.map((row) => row.values.length)),
    rows: rows.map(({ index, size, values }) => ({
      index,
      size,
      cells: values.map((value, at): HeatCell => ({ month: at + 1, value, heat: span > 0 ? Math.min(1, (value - low) / span) : 0 })),
    })),
  }
}

function valuesOf(cohort: CohortRow, measure: CohortMeasure): readonly number[] {
  const { size, active, revenue } = cohort
  if (measure === 'customers') return active
  if (measure === 'share') return active.map((count) => (size === 0 ? 0 : count / size))
  // The first month's revenue is that of the first purchases themselves; the heat map shows what came after.
  return (revenue ?? []).slice(-active.length).map((minor) => (size === 0 ? 0 : Number(minor) / size))
}
