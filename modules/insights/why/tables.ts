import type { Generated } from 'kysely'
import type { Json } from '#core/tables'

/** Studies of all orders and what they found; the migrations say what each column means. */
export interface WhyTables {
  insights_studies: {
    workspace_id: string
    id: string
    lens: string
    state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
    asked_by: string | null
    asked_at: Date
    started_at: Date | null
    heartbeat_at: Date | null
    finished_at: Date | null
    cancel_requested: Generated<boolean>
    share: number | null
    attempts: Generated<number>
    error: string | null
  }
  insights_parts: {
    workspace_id: string
    lens: string
    part: string
    content: Json
    made_at: Date
  }
}
