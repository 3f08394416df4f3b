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

/** Rows of a heat map: each cohort's value in every month after its first. */
export function cohortTable(cohorts: readonly CohortRow[], measure: CohortMeasure) {
  const rows = cohorts.map((cohort) => ({ index: cohort.index, size: cohort.size, values: valuesOf(cohort, measure) }))
  return { months: Math.max(0, ...rows.map((row) => row.values.length)), rows }
}

function valuesOf(cohort: CohortRow, measure: CohortMeasure): readonly number[] {
  const { size, active, revenue } = cohort
  if (measure === 'customers') return active
  if (measure === 'share') return active.map((count) => (size === 0 ? 0 : count / size))
  // The first month's revenue is that of the first purchases themselves; the heat map shows what came after.
  return (revenue ?? []).slice(-active.length).map((minor) => (size === 0 ? 0 : Number(minor) / size))
}
