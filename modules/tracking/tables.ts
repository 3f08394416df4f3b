import type { Json } from '#core/tables'

/** A website, app or server that sends us what happens. */
export interface TrackingSourcesTable {
  workspace_id: string
  id: string
  name: string
  kind: 'browser' | 'server'
  id_space: string
  allowed_origins: string[]
  needs_consent: boolean
  key_hash: string
  key_hint: string
  old_key_hash: string | null
  old_key_hint: string | null
  old_key_until: Date | null
  created_by: string | null
  created_at: Date
  rotated_at: Date | null
  revoked_at: Date | null
  last_used_at: Date | null
}

/** A message as it came. */
export interface TrackingMessagesTable {
  workspace_id: string
  id: string
  message_id: string
  source_id: string
  type: string
  received_at: Date
  occurred_at: Date
  body: Json
  state: 'waiting' | 'digested' | 'failed'
  error: string | null
  profile_id: string | null
  cart_key: string | null
}

/** The row that whoever digests a workspace's messages holds. */
export interface TrackingDigestsTable {
  workspace_id: string
}

/** A message that was not taken. */
export interface TrackingRefusalsTable {
  workspace_id: string
  id: string
  source_id: string
  refused_at: Date
  code: string
  path: string
  type: string | null
  message_id: string | null
  body: string
}

/** Every table of this module. */
export interface TrackingTables {
  tracking_sources: TrackingSourcesTable
  tracking_messages: TrackingMessagesTable
  tracking_digests: TrackingDigestsTable
  tracking_refusals: TrackingRefusalsTable
}
