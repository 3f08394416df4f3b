// The shops module: WooCommerce, Shopify and any other shop, heard as it happens and asked for its history.
// Tables shops_connections, shops_deliveries, shops_orders, shops_pulls. Emits shop.connected, .pulled and .failed. Calls customers, orders, consent,
// workspaces.
export { shopsBacklog } from './backlog.ts'
export { shopsHolding } from './holding.ts'
export { shopsHooks } from './hooks.ts'
export { pullJob, sweepShopsJob, workDeliveriesJob } from './jobs.ts'
export { shopsRoutes } from './routes.ts'
