import type { Generated } from 'kysely'

/** Attributes of the workspace's own. */
export interface ProfilesAttributesTable {
  workspace_id: string
  key: string
  name_fa: string | null
  name_en: string | null
  type: 'text' | 'number' | 'date' | 'choice' | 'yes_no'
  choices: string[]
  description: string | null
  archived_at: Date | null
  created_at: Date
}

/** What members wrote about a customer. */
export interface ProfilesNotesTable {
  workspace_id: string
  id: string
  customer_id: string
  text: string
  author_id: string
  written_at: Date
  edited_at: Date | null
}

export interface ProfilesMentionsTable {
  workspace_id: string
  user_id: string
  note_id: string
}

export interface ProfilesAddressesTable {
  workspace_id: string
  id: string
  customer_id: string
  label: string | null
  lines: string
  city: string | null
  region: string | null
  postal_code: string | null
  country: string | null
  is_primary: boolean
  added_at: Date
  place: Generated<string>
}

/** Who uses what the customer buys. */
export interface ProfilesConsumersTable {
  workspace_id: string
  id: string
  customer_id: string
  name: string
  relation: string | null
  birthday: string | null
  birthday_calendar: 'gregorian' | 'persian' | null
  note: string | null
  as_customer_id: string | null
  added_at: Date
}

/** Days to remember every year. */
export interface ProfilesDatesTable {
  workspace_id: string
  id: string
  customer_id: string
  label: string
  date: string
  calendar: 'gregorian' | 'persian'
  added_at: Date
}

/** The stage at which a customer with purchases was last seen. */
export interface ProfilesStagesTable {
  workspace_id: string
  customer_id: string
  stage: 'new' | 'returned' | 'repeat' | 'at_risk' | 'former'
  since: Date | null
}

/** Up to when stages were followed, and by which window. */
export interface ProfilesStageClocksTable {
  workspace_id: string
  as_of_day: number | null
  window_days: number | null
}

/** Tables of the profiles module, as its migrations make them. */
export interface ProfilesTables {
  profiles_attributes: ProfilesAttributesTable
  profiles_notes: ProfilesNotesTable
  profiles_mentions: ProfilesMentionsTable
  profiles_addresses: ProfilesAddressesTable
  profiles_consumers: ProfilesConsumersTable
  profiles_dates: ProfilesDatesTable
  profiles_stages: ProfilesStagesTable
  profiles_stage_clocks: ProfilesStageClocksTable
}
