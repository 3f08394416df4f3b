import { randomUUIDv7 } from 'node:crypto'
import { inTransaction, type Ctx } from '#core/context'
import type { OrdersItemsTable, OrdersTable } from './tables.ts'

/** An order for tests; tests name only what matters to them. The book is not counted. */
export async function makeOrder(
  ctx: Ctx,
  customer: { readonly id: string },
  over: Partial<OrdersTable> = {},
): Promise<{ readonly id: string }> {
  const id = over.id ?? randomUUIDv7()
  const order: OrdersTable = {
    workspace_id: ctx.workspace.id,
    id,
    customer_id: customer.id,
    source: 'import',
    number: id,
    negative: false,
    kind: 'purchase',
    ordered_at: ctx.now,
    total: 1000n,
    currency: ctx.workspace.currency,
    discount: null,
    refund_of: null,
    channel: null,
    payment_method: null,
    shipping_method: null,
    country: null,
    status: null,
    import_id: null,
    ...over,
  }
  await inTransaction(ctx, (ctx) => ctx.db.insertInto('orders').values(order).execute())
  return { id }
}

/** A line of an order for tests. */
export async function makeItem(ctx: Ctx, order: { readonly id: string }, over: Partial<OrdersItemsTable> = {}): Promise<void> {
  const item: OrdersItemsTable = {
    workspace_id: ctx.workspace.id,
    order_id: order.id,
    line: 1,
    product_code: 'A1',
    product_name: 'Candle',
    category: null,
    quantity: 1,
    amount: 1000n,
    ...over,
  }
  await inTransaction(ctx, (ctx) => ctx.db.insertInto('orders_items').values(item).execute())
}
