import * as z from 'zod'
import { type Heard, NOBODY, NOT_SAID, type OrderState, type Reading, type SaidItem, type SaidPerson } from './domain-heard.ts'
import { Amount, Code, Id, listOf, partOf, Quantity, reading, Text, UtcInstant } from './domain-fields.ts'

const Address = z.object({
  first_name: Text,
  last_name: Text,
  company: Text,
  city: Text,
  country: Code,
  email: Code,
  phone: Code,
})

const LineItem = z.object({
  name: Text,
  parent_name: Text,
  variation_id: Code,
  quantity: Quantity,
  total: Amount,
  price: Amount,
  sku: Code,
})

const Dates = { date_created_gmt: UtcInstant, date_modified_gmt: UtcInstant }

/** An order as the REST API v3 shows it; webhooks send the same. What is not named here is not read. */
const Order = z.object({
  id: Id,
  number: Code,
  status: Text,
  currency: z.string().min(2).max(8),
  ...Dates,
  date_paid_gmt: UtcInstant,
  date_completed_gmt: UtcInstant,
  discount_total: Amount,
  shipping_total: Amount,
  total_tax: Amount,
  total: Amount,
  customer_id: Code,
  billing: partOf(Address),
  shipping: partOf(Address),
  payment_method: Code,
  payment_method_title: Text,
  created_via: Code,
  line_items: listOf(LineItem),
  shipping_lines: listOf(z.object({ method_title: Text })),
  coupon_lines: listOf(z.object({ code: Text })),
  refunds: listOf(z.object({ id: Id, reason: Text, total: Amount })),
})
type Order = z.output<typeof Order>

const Customer = z.object({
  id: Id,
  ...Dates,
  email: Code,
  first_name: Text,
  last_name: Text,
  billing: partOf(Address),
})

const Product = z.object({
  name: Text,
  sku: Code,
  ...Dates,
  price: Amount,
  categories: listOf(z.object({ name: Text })),
})

const Refund = z.object({
  id: Id,
  parent_id: Id,
  date_created_gmt: UtcInstant,
  amount: Amount,
  reason: Text,
  line_items: listOf(LineItem),
})

/** What is known beside the payload. */
export interface Around {
  readonly topic: string
  readonly receivedAt: Date
  /** What the shop writes prices in; null while nobody knows. */
  readonly unit: string | null
}

/** A message of WooCommerce in our words. */
export function hearWooCommerce(payload: unknown, around: Around): Reading {
  const [subject, event = ''] = around.topic.split('.')
  if (subject === 'order' && event === 'deleted') return reading(z.object({ id: Id }), payload, ({ id }) => gone(id, around))
  if (subject === 'order') return reading(Order, payload, (order) => hearOrder(order, around))
  if (subject === 'customer' && event !== 'deleted') return reading(Customer, payload, (customer) => hearCustomer(customer, around))
  if (subject === 'product' && event !== 'deleted') return reading(Product, payload, (product) => hearProduct(product, around))
  if (subject === 'refund') return reading(Refund, payload, (refund) => hearRefund(refund, around))
  return { heard: { what: 'nothing', code: 'shops.topic_unused' } }
}

function gone(id: string, { receivedAt }: Around): Reading {
  return { heard: { what: 'order_gone', remoteId: id, number: null, at: receivedAt } }
}

function hearOrder(order: Order, around: Around): Reading {
  const status = (order.status ?? '').replace(/^wc-/, '')
  if (/^(?:auto-)?draft$/.test(status)) return { heard: { what: 'nothing', code: 'shops.draft_order' } }
  const saidAt = timeSaid(order.date_modified_gmt ?? order.date_created_gmt, around)
  const orderedAt = order.date_created_gmt ?? saidAt
  const { total, billing, shipping } = order
  const said: Extract<Heard, { what: 'order' }>['order'] = {
    ...NOT_SAID,
    remoteId: order.id,
    number: order.number ?? order.id,
    // What comes back out of the bin has not been touched since.
    saidAt: around.topic === 'order.restored' ? around.receivedAt : saidAt,
    orderedAt,
    unit: order.currency,
    isUnfinished: UNFINISHED.has(status),
    total,
    discount: order.discount_total,
    shipping: order.shipping_total,
    tax: order.total_tax,
    coupons: order.coupon_lines.flatMap(({ code }) => code ?? []),
    channel: channelOf(order.created_via),
    paymentMethod: order.payment_method_title ?? order.payment_method,
    shippingMethod: order.shipping_lines[0]?.method_title ?? null,
    country: shipping?.country ?? billing?.country ?? null,
    status: order.status,
    state: stateOf(status, order.date_paid_gmt !== null),
    paidAt: order.date_paid_gmt,
    paidAmount: order.date_paid_gmt ? total : null,
    deliveredAt: status === 'completed' ? order.date_completed_gmt : null,
    items: order.line_items.map(itemOf),
    // The order names its refunds without their time; the pull of refunds tells it, and the earliest time stands.
    refunds: order.refunds.map(({ id, reason, total }) => ({ id, at: saidAt, amount: total, reason, items: [] })),
  }
  return { heard: { what: 'order', person: buyerOf(order, saidAt), order: said } }
}

