import type { Holding } from '#core/holdings'
import { ORDER_FILTERS } from './filters.ts'
import { eraseOrders, purgeCarts, tellOrders } from './personal-data.ts'
import { latestPurchases } from './queries.ts'
import { regroup } from './regroup.ts'
import { ORDER_TIMELINE } from './timeline.ts'

/** What this module keeps about customers. */
export const ordersHolding: Holding = {
  module: 'orders',
  regroup,
  timeline: ORDER_TIMELINE,
  filters: ORDER_FILTERS,
  latestPurchases,
  tell: tellOrders,
  erase: eraseOrders,
  retention: [{ name: 'orders.carts', defaultDays: 365, purge: purgeCarts }],
}
