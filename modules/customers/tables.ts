import type { ColumnType, Generated } from 'kysely'
import type { Json } from '#core/tables'

/** The same, where the database fills in what is not given. */
type Attributes = ColumnType<unknown, string | undefined, string>
type Said = ColumnType<unknown, string | null | undefined, string | null>

/** A person or business that pays, with what it is found and shown by; the migrations say what each column means. */
export interface CustomersTable {
  workspace_id: string
  id: string
  name: string | null
  phone: string | null
  email: string | null
  external_id: string | null
  country: string | null
  search: string
  import_id: string | null
  created_at: Date
  merged_into: string | null
  is_visitor: Generated<boolean>
  kind: Generated<'person' | 'business'>
  trade: Generated<'end' | 'reseller'>
  birthday: string | null
  birthday_calendar: 'gregorian' | 'persian' | null
  language: string | null
  city: string | null
  tags: Generated<string[]>
  attributes: Attributes
  acquisition: string | null
  owner_id: string | null
  payment_terms_days: number | null
  said: Said | null
  changed_at: Date | null
  seen_at: Date | null
  erased_at: Date | null
}

/** What a customer is recognised by. */
export interface CustomersKeysTable {
  workspace_id: string
  kind: KeyKind
  value: string
  customer_id: string
  source: Generated<string>
  recognises: Generated<boolean>
  verified: Generated<boolean>
  added_at: Date | null
}

export type KeyKind = 'external' | 'phone' | 'email' | 'name' | 'anonymous' | 'telegram' | 'bale' | 'instagram' | 'device'

/** One row per customer who ever ordered; the migration says what each number means. */
export interface CustomersSummariesTable {
  workspace_id: string
  customer_id: string
  purchases: number
  revenue: bigint | null
  refunds: number
  refunded: bigint | null
  first_at: Date | null
  last_at: Date | null
  first_day: number | null
  last_day: number | null
  return_days: number | null
  gap_days: number | null
  first_month_gregorian: number | null
  active_gregorian: Buffer | null
  current_gregorian: Buffer | null
  first_month_persian: number | null
  active_persian: Buffer | null
  current_persian: Buffer | null
}

/** What an import overwrote in a customer's own fields. */
export interface CustomersChangesTable {
  workspace_id: string
  import_id: string
  customer_id: string
  before: unknown
}

/** The row that whoever finds, adds, merges or splits customers holds. */
export interface CustomersLocksTable {
  workspace_id: string
}

/** One profile made part of another's family, and whether that was taken back. */
export interface CustomersMergesTable {
  workspace_id: string
  id: string
  survivor_id: string
  absorbed_id: string
  reason: 'verified' | 'anonymous' | 'alias' | 'chosen'
  evidence: Json
  merged_by: string
  merged_at: Date
  undone_by: string | null
  undone_at: Date | null
}

/** Two customers who may be the same person. */
export interface CustomersSuggestionsTable {
  workspace_id: string
  id: string
  one_id: string
  other_id: string
  evidence: Json
  score: number
  state: 'open' | 'merged' | 'dismissed'
  found_at: Date
  settled_by: string | null
  settled_at: Date | null
}

/** Who changed what, when. */
export interface CustomersEditsTable {
  workspace_id: string
  id: string
  customer_id: string
  field: string
  before: Json | null
  after: Json | null
  changed_by: string
  changed_at: Date
}

/** A list as a member keeps it. */
export interface CustomersViewsTable {
  workspace_id: string
  id: string
  name: string
  owner_id: string | null
  list: Json
  created_at: Date
}

/** How a member's list of customers looks. */
export interface CustomersListsTable {
  workspace_id: string
  user_id: string
  columns: Json | null
  default_view_id: string | null
}

/** One change to many customers. */
export interface CustomersBulksTable {
  workspace_id: string
  id: string
  customers: Json
  change: Json
  can: Json
  total: number
  done: number
  last_id: string | null
  state: 'running' | 'done' | 'cancelled' | 'failed'
  error: string | null
  started_by: string | null
  started_at: Date
  heartbeat_at: Date | null
  finished_at: Date | null
}

/** Every table of this module. */
export interface CustomersTables {
  customers: CustomersTable
  customers_keys: CustomersKeysTable
  customers_summaries: CustomersSummariesTable
  customers_changes: CustomersChangesTable
  customers_locks: CustomersLocksTable
  customers_merges: CustomersMergesTable
  customers_suggestions: CustomersSuggestionsTable
  customers_edits: CustomersEditsTable
  customers_views: CustomersViewsTable
  customers_lists: CustomersListsTable
  customers_bulks: CustomersBulksTable
}
