import * as z from 'zod'
import { CHANNELS } from '#api/consent'
import type { Decimal } from '#pure/numbers'
import { tidy } from '#pure/text'
import type { Heard, Reading, SaidItem, SaidOrder, SaidPerson, SaidRefund } from './domain-heard.ts'
import { reading } from './domain-fields.ts'
import type { Around } from './domain-woocommerce.ts'

const Words = z
  .string()
  .max(500)
  .transform((text) => tidy(text.toWellFormed().replaceAll('\0', '')))
const Name = Words.nullish().describe('Text as people read it')
const Identity = z
  .union([z.string().min(1).max(200), z.int()])
  .transform((value) => String(value).toWellFormed().replaceAll('\0', '').trim())
const Moment = z.iso
  .datetime({ offset: true })
  .describe('ISO 8601 with a time zone: 2026-03-21T12:30:00+03:30')
  .transform((text) => new Date(text))
const Money = z
  .union([z.string().regex(/^-?\d{1,13}(?:\.\d{1,6})?$/), z.number().gte(-1e13).lte(1e13)])
  .describe('A decimal in the currency of the message, as text or number: "125000" or 12.50')

/** Who bought. One of id, phone or email has to be there. */
const PlainCustomer = z.object({
  id: Identity.nullish().describe('Your own id of the customer'),
  name: Name,
  phone: z.string().max(50).nullish().describe('In any digits; without a country code it is at home in `country`'),
  isPhoneVerified: z.boolean().optional().describe('You made sure that it is theirs, by a code for instance'),
  email: z.string().max(320).nullish(),
  isEmailVerified: z.boolean().optional(),
  telegram: z.string().max(100).nullish(),
  bale: z.string().max(100).nullish(),
  instagram: z.string().max(100).nullish(),
  kind: z.enum(['person', 'business']).nullish(),
  trade: z.enum(['end', 'reseller']).nullish().describe('Buys to use, or to sell on'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullish(),
  city: Name,
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .nullish(),
  birthday: z
    .string()
    .regex(/^(?:\d{4}|-)-\d{2}-\d{2}$/)
    .nullish()
    .describe('yyyy-mm-dd, or --mm-dd without the year, in `birthdayCalendar`'),
  birthdayCalendar: z.enum(['gregorian', 'persian']).nullish(),
  tags: z.array(Words).max(50).optional(),
  attributes: z.record(z.string().max(60), z.union([z.string().max(500), z.number(), z.boolean()])).optional(),
  consents: z
    .array(
      z.object({ purpose: z.string().max(40), channel: z.enum(CHANNELS), state: z.enum(['granted', 'denied']), at: Moment.optional() }),
    )
    .max(50)
    .optional(),
})

const PlainItem = z.object({
  code: Identity.nullish(),
  name: Name,
  category: Name,
  variant: Name,
  quantity: z.number().gte(-1e9).lte(1e9).nullish(),
  price: Money.nullish().describe('Of one piece'),
  amount: Money.nullish().describe('Of the line, after its discount'),
})

const PlainRefund = z.object({
  id: Identity.describe('Tells the refunds of an order apart'),
  at: Moment,
  amount: Money.nullish(),
  reason: Name,
  items: z.array(PlainItem).max(500).optional(),
})

const Currency = z
  .string()
  .regex(/^[A-Z]{3,5}$/)
  .describe('ISO 4217; IRT for Toman, IRR for Rial')

const PlainOrder = z.object({
  number: Identity.describe('As people see it; the same number is the same order'),
  orderedAt: Moment,
  currency: Currency,
  total: Money.nullish().describe('What the customer pays, all in'),
  discount: Money.nullish(),
  shipping: Money.nullish(),
  tax: Money.nullish(),
  coupons: z.array(Words).max(50).optional(),
  state: z.enum(['placed', 'paid', 'shipped', 'delivered', 'cancelled', 'refunded']).nullish(),
  status: Name.describe('In your own words'),
  channel: Name,
  paymentMethod: Name,
  shippingMethod: Name,
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullish(),
  dueAt: Moment.nullish(),
  paidAt: Moment.nullish(),
  paidAmount: Money.nullish(),
  promisedAt: Moment.nullish(),
  shippedAt: Moment.nullish(),
  deliveredAt: Moment.nullish(),
  items: z.array(PlainItem).max(500).nullish().describe('All lines, or nothing when they are not said'),
  refunds: z.array(PlainRefund).max(100).optional(),
})

const PlainCart = z.object({
  id: Identity,
  currency: Currency,
  items: z.array(PlainItem).max(500),
  total: Money.nullish(),
  coupons: z.array(Words).max(50).optional(),
  checkedOutAt: Moment.nullish(),
  orderNumber: Identity.nullish().describe('Once it has become an order'),
})

/**
 * A message of any shop: what happened, to whom, and `at` which time it was so. Messages may come in any order and more than once; of each field the
 * word with the latest `at` stands.
 */
export const PlainMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('order'), at: Moment, customer: PlainCustomer, order: PlainOrder }),
  z.object({ type: z.literal('order_deleted'), at: Moment, order: z.object({ number: Identity }) }),
  z.object({ type: z.literal('customer'), at: Moment, customer: PlainCustomer }),
  z.object({ type: z.literal('cart'), at: Moment, customer: PlainCustomer, cart: PlainCart }),
])
type PlainMessage = z.output<typeof PlainMessage>

