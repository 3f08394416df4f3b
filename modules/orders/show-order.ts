import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import type { OrderItem, OrderResponse } from './api.ts'
import { daysLate } from './domain-fulfilment.ts'
import { orderRow, shownNumber } from './list-orders.ts'
import { orderFor } from './queries.ts'
import { returnsOf } from './returns.ts'

/** One order with its lines, and with what was given back for it. */
export async function showOrder(ctx: Ctx, id: string): Promise<OrderResponse> {
  const order = await orderFor(ctx, id)
  const here = { now: ctx.now, timeZone: ctx.workspace.timeZone }
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
    shipping: textOf(order.shipping),
    tax: textOf(order.tax),
    coupons: order.coupons ?? [],
    reason: order.reason,
    delivery: {
      promisedAt: isoOf(order.promised_at),
      shippedAt: isoOf(order.shipped_at),
      deliveredAt: isoOf(order.delivered_at),
      daysLate: daysLate(order.promised_at, order.delivered_at, here),
    },
    payment: {
      dueAt: isoOf(order.due_at),
      paidAt: isoOf(order.paid_at),
      paidAmount: textOf(order.paid_amount),
      daysLate: daysLate(order.due_at, order.paid_at, here),
    },
    cancelledAt: isoOf(order.cancelled_at),
    returns: await returnsOf(ctx, id),
  }
}

interface ItemRow {
  readonly line: number
  readonly product_code: string | null
  readonly product_name: string | null
  readonly category: string | null
  readonly quantity: number | null
  readonly amount: bigint | null
  readonly variant: string | null
  readonly price: bigint | null
  readonly product_id: string | null
}

async function itemsOf(ctx: Ctx, id: string): Promise<OrderItem[]> {
  const { rows } = await sql<ItemRow>`
    select i.line, i.product_code, i.product_name, i.category, i.quantity, i.amount, i.variant, i.price,
           coalesce(
             (select p.id from orders_products p where p.workspace_id = ${ctx.workspace.id} and p.key = 'code:' || i.product_code),
             case when i.product_code is null then
               (select p.id from orders_products p where p.workspace_id = ${ctx.workspace.id} and p.spellings @> array[i.product_name] limit 1) end
           ) as product_id
    from orders_items i
    where i.workspace_id = ${ctx.workspace.id} and i.order_id = ${id}
    order by i.line`.execute(ctx.db)
  return rows.map((item) => ({
    line: item.line,
    productCode: item.product_code,
    productName: item.product_name,
    category: item.category,
    quantity: item.quantity,
    amount: textOf(item.amount),
    variant: item.variant,
    price: textOf(item.price),
    productId: item.product_id,
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
    .select(['id', 'number', 'ordered_at', 'total', 'reason'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('customer_id', '=', order.customer_id)
    .where('refund_of', '=', order.id)
  return (await refunds.orderBy('ordered_at').orderBy('id').execute()).map((refund) => ({
    id: refund.id,
    number: shownNumber(refund.number),
    orderedAt: refund.ordered_at.toISOString(),
    total: textOf(refund.total),
    reason: refund.reason,
  }))
}

function isoOf(at: Date | null): string | null {
  return at?.toISOString() ?? null
}

function textOf(amount: bigint | null): string | null {
  return amount === null ? null : String(amount)
}
