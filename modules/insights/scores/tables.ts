import type { ColumnType } from 'kysely'

/** Written as JSON text, read back parsed. */
type Json = ColumnType<unknown, string, string>

/** How customers are judged, what the models found, and what follows for each customer; the migrations say what each column means. */
export interface ScoresTables {
  insights_settings: {
    workspace_id: string
    time_unit: 'day' | 'week' | 'month'
    model: 'auto' | 'bg-nbd' | 'pareto-nbd' | 'mbg-nbd'
    margin: number | null
    discount_rate: number
    thresholds: Json
    changed_at: Date
  }
  insights_scores: {
    workspace_id: string
    customer_id: string
    p_alive: number | null
    expected_30: number | null
    expected_90: number | null
    expected_365: number | null
    next_day: number | null
    next_low: number | null
    next_high: number | null
    mean_spend: bigint | null
    expected_value: bigint | null
    r: number | null
    f: number | null
    m: number | null
    rfm_group: string | null
  }
}
