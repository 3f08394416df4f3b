import type { ColumnType, Generated } from 'kysely'
import type { Platform, PullKind, PullState, ShopState, DeliveryState } from './api.ts'

/** Written as JSON text, read back parsed. */
type Json = ColumnType<unknown, string | undefined, string>
type MaybeJson = ColumnType<unknown, string | null | undefined, string | null>

/** A connected shop. */
export interface ShopsConnectionsTable {
  workspace_id: string
  id: string
  platform: Platform
  name: string
  base_url: string | null
  source: string
  state: ShopState
  key_hash: string
  key_sealed: string
  secret_sealed: string | null
  former_sealed: string | null
  former_until: Date | null
  credentials_sealed: string | null
  money_unit: string | null
  hooks: Json
  last_event_at: Date | null
  last_error: string | null
  last_error_at: Date | null
  last_error_details: MaybeJson | null
  secret_untold: Generated<boolean>
  refused: Generated<number>
  refused_at: Date | null
  caught_up_at: Date | null
  created_by: string | null
  created_at: Date
}

/** A message as it came. */
export interface ShopsDeliveriesTable {
  workspace_id: string
  id: string
  connection_id: string
  delivery_key: string
  topic: string
  received_at: Date
  bytes: number
  body: string
  state: DeliveryState
  error: string | null
  error_details: MaybeJson | null
  attempts: Generated<number>
  try_at: Date | null
  worked_at: Date | null
  profile_ids: Generated<string[]>
}

/** Asking a shop for what it has. */
export interface ShopsPullsTable {
  workspace_id: string
  id: string
  connection_id: string
  kind: PullKind
  state: PullState
  since: Date | null
  stage: string
  cursor: string | null
  counts: Json
  skipped: Json
  wish: 'pause' | 'cancel' | null
  worker: string | null
  heartbeat_at: Date | null
  attempts: Generated<number>
  try_at: Date | null
  error: string | null
  error_details: MaybeJson | null
  created_by: string | null
  created_at: Date
  started_at: Date | null
  finished_at: Date | null
}

/** Tables of the shops module, as its migrations make them. */
export interface ShopsTables {
  shops_connections: ShopsConnectionsTable
  shops_deliveries: ShopsDeliveriesTable
  shops_orders: {
    workspace_id: string
    connection_id: string
    remote_id: string
    number: string
    profile_id: string
    ordered_at: Date
    unit: string
  }
  shops_pulls: ShopsPullsTable
}
