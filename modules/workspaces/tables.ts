import type { ColumnType, Generated } from 'kysely'
import type { Json } from '#core/tables'
import type { Calendar } from '#pure/calendar'

type Int8 = ColumnType<bigint, bigint | number, bigint | number>
type Language = 'fa' | 'en'

/** Who works where. No row-level security: read before a workspace is known. */
export interface WorkspacesTables {
  workspaces: {
    id: string
    name: string
    language: Language
    time_zone: string
    currency: string
    money_display: 'toman' | 'rial'
    calendar: Calendar
    week_start: number
    /** The word that leads here in addresses. */
    handle: string
    accent: string | null
    logo: string | null
    /** Since when only owners come in, who closed it, and when everything is deleted. */
    closed_at: Date | null
    closed_by: string | null
    delete_at: Date | null
    /** Nobody works here without a second step at sign-in. */
    requires_second_factor: Generated<boolean>
    created_at: Date
  }
  /** `role` is the name of a role of ours or the id of one of the workspace's own. */
  workspaces_members: { workspace_id: string; user_id: string; role: string; joined_at: Date }
  workspaces_roles: {
    workspace_id: string
    id: string
    name: string
    permissions: string[]
    created_at: Date
    changed_at: Date
  }
  workspaces_invitations: {
    workspace_id: string
    id: string
    token_hash: string
    email: string | null
    role: string
    language: Language
    invited_by: string | null
    invited_at: Date
    expires_at: Date
    mailed_at: Date | null
    used_at: Date | null
    used_by: string | null
    revoked_at: Date | null
  }
  workspaces_handles: { handle: string; workspace_id: string; created_at: Date }
  workspaces_logos: {
    workspace_id: string
    hash: string
    type: 'image/png' | 'image/jpeg' | 'image/webp'
    width: number
    height: number
    bytes: Buffer
    updated_at: Date
  }
  workspaces_hours: { workspace_id: string; week: Json; iranian: boolean; updated_at: Date }
  workspaces_calendars: { workspace_id: string; id: string; name: string; closures: Json; known_until: number; updated_at: Date }
  /** `day` counts from 1970. */
  workspaces_days: { workspace_id: string; day: number; closed: boolean; name: string }
  workspaces_exports: {
    workspace_id: string
    id: string
    state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled' | 'expired'
    asked_by: string | null
    asked_at: Date
    heartbeat_at: Date | null
    ended_at: Date | null
    expires_at: Date | null
    tables_done: number
    tables_all: number
    rows_done: Int8
    rows_all: Int8
    bytes: Int8
    sha256: string | null
  }
  /** Of shops that are gone; `id` was theirs. */
  workspaces_deletions: {
    id: string
    name: string
    closed_at: Date
    closed_by: string | null
    began_at: Date
    ended_at: Date | null
    rows_deleted: Int8
  }
}
