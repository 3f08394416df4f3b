import type { Ctx } from '#core/context'
import type { OrderItem, OrderResponse } from './api.ts'
import { orderRow, shownNumber } from './list-orders.ts'
import { orderFor } from './queries.ts'

/** One order with its lines, and with what was given back for it. */
export async function showOrder(ctx: Ctx, id: string): Promise<OrderResponse> {
  const order = await orderFor(ctx, id)
  const refundOf = order.refund_of === null ? null : await original(ctx, order.refund_of)
  return {
    ...orderRow(order),
    discount: textOf(order.discount),
    channel: order.channel,
    paymentMethod: order.payment_method,
    shippingMethod: order.shipping_method,
    country: order.country,
    source: order.source,
    items: await itemsOf(ctx, id),
    refundOf,
    refunds: await refundsOf(ctx, order),
  }
}

async function itemsOf(ctx: Ctx, id: string): Promise<OrderItem[]> {
  const items = ctx.db.selectFrom('orders_items').selectAll().where('workspace_id', '=', ctx.workspace.id).where('order_id', '=', id)
  return (await items.orderBy('line').execute()).map((item) => ({
    line: item.line,
    productCode: item.product_code,
    productName: item.product_name,
    category: item.category,
    quantity: item.quantity,
    amount: textOf(item.amount),
  }))
}

async function original(ctx: Ctx, id: string): Promise<OrderResponse['refundOf']> {
  const orders = ctx.db.selectFrom('orders').select(['id', 'number']).where('workspace_id', '=', ctx.workspace.id).where('id', '=', id)
  const order = await orders.executeTakeFirst()
  return order ? { id: order.id, number: shownNumber(order.number) } : null
}

/** Looked up through the customer's orders, which are few and indexed. */
async function refundsOf(ctx: Ctx, order: { readonly id: string; readonly customer_id: string }): Promise<OrderResponse['refunds']> {
  const refunds = ctx.db
    .selectFrom('orders')
    .select(['id', 'number', 'ordered_at', 'total'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('customer_id', '=', order.customer_id)
    .where('refund_of', '=', order.id)
  return (await refunds.orderBy('ordered_at').orderBy('id').execute()).map((refund) => ({
    id: refund.id,
    number: shownNumber(refund.number),
    orderedAt: refund.ordered_at.toISOString(),
    total: textOf(refund.total),
  }))
}

function textOf(amount: bigint | null): string | null {
  return amount === null ? null : String(amount)
}
