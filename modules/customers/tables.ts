/** A person or business that pays, with what it is found and shown by. */
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
}

/** What a customer is recognised by. */
export interface CustomersKeysTable {
  workspace_id: string
  kind: 'external' | 'phone' | 'email' | 'name'
  value: string
  customer_id: string
}

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

/** Every table of this module. */
export interface CustomersTables {
  customers: CustomersTable
  customers_keys: CustomersKeysTable
  customers_summaries: CustomersSummariesTable
  customers_changes: CustomersChangesTable
}
