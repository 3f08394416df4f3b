import type { ColumnType, Generated } from 'kysely'
import type { Json } from '#core/tables'

type MaybeJson = ColumnType<unknown, string | null | undefined, string | null>

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
  insights_fits: {
    workspace_id: string
    id: string
    state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
    asked_by: string | null
    asked_at: Date
    started_at: Date | null
    heartbeat_at: Date | null
    finished_at: Date | null
    cancel_requested: Generated<boolean>
    progress: MaybeJson | null
    as_of_day: number | null
    content: MaybeJson | null
    error: string | null
  }
  insights_forecasts: {
    workspace_id: string
    fit_id: string
    week: number
    first_day: number
    last_day: number
    orders: number
    orders_low: number
    orders_high: number
    revenue: bigint | null
    revenue_low: bigint | null
    revenue_high: bigint | null
  }
  insights_scorings: {
    workspace_id: string
    fit_id: string | null
    scored_at: Date
  }
  insights_score_cells: {
    workspace_id: string
    kind: string
    x: number
    customers: bigint
    expected_value: bigint
  }
}