/** A payment that never came: WooCommerce makes the order before the customer goes to the bank's page. */
const UNFINISHED: ReadonlySet<string> = new Set(['pending', 'failed', 'checkout-draft'])

/** How far an order is. Shops add states of their own, so their words are looked at; a state still to come ("ready to ship") is none. */
function stateOf(status: string, isPaid: boolean): OrderState {
  const known = STATES[status]
  if (known) return known
  const begun = isPaid ? 'paid' : 'placed'
  if (/await|ready|prepar|pending|waiting|before|not-|انتظار|آماده/.test(status)) return begun
  if (/deliver|tahvil|تحویل/.test(status)) return 'delivered'
  if (/ship|sent|dispatch|ersal|ارسال|پست شد/.test(status)) return 'shipped'
  if (/cancel|fail|refus|reject|لغو|کنسل/.test(status)) return 'cancelled'
  return begun
}

const STATES: Readonly<Record<string, OrderState | undefined>> = {
  completed: 'delivered',
  cancelled: 'cancelled',
  failed: 'cancelled',
  trash: 'cancelled',
  refunded: 'refunded',
}

function channelOf(createdVia: string | null): string | null {
  if (createdVia === 'checkout' || createdVia === 'store-api') return 'online'
  return createdVia && /pos/i.test(createdVia) ? 'in-person' : createdVia
}

function buyerOf({ customer_id, billing, shipping }: Order, at: Date): SaidPerson {
  const account = customer_id === null || customer_id === '0' ? null : customer_id
  return personOf({ at, account, email: null, name: nameOf(billing) ?? nameOf(shipping), billing })
}

function hearCustomer(customer: z.output<typeof Customer>, around: Around): Reading {
  const at = timeSaid(customer.date_modified_gmt ?? customer.date_created_gmt, around)
  const { billing, id, email } = customer
  return { heard: { what: 'customer', person: personOf({ at, account: id, email, name: nameOf(customer) ?? nameOf(billing), billing }) } }
}

interface Known {
  readonly at: Date
  readonly account: string | null
  readonly email: string | null
  readonly name: string | null
  readonly billing: z.output<typeof Address> | null
}

function personOf({ at, account, email, name, billing }: Known): SaidPerson {
  const said = { external: account, phone: billing?.phone ?? null, email: email ?? billing?.email ?? null }
  const company = billing?.company ?? null
  return {
    ...NOBODY,
    at,
    identifiers: (['external', 'phone', 'email'] as const).flatMap((kind) => {
      const text = said[kind]
      return text === null ? [] : { kind, text, isVerified: false }
    }),
    country: billing?.country ?? null,
    city: billing?.city ?? null,
    name: name ?? company,
    kind: company === null ? null : 'business',
  }
}

function nameOf(address: { readonly first_name: string | null; readonly last_name: string | null } | null): string | null {
  const name = [address?.first_name, address?.last_name].filter(Boolean).join(' ')
  return name === '' ? null : name
}

/** A variation's name is its product's with what was chosen behind it. */
function itemOf(item: z.output<typeof LineItem>): SaidItem {
  const { name, parent_name: parent } = item
  const isVariation = item.variation_id !== null && item.variation_id !== '0' && parent !== null && name?.startsWith(`${parent} - `)
  return {
    code: item.sku,
    name: isVariation ? parent : name,
    category: null,
    variant: isVariation && name ? name.slice((parent ?? '').length + 3) : null,
    quantity: item.quantity,
    price: item.price,
    amount: item.total,
  }
}

function hearProduct({ name, sku, price, categories, ...dates }: z.output<typeof Product>, around: Around): Reading {
  const at = timeSaid(dates.date_modified_gmt ?? dates.date_created_gmt, around)
  const item = { code: sku, name, category: categories[0]?.name ?? null, variant: null, quantity: null, price, amount: null }
  return { heard: { what: 'products', at, unit: around.unit, items: [item] } }
}

function hearRefund(refund: z.output<typeof Refund>, around: Around): Reading {
  const { id, amount, reason, parent_id: remoteId } = refund
  const at = timeSaid(refund.date_created_gmt, around)
  return { heard: { what: 'refund', remoteId, at, refund: { id, at, amount, reason, items: refund.line_items.map(itemOf) } } }
}

/** A shop whose clock runs ahead must not silence everybody who speaks after it. */
function timeSaid(at: Date | null, { receivedAt }: Around): Date {
  return at && at < receivedAt ? at : receivedAt
}
