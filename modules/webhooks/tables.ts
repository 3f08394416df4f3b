import type { ColumnType, Generated } from 'kysely'

/** int8 comes back as bigint (see core/db.ts) and goes in as either. */
type Int8 = ColumnType<bigint | null, bigint | number | null, bigint | number | null>

/** Tables of the webhooks module, as its migrations make them. */
export interface WebhooksTables {
  webhooks_endpoints: {
    workspace_id: string
    id: string
    url: string
    description: string
    events: string[] | null
    state: 'active' | 'paused' | 'disabled'
    disabled_because: 'failing' | 'gone' | null
    failing_since: Date | null
    secret: string
    old_secret: string | null
    old_secret_until: Date | null
    created_by: string
    created_at: Date
  }
  webhooks_deliveries: {
    workspace_id: string
    id: string
    endpoint_id: string
    seq: Int8
    event: string
    customer_id: string | null
    body: string | null
    state: 'waiting' | 'failed' | 'sent' | 'given_up'
    attempts: number
    attempts_before: Generated<number>
    next_at: Date | null
    last_status: number | null
    last_error: string | null
    last_ms: number | null
    created_at: Date
    done_at: Date | null
  }
  webhooks_attempts: {
    workspace_id: string
    delivery_id: string
    number: number
    started_at: Date
    ms: number
    status: number | null
    error: string | null
    answer: string | null
  }
}
