import { isObject, readTimeText, type JsonObject } from './domain-messages.ts'
import { amountOf, moneyOf, type Money } from './domain-money.ts'
import { isTrouble, readProducts, short, type Line, type Trouble } from './domain-products.ts'

/** What a message says of an order; what is null was not said. Amounts are minor units of `currency`. */
export interface OrderWord {
  readonly number: string
  readonly currency: string
  readonly state: 'placed' | 'paid' | 'shipped' | 'delivered' | 'cancelled' | 'refunded' | null
  readonly total: bigint | null
  readonly discount: bigint | null
  readonly shipping: bigint | null
  readonly tax: bigint | null
  readonly coupons: readonly string[]
  readonly channel: string | null
  readonly paymentMethod: string | null
  readonly shippingMethod: string | null
  readonly country: string | null
  readonly status: string | null
  readonly dueAt: Date | null
  readonly promisedAt: Date | null
  readonly items: readonly Line[] | null
  readonly refund: {
    readonly id: string
    readonly amount: bigint | null
    readonly reason: string | null
    readonly items: readonly Line[]
  } | null
}

/** Events about orders and the state they tell. The last three are not in the specification, but many shops send them. */
const STATES: ReadonlyMap<string, OrderWord['state']> = new Map([
  ['order completed', 'placed'],
  ['order updated', null],
  ['order refunded', 'refunded'],
  ['order cancelled', 'cancelled'],
  ['order canceled', 'cancelled'],
  ['order paid', 'paid'],
  ['order shipped', 'shipped'],
  ['order delivered', 'delivered'],
] as const)

/** What a track message says of an order; null when it is about none. */
export function readOrder(
  event: string,
  properties: JsonObject,
  { messageId, currency }: { messageId: string; currency: string },
): OrderWord | Trouble | null {
  const state = STATES.get(event.trim().toLowerCase())
  const number = short(properties.order_id) ?? short(properties.orderId)
  if (state === undefined || number === null) return null
  const money = moneyOf(properties.currency, currency)
  if (!money) return { trouble: 'tracking.bad_currency', path: 'properties.currency' }
  const items = readProducts(properties.products, money)
  if (isTrouble(items)) return items
  const amounts = readAmounts(properties, money)
  if (isTrouble(amounts)) return amounts
  const word = { ...WORDLESS, number, currency: money.currency, state }
  if (state === 'refunded') return { ...word, refund: refundOf(properties, { messageId, amount: amounts.total, items: items ?? [] }) }
  return { ...word, ...amounts, ...circumstances(properties), items }
}

const WORDLESS = {
  total: null,
  discount: null,
  shipping: null,
  tax: null,
  coupons: [],
  channel: null,
  paymentMethod: null,
  shippingMethod: null,
  country: null,
  status: null,
  dueAt: null,
  promisedAt: null,
  items: null,
  refund: null,
} satisfies Partial<OrderWord>

type Amounts = Pick<OrderWord, 'total' | 'discount' | 'shipping' | 'tax'>

/** `revenue` leaves shipping and tax out, `total` holds them; where only revenue is said, they are added. */
function readAmounts(properties: JsonObject, money: Money): Amounts | Trouble {
  const read: Record<string, bigint | null> = {}
  for (const name of ['total', 'value', 'revenue', 'discount', 'shipping', 'tax']) {
    const amount = amountOf(properties[name], money)
    if (amount === undefined) return { trouble: 'tracking.bad_amount', path: `properties.${name}` }
    read[name] = amount
  }
  const { total = null, value = null, revenue = null, discount = null, shipping = null, tax = null } = read
  const summed = revenue === null ? null : revenue + (shipping ?? 0n) + (tax ?? 0n)
  return { total: total ?? summed ?? value, discount, shipping, tax }
}

function circumstances(properties: JsonObject) {
  const address = [properties.shipping_address, properties.billing_address].find(isObject)
  const country = short(properties.country) ?? short(address?.country)
  return {
    coupons: couponsOf(properties.coupon ?? properties.coupons),
    channel: short(properties.channel),
    paymentMethod: short(properties.payment_method),
    shippingMethod: short(properties.shipping_method),
    country: country && /^[a-z]{2}$/i.test(country) ? country.toUpperCase() : null,
    status: short(properties.status),
    dueAt: readTimeText(properties.due_at),
    promisedAt: readTimeText(properties.promised_at),
  }
}

/** A refund without amount and products gives the whole order back: its state says so. */
function refundOf(
  properties: JsonObject,
  { messageId, amount, items }: { messageId: string; amount: bigint | null; items: readonly Line[] },
): OrderWord['refund'] {
  if (amount === null && items.length === 0) return null
  const sum = items.every(({ amount }) => amount !== null) ? items.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n) : null
  return { id: short(properties.refund_id) ?? messageId, amount: amount ?? sum, reason: short(properties.reason), items }
}

/** One coupon's name, or several. */
export function couponsOf(value: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value]
  return [...new Set(all.flatMap((each) => short(each) ?? []))].slice(0, 50)
}
