import type { Calendar } from '#pure/calendar'

type Role = 'owner' | 'manager' | 'marketer' | 'agent' | 'viewer'
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
    created_at: Date
  }
  workspaces_members: { workspace_id: string; user_id: string; role: Role; language: Language | null; joined_at: Date }
  workspaces_links: {
    token_hash: string
    kind: 'setup' | 'sign_in'
    user_id: string | null
    created_at: Date
    expires_at: Date
    used_at: Date | null
  }
}