/** A plain message in our words. */
export function hearPlain(payload: unknown, around: Around): Reading {
  return reading(PlainMessage, payload, (message) => ({ heard: heardOf(message, around) }))
}

function heardOf(message: PlainMessage, { receivedAt }: Around): Heard {
  const at = message.at < receivedAt ? message.at : receivedAt
  switch (message.type) {
    case 'order_deleted':
      return { what: 'order_gone', remoteId: null, number: message.order.number, at }
    case 'customer':
      return { what: 'customer', person: personOf(message.customer, at) }
    case 'order':
      return { what: 'order', person: personOf(message.customer, at), order: orderOf(message.order, at) }
    case 'cart': {
      const { id, currency, orderNumber, total, coupons = [], checkedOutAt = null } = message.cart
      const items = message.cart.items.map(itemOf)
      const cart = { cartId: id, saidAt: at, unit: currency, items, total: decimalOf(total), coupons, checkedOutAt, checkoutStep: null }
      return { what: 'cart', person: personOf(message.customer, at), cart: { ...cart, orderNumber: orderNumber ?? null } }
    }
  }
}

function personOf(customer: z.output<typeof PlainCustomer>, at: Date): SaidPerson {
  const said = [
    { kind: 'external', text: customer.id, isVerified: false },
    { kind: 'phone', text: customer.phone, isVerified: customer.isPhoneVerified ?? false },
    { kind: 'email', text: customer.email, isVerified: customer.isEmailVerified ?? false },
    { kind: 'telegram', text: customer.telegram, isVerified: false },
    { kind: 'bale', text: customer.bale, isVerified: false },
    { kind: 'instagram', text: customer.instagram, isVerified: false },
  ] as const
  return {
    at,
    identifiers: said.flatMap(({ text, ...rest }) => (text ? [{ ...rest, text }] : [])),
    country: customer.country ?? null,
    name: customer.name || null,
    city: customer.city || null,
    language: customer.language ?? null,
    kind: customer.kind ?? null,
    trade: customer.trade ?? null,
    birthday: customer.birthday ?? null,
    birthdayCalendar: customer.birthday ? (customer.birthdayCalendar ?? 'gregorian') : null,
    attributes: customer.attributes ?? {},
    tags: (customer.tags ?? []).filter((tag) => tag !== ''),
    consents: (customer.consents ?? []).map((consent) => ({ ...consent, at: consent.at ?? at, proof: {} })),
  }
}

function orderOf(order: z.output<typeof PlainOrder>, saidAt: Date): SaidOrder {
  return {
    remoteId: null,
    number: order.number,
    saidAt,
    orderedAt: order.orderedAt,
    unit: order.currency,
    isUnfinished: false,
    total: decimalOf(order.total),
    discount: decimalOf(order.discount),
    shipping: decimalOf(order.shipping),
    tax: decimalOf(order.tax),
    coupons: order.coupons ?? [],
    channel: order.channel || null,
    paymentMethod: order.paymentMethod || null,
    shippingMethod: order.shippingMethod || null,
    country: order.country ?? null,
    status: order.status || null,
    state: order.state ?? null,
    dueAt: order.dueAt ?? null,
    paidAt: order.paidAt ?? null,
    paidAmount: decimalOf(order.paidAmount),
    promisedAt: order.promisedAt ?? null,
    shippedAt: order.shippedAt ?? null,
    deliveredAt: order.deliveredAt ?? null,
    items: order.items?.map(itemOf) ?? null,
    refunds: (order.refunds ?? []).map(refundOf),
  }
}

function refundOf({ id, at, amount, reason, items = [] }: z.output<typeof PlainRefund>): SaidRefund {
  return { id, at, amount: decimalOf(amount), reason: reason || null, items: items.map(itemOf) }
}

function itemOf(item: z.output<typeof PlainItem>): SaidItem {
  return {
    code: item.code ?? null,
    name: item.name || null,
    category: item.category || null,
    variant: item.variant || null,
    quantity: item.quantity ?? null,
    price: decimalOf(item.price),
    amount: decimalOf(item.amount),
  }
}

/** The schema let through nothing else than digits, or a number that has few. */
function decimalOf(money: string | number | null | undefined): Decimal | null {
  if (money === null || money === undefined) return null
  const text = typeof money === 'number' ? money.toFixed(6) : money
  const [whole = '', fraction = ''] = text.split('.')
  return { units: BigInt(whole + fraction), scale: fraction.length }
}
