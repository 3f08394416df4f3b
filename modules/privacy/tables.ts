import type { Json } from '#core/tables'

/** Tables of the privacy module, as its migrations make them and say what each column means. */
export interface PrivacyTables {
  privacy_settings: { workspace_id: string; erase_after_days: number; changed_at: Date }
  privacy_erasures: PrivacyErasuresTable
  privacy_retention: { workspace_id: string; kind: string; days: number | null; changed_at: Date }
  privacy_purges: { workspace_id: string; id: string; kind: string; before: Date; removed: number; purged_at: Date }
  privacy_incidents: {
    workspace_id: string
    id: string
    title: string
    happened_at: Date
    text_fa: string
    text_en: string
    chosen: Json
    told_by: string
    told_at: Date
  }
  privacy_incident_people: { workspace_id: string; incident_id: string; customer_id: string; way: 'email' | 'hand' }
}

/** A wish to be erased. */
export interface PrivacyErasuresTable {
  workspace_id: string
  id: string
  customer_id: string
  state: 'requested' | 'done' | 'refused' | 'cancelled'
  requested_by: string
  reason: 'own_wish' | 'closed_account' | 'unlawful' | 'other'
  requested_at: Date
  due_at: Date
  ended_by: string | null
  ended_at: Date | null
  certificate: Json | null
}
