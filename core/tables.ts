import type { ColumnType, Generated } from 'kysely'

/** Written as JSON text, read back parsed. */
export type Json = ColumnType<unknown, string, string>

/** int8 comes back as bigint (see core/db.ts) and goes in as either. */
type Int8 = ColumnType<bigint, bigint | number, bigint | number>

/** The event log and its readers' places. */
export interface EventsTables {
  event_counters: { workspace_id: string; seq: Int8 }
  events: {
    workspace_id: string
    seq: Int8
    name: string
    customer_id: string | null
    occurred_at: Date
    recorded_at: Date
    actor: string
    message_id: string | null
    payload: Json
  }
  event_cursors: { workspace_id: string; reaction: string; seq: Int8 }
  event_parkings: { workspace_id: string; reaction: string; seq: Int8; error: string; parked_at: Date }
}

/** Who saw and changed what: rows are added and never changed. */
export interface AuditTables {
  audit_entries: {
    workspace_id: string
    id: string
    at: Date
    actor_kind: string
    actor_id: string | null
    action: string
    subject_kind: string
    subject_id: string | null
    address: string | null
    agent: string | null
    details: Json
  }
}

/** Who can sign in. Local tables, read and written by better-auth, which knows their columns from core/auth.ts. */
export interface AuthTables {
  auth_users: {
    id: string
    name: string
    email: string
    email_verified: boolean
    image: string | null
    /** Runs the installation: backups, updates, workspaces of others. Only the command line and the first start say who. */
    operator: Generated<boolean>
    created_at: Date
    updated_at: Date
  }
  auth_sessions: {
    id: string
    user_id: string
    token: string
    expires_at: Date
    ip_address: string | null
    user_agent: string | null
    created_at: Date
    updated_at: Date
  }
  auth_accounts: {
    id: string
    user_id: string
    account_id: string
    provider_id: string
    password: string | null
    access_token: string | null
    refresh_token: string | null
    id_token: string | null
    access_token_expires_at: Date | null
    refresh_token_expires_at: Date | null
    scope: string | null
    created_at: Date
    updated_at: Date
  }
  auth_verifications: { id: string; identifier: string; value: string; expires_at: Date; created_at: Date; updated_at: Date }
  auth_attempts: { key_hash: string; started_at: Date; attempts: number }
  auth_letters: {
    id: string
    /** Sealed; see core/account-letters.ts. Null once the letter has ended. */
    content: string | null
    language: 'fa' | 'en'
    state: 'waiting' | 'sent' | 'failed'
    attempts: Generated<number>
    next_at: Date
    made_at: Date
    ended_at: Date | null
    error: string | null
  }
  auth_reset_requests: { id: string; email: string; address: string | null; agent: string | null; asked_at: Date }
  auth_links: {
    token_hash: string
    kind: string
    user_id: string | null
    email: string | null
    created_at: Date
    expires_at: Date
    used_at: Date | null
  }
  /** How each person reads; no row for whoever never chose. */
  auth_preferences: {
    user_id: string
    language: 'fa' | 'en' | null
    theme: 'system' | 'light' | 'dark'
    density: 'comfortable' | 'compact'
    digits: 'language' | 'latin' | 'persian'
    calendar: 'workspace' | 'gregorian' | 'persian'
  }
  auth_second_factors: {
    user_id: string
    /** Sealed; see core/second-factor.ts. */
    secret: string
    trust_stamp: string
    last_step: Int8
    created_at: Date
    /** Null while it is being set up: it asks nothing of anybody yet. */
    confirmed_at: Date | null
  }
  auth_backup_codes: { user_id: string; code_hash: string; used_at: Date | null }
}
