/** An order's paper: a purchase, what was given back, or something free. */
export interface OrdersTable {
  workspace_id: string
  id: string
  customer_id: string
  source: string
  number: string
  negative: boolean
  kind: 'purchase' | 'refund' | 'free'
  ordered_at: Date
  total: bigint | null
  currency: string
  discount: bigint | null
  refund_of: string | null
  channel: string | null
  payment_method: string | null
  shipping_method: string | null
  country: string | null
  status: string | null
  import_id: string | null
}

/** A line of an order. */
export interface OrdersItemsTable {
  workspace_id: string
  order_id: string
  line: number
  product_code: string | null
  product_name: string | null
  category: string | null
  quantity: number | null
  amount: bigint | null
}

/** What an import overwrote in an order. */
export interface OrdersChangesTable {
  workspace_id: string
  import_id: string
  order_id: string
  before: unknown
}

/** How the workspace's figures are kept; the row that every writer of orders locks first. */
export interface OrdersBooksTable {
  workspace_id: string
  time_zone: string
  window_days: number
  window_source: 'suggested' | 'set'
  last_day: number | null
  has_amounts: boolean
  stale: boolean
  counted_at: Date
}

/** Small sums that answer every report. */
export interface OrdersCellsTable {
  workspace_id: string
  kind: string
  x: number
  y: number
  customers: bigint
  orders: bigint
  amount: bigint
}

/** Every table of this module. */
export interface OrdersTables {
  orders: OrdersTable
  orders_items: OrdersItemsTable
  orders_changes: OrdersChangesTable
  orders_books: OrdersBooksTable
  orders_cells: OrdersCellsTable
}
