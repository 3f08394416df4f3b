import type { ColumnType, Generated } from 'kysely'
import type { Json } from '#core/tables'

type Said = ColumnType<unknown, string | null | undefined, string | null>

/** How far an order has come, in its sender's word. */
export type OrderState = 'placed' | 'paid' | 'shipped' | 'delivered' | 'cancelled' | 'refunded'

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
  part: Generated<string>
  profile_id: string | null
  said: Said | null
  state: OrderState | null
  shipping: bigint | null
  tax: bigint | null
  coupons: string[] | null
  reason: string | null
  due_at: Date | null
  paid_at: Date | null
  paid_amount: bigint | null
  promised_at: Date | null
  shipped_at: Date | null
  delivered_at: Date | null
  cancelled_at: Date | null
  recorded_by: string | null
  recorded_at: Date | null
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
  variant: string | null
  price: bigint | null
}

/** What an import overwrote in an order. */
export interface OrdersChangesTable {
  workspace_id: string
  import_id: string
  order_id: string
  before: unknown
}

/** What the shop sells, as far as its orders tell. */
export interface OrdersProductsTable {
  workspace_id: string
  id: string
  key: string
  code: string | null
  name: string
  spellings: Generated<string[]>
  category: string | null
  price: bigint | null
  cost: bigint | null
  is_archived: Generated<boolean>
  edited: Generated<string[]>
  search: string
  first_seen: Date
  last_seen: Date
  units: Generated<number>
  orders: Generated<bigint>
  buyers: Generated<bigint>
  revenue: bigint | null
  first_buyers: Generated<bigint>
  first_buyers_back: Generated<bigint>
  counted_at: Date | null
}

/** What a customer wants to give back. */
export interface OrdersReturnsTable {
  workspace_id: string
  id: string
  order_id: string
  customer_id: string
  profile_id: string | null
  items: Json
  reason: string | null
  state: ReturnState
  requested_by: string
  requested_at: Date
  changed_at: Date
  steps: Json
}

/** How far a return request has come. */
export type ReturnState = 'requested' | 'approved' | 'refused' | 'received' | 'refunded' | 'replaced'

/** What people put together and bought, or left. */
export interface OrdersCartsTable {
  workspace_id: string
  id: string
  source: string
  cart_id: string
  customer_id: string
  profile_id: string | null
  said: Json
  said_at: Date
  begun_at: Date
  currency: string
  items: Json
  total: bigint | null
  coupons: string[]
  checked_out_at: Date | null
  checkout_step: number | null
  order_number: string | null
  order_id: string | null
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
  has_histories: Generated<boolean>
  counted_at: Date
}

/** What each customer bought and gave back, packed. */
export interface OrdersHistoriesTable {
  workspace_id: string
  customer_id: string
  bytes: Buffer
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
  orders_products: OrdersProductsTable
  orders_returns: OrdersReturnsTable
  orders_carts: OrdersCartsTable
  orders_books: OrdersBooksTable
  orders_histories: OrdersHistoriesTable
  orders_cells: OrdersCellsTable
}
