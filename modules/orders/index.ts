// The orders module: what was bought and given back, and the sums that every report is made of.
// Tables orders, orders_items, orders_changes, orders_products, orders_returns, orders_carts, orders_books, orders_cells.
// Emits order.*, return.* and cart.*; hears workspace.changed. Calls customers.
export { findBook, lockBook, type Book } from './book.ts'
export { recountInNewTimeZone, recountJob } from './jobs.ts'
export { orderFor } from './queries.ts'
export { seenProducts } from './domain-products.ts'
export { addProducts } from './grow-catalogue.ts'
export { type IncomingItem, type IncomingOrder, type IncomingRefund } from './domain-incoming.ts'
export { type IncomingCart } from './domain-carts.ts'
export { recordCarts } from './record-carts.ts'
export { recordOrders, type Recorded } from './record-orders.ts'
export { recountAll } from './recount-all.ts'
export { beginRecount, type Recount } from './recount-book.ts'
export { ordersRoutes } from './routes.ts'
export { showWindow } from './set-window.ts'
export { readCells } from './read-cells.ts'
export { mergeStagedOrders, type MergedOrders, type StagedOrders } from './merge-staged.ts'
export { markCustomersWithOrders, undoImportedOrders } from './undo-import.ts'
