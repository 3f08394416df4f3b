import type { Json } from '#core/tables'

type Channel = 'email' | 'sms' | 'bot' | 'push' | 'chat' | 'phone'
type ConsentState = 'granted' | 'denied' | 'pending'

/** Tables of the consent module, as its migrations make them and say what each column means. */
export interface ConsentTables {
  consent_purposes: {
    workspace_id: string
    key: string
    position: number
    name_fa: string
    name_en: string
    confirmed_on: string[]
    archived_at: Date | null
    changed_at: Date
  }
  consent_texts: {
    workspace_id: string
    purpose: string
    version: number
    text_fa: string
    text_en: string
    written_by: string
    written_at: Date
  }
  consent_entries: ConsentEntriesTable
  consents: {
    workspace_id: string
    customer_id: string
    purpose: string
    channel: Channel
    state: ConsentState
    since: Date
    source: string
  }
  consent_confirmations: {
    workspace_id: string
    id: string
    profile_id: string
    purpose: string
    channel: Channel
    address: string
    shown: string | null
    text_version: number | null
    asked_at: Date
    times_asked: number
    expires_at: Date
    told_at: Date | null
    confirmed_at: Date | null
  }
  consent_letters: ConsentLettersTable
  consent_links: { workspace_id: string; customer_id: string; version: number }
  consent_suppressions: { workspace_id: string; kind: string; hash: string; at: Date }
}

/** One word for one profile. */
export interface ConsentEntriesTable {
  workspace_id: string
  id: string
  profile_id: string
  said_as: string
  purpose: string
  channel: Channel
  state: ConsentState
  source: string
  at: Date
  recorded_at: Date
  shown: string | null
  text_version: number | null
  proof: Json
  by: string
  statement_id: string
  parting: string | null
}

/** One letter on its way out. */
export interface ConsentLettersTable {
  workspace_id: string
  id: string
  kind: string
  about_id: string
  profile_id: string
  address: string | null
  subject: string | null
  body: string | null
  language: 'fa' | 'en'
  state: 'waiting' | 'sent' | 'failed'
  attempts: number
  next_at: Date
  error: string | null
  made_at: Date
  ended_at: Date | null
}
