import { randomUUIDv7 } from 'node:crypto'
import type { Insertable } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import type { IncomingCart } from './domain-carts.ts'
import { NOTHING_SAID, type IncomingItem, type IncomingOrder } from './domain-incoming.ts'
import type { OrdersItemsTable, OrdersTable } from './tables.ts'

/** An order for tests; tests name only what matters to them. The book is not counted. */
export async function makeOrder(
  ctx: Ctx,
  customer: { readonly id: string },
  over: Partial<Insertable<OrdersTable>> = {},
): Promise<{ readonly id: string }> {
  const id = over.id ?? randomUUIDv7()
  const order: Insertable<OrdersTable> = {
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
export async function makeItem(ctx: Ctx, order: { readonly id: string }, over: Partial<Insertable<OrdersItemsTable>> = {}): Promise<void> {
  const item: Insertable<OrdersItemsTable> = {
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

/** A shop's word about an order, for tests. */
export function incoming(ctx: Ctx, customer: { readonly id: string }, over: Partial<IncomingOrder> = {}): IncomingOrder {
  return {
    source: 'shop',
    number: '1',
    profileId: customer.id,
    customerId: customer.id,
    saidAt: over.orderedAt ?? ctx.now,
    orderedAt: ctx.now,
    currency: ctx.workspace.currency,
    ...NOTHING_SAID,
    total: 1000n,
    state: 'placed',
    ...over,
  }
}

/** A site's word about a cart, for tests. */
export function incomingCart(ctx: Ctx, customer: { readonly id: string }, over: Partial<IncomingCart> = {}): IncomingCart {
  return {
    source: 'shop',
    cartId: 'c1',
    profileId: customer.id,
    customerId: customer.id,
    saidAt: ctx.now,
    currency: ctx.workspace.currency,
    items: [incomingItem()],
    total: 1000n,
    coupons: [],
    checkedOutAt: null,
    checkoutStep: null,
    orderNumber: null,
    ...over,
  }
}

/** A line of an order or cart as its sender says it, for tests. */
export function incomingItem(over: Partial<IncomingItem> = {}): IncomingItem {
  return { code: 'A1', name: 'Candle', category: null, variant: null, quantity: 2, price: 500n, amount: 1000n, ...over }
}
