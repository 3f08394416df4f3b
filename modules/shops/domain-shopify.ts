import * as z from 'zod'
import type { Decimal } from '#pure/numbers'
import { Amount, Code, Id, Instant, listOf, minus, partOf, Quantity, reading, sum, Text, times } from './domain-fields.ts'
import { NOT_SAID, type OrderState, type Reading, type SaidItem, type SaidRefund } from './domain-heard.ts'
import { Address, consentsOf, Customer, personOf } from './domain-shopify-people.ts'
import type { Around } from './domain-woocommerce.ts'

const LineItem = z.object({
  sku: Code,
  title: Text,
  variant_title: Text,
  quantity: Quantity,
  price: Amount,
  discount_allocations: listOf(z.object({ amount: Amount })),
})

const Refund = z.object({
  id: Id,
  order_id: Code,
  created_at: Instant,
  note: Text,
  refund_line_items: listOf(z.object({ quantity: Quantity, subtotal: Amount, line_item: partOf(LineItem) })),
  transactions: listOf(z.object({ kind: Code, status: Code, amount: Amount })),
})

const Order = z.object({
  id: Id,
  name: Code,
  order_number: Code,
  test: z.boolean().nullish(),
  email: Code,
  phone: Code,
  created_at: Instant,
  updated_at: Instant,
  processed_at: Instant,
  cancelled_at: Instant,
  currency: z.string().length(3),
  total_price: Amount,
  total_discounts: Amount,
  total_tax: Amount,
  total_shipping_price_set: partOf(z.object({ shop_money: partOf(z.object({ amount: Amount })) })),
  financial_status: Code,
  fulfillment_status: Code,
  source_name: Code,
  customer_locale: Code,
  payment_gateway_names: listOf(z.string()),
  discount_codes: listOf(z.object({ code: Text })),
  customer: partOf(Customer),
  billing_address: partOf(Address),
  shipping_address: partOf(Address),
  shipping_lines: listOf(z.object({ title: Text })),
  line_items: listOf(LineItem),
  refunds: listOf(Refund),
  fulfillments: listOf(z.object({ status: Code, shipment_status: Code, created_at: Instant, updated_at: Instant })),
})
type Order = z.output<typeof Order>

const Checkout = z.object({
  token: Id,
  email: Code,
  phone: Code,
  created_at: Instant,
  updated_at: Instant,
  completed_at: Instant,
  currency: z.string().length(3),
  total_price: Amount,
  customer_locale: Code,
  customer: partOf(Customer),
  billing_address: partOf(Address),
  shipping_address: partOf(Address),
  discount_codes: listOf(z.object({ code: Text })),
  line_items: listOf(LineItem),
})

const Product = z.object({
  title: Text,
  product_type: Text,
  updated_at: Instant,
  variants: listOf(z.object({ title: Text, sku: Code, price: Amount })),
})

/** A message of Shopify in our words. */
export function hearShopify(payload: unknown, around: Around): Reading {
  const { topic, receivedAt } = around
  if (topic === 'orders/delete') {
    return reading(z.object({ id: Id }), payload, ({ id }) => ({
      heard: { what: 'order_gone', remoteId: id, number: null, at: receivedAt },
    }))
  }
  if (topic.startsWith('orders/')) return reading(Order, payload, (order) => hearOrder(order, around))
  if (topic === 'refunds/create') return reading(Refund, payload, (refund) => hearRefund(refund, around))
  if (CUSTOMERS.has(topic)) return reading(Customer, payload, (customer) => hearCustomer(customer, around))
  if (topic === 'checkouts/create' || topic === 'checkouts/update') return reading(Checkout, payload, (left) => hearCheckout(left, around))
  if (topic === 'products/create' || topic === 'products/update') return reading(Product, payload, (sold) => hearProduct(sold, around))
  return { heard: { what: 'nothing', code: 'shops.topic_unused' } }
}

const CUSTOMERS: ReadonlySet<string> = new Set(['customers/create', 'customers/update', 'customers/enable', 'customers/disable'])

function hearOrder(order: Order, around: Around): Reading {
  if (order.test) return { heard: { what: 'nothing', code: 'shops.test_order' } }
  const saidAt = notLater(order.updated_at ?? order.created_at, around)
  const sent = order.fulfillments.filter(({ status }) => status === null || status === 'success')
  const number = (order.name ?? order.order_number ?? order.id).replace(/^#/, '')
  const isPaid = order.financial_status === 'paid'
  const state = stateOf(order, sent)
  const delivered = state === 'delivered' ? latest(sent.map(({ updated_at }) => updated_at)) : null
  return {
    heard: {
      what: 'order',
      person: personOf({ ...order, at: saidAt }),
      order: {
        ...NOT_SAID,
        remoteId: order.id,
        number,
        saidAt,
        orderedAt: order.processed_at ?? order.created_at ?? saidAt,
        unit: order.currency,
        isUnfinished: false,
        total: order.total_price,
        discount: order.total_discounts,
        shipping: order.total_shipping_price_set?.shop_money?.amount ?? null,
        tax: order.total_tax,
        coupons: order.discount_codes.flatMap(({ code }) => code ?? []),
        channel: channelOf(order.source_name),
        paymentMethod: order.payment_gateway_names[0] ?? null,
        shippingMethod: order.shipping_lines[0]?.title ?? null,
        country: order.shipping_address?.country_code ?? order.billing_address?.country_code ?? null,
        status: [order.financial_status, order.fulfillment_status].filter(Boolean).join(', ') || null,
        state,
        paidAt: isPaid ? (order.processed_at ?? saidAt) : null,
        paidAmount: isPaid ? order.total_price : null,
        shippedAt: order.fulfillment_status === 'fulfilled' ? latest(sent.map(({ created_at }) => created_at)) : null,
        deliveredAt: delivered,
        items: order.line_items.map(itemOf),
        refunds: order.refunds.map((refund) => refundOf(refund, saidAt)),
      },
    },
  }
}

type Sent = Order['fulfillments'][number]

function stateOf({ cancelled_at, financial_status, fulfillment_status }: Order, sent: readonly Sent[]): OrderState {
  if (cancelled_at !== null || financial_status === 'voided') return 'cancelled'
  if (financial_status === 'refunded') return 'refunded'
  if (fulfillment_status === 'fulfilled') {
    return sent.length > 0 && sent.every(({ shipment_status }) => shipment_status === 'delivered') ? 'delivered' : 'shipped'
  }
  return financial_status === 'paid' || financial_status === 'partially_refunded' ? 'paid' : 'placed'
}

/** What was said last, as one instant; null when nobody says. */
function latest(times: readonly (Date | null)[]): Date | null {
  return times.reduce((last, at) => (at && (!last || at > last) ? at : last), null)
}

function channelOf(source: string | null): string | null {
  if (source === 'web') return 'online'
  return source === 'pos' ? 'in-person' : source
}

function hearCustomer(customer: Customer, around: Around): Reading {
  const at = notLater(customer.updated_at ?? customer.created_at, around)
  const nothing = { email: null, phone: null, customer_locale: null, billing_address: null, shipping_address: null }
  const person = personOf({ at, customer, ...nothing })
  const tags = (customer.tags ?? '').split(',').flatMap((tag) => tag.trim() || [])
  return { heard: { what: 'customer', person: { ...person, tags, consents: consentsOf(customer, at) } } }
}

function hearCheckout(checkout: z.output<typeof Checkout>, around: Around): Reading {
  const saidAt = notLater(checkout.updated_at ?? checkout.created_at, around)
  const cart = {
    cartId: checkout.token,
    saidAt,
    unit: checkout.currency,
    items: checkout.line_items.map(itemOf),
    total: checkout.total_price,
    coupons: checkout.discount_codes.flatMap(({ code }) => code ?? []),
    checkedOutAt: checkout.created_at ?? saidAt,
    checkoutStep: null,
    orderNumber: null,
  }
  return { heard: { what: 'cart', person: personOf({ ...checkout, at: saidAt }), cart } }
}

function hearProduct({ title, product_type, updated_at, variants }: z.output<typeof Product>, around: Around): Reading {
  const at = notLater(updated_at, around)
  const items = variants.map(({ title: variant, sku, price }): SaidItem => {
    return { code: sku, name: title, category: product_type, variant: plainVariant(variant), quantity: null, price, amount: null }
  })
  return { heard: { what: 'products', at, unit: around.unit, items } }
}

function hearRefund(refund: z.output<typeof Refund>, around: Around): Reading {
  if (refund.order_id === null) return { refusal: { code: 'shops.bad_payload', details: { field: 'order_id' } } }
  const at = notLater(refund.created_at, around)
  return { heard: { what: 'refund', remoteId: refund.order_id, at, refund: refundOf(refund, at) } }
}

/** What went back is what was paid back; where no payment is told, what the lines were worth. */
function refundOf({ id, created_at, note, refund_line_items, transactions }: z.output<typeof Refund>, at: Date): SaidRefund {
  const paid = transactions.flatMap(({ kind, status, amount }) => (kind === 'refund' && status === 'success' && amount ? [amount] : []))
  const lines = refund_line_items.flatMap(({ subtotal }) => subtotal ?? [])
  const amounts = paid.length > 0 ? paid : lines
  const items = refund_line_items.flatMap(({ line_item, quantity, subtotal }) =>
    line_item ? [{ ...itemOf(line_item), quantity, amount: subtotal }] : [],
  )
  return { id, at: created_at ?? at, amount: amounts.length > 0 ? sum(amounts) : null, reason: note, items }
}

function itemOf(item: z.output<typeof LineItem>): SaidItem {
  const { sku, title, variant_title, quantity, price, discount_allocations } = item
  const off = sum(discount_allocations.flatMap(({ amount }) => amount ?? []))
  const full: Decimal | null = price && quantity !== null ? times(price, quantity) : null
  const amount = full ? minus(full, off) : null
  return { code: sku, name: title, category: null, variant: plainVariant(variant_title), quantity, price, amount }
}

/** What Shopify calls the only variant of a product. */
function plainVariant(title: string | null): string | null {
  return title === 'Default Title' ? null : title
}

function notLater(at: Date | null, { receivedAt }: Around): Date {
  return at && at < receivedAt ? at : receivedAt
}
