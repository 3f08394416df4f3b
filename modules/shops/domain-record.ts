import { NOTHING_SAID } from '#domain/orders'
import type { IncomingCart, IncomingItem, IncomingOrder, IncomingRefund } from '#modules/orders'
import type { Decimal } from '#pure/numbers'
import { minorOf, moneyUnit } from './domain-fields.ts'
import type { Refusal, SaidCart, SaidItem, SaidOrder, SaidRefund } from './domain-heard.ts'

/** Whom something was recorded for. */
interface Who {
  readonly profileId: string
  readonly customerId: string
}

/** An order as the books of orders hear it. */
export function orderWord(source: string, { profileId, customerId }: Who, order: SaidOrder): IncomingOrder {
  const { remoteId: _, isUnfinished: __, unit, items, refunds, ...said } = order
  const { currency, money } = booksOf(unit)
  return {
    ...said,
    source,
    profileId,
    customerId,
    currency,
    total: money(order.total),
    discount: money(order.discount),
    shipping: money(order.shipping),
    tax: money(order.tax),
    paidAmount: money(order.paidAmount),
    items: items && itemsIn(unit, items),
    refunds: refunds.map((refund) => refundIn(unit, refund)),
  }
}

/** A word about an order of which nothing else is said now: what is null stays as it is known. */
export function emptyWord(
  order: Pick<IncomingOrder, 'source' | 'number' | 'profileId' | 'customerId' | 'saidAt' | 'orderedAt' | 'currency'>,
): IncomingOrder {
  return { ...NOTHING_SAID, ...order }
}

/** A cart as the books of orders hear it. */
export function cartWord(source: string, { profileId, customerId }: Who, cart: SaidCart): IncomingCart {
  const { unit, items, total, ...said } = cart
  const { currency, money } = booksOf(unit)
  return { ...said, source, profileId, customerId, currency, total: money(total), items: itemsIn(unit, items) }
}

/** A checkout that was left at the bank's gate, as a cart. It dates from its beginning, so that the order it may become comes after it. */
export function leftAtTheGate({ number, orderedAt, unit, items, total, coupons }: SaidOrder): SaidCart {
  return {
    cartId: `order ${number}`,
    saidAt: orderedAt,
    unit,
    items: items ?? [],
    total,
    coupons,
    checkedOutAt: orderedAt,
    checkoutStep: null,
    orderNumber: null,
  }
}

/** A refund with its amounts in minor units. */
export function refundIn(unit: string, { items, amount, ...refund }: SaidRefund): IncomingRefund {
  return { ...refund, amount: booksOf(unit).money(amount), items: itemsIn(unit, items) }
}

/** Lines with their amounts in minor units; without a unit nobody knows what they are worth. */
export function itemsIn(unit: string | null, items: readonly SaidItem[]): IncomingItem[] {
  const { money } = booksOf(unit)
  return items.map((item) => ({ ...item, price: money(item.price), amount: money(item.amount) }))
}

/** The currency of a unit, and how its amounts are read. */
function booksOf(unit: string | null): { readonly currency: string; readonly money: (amount: Decimal | null) => bigint | null } {
  const known = unit === null ? null : moneyUnit(unit)
  return {
    currency: known?.currency ?? '',
    money: (amount) => (amount === null || !known ? null : minorOf(amount, known.factor)),
  }
}

/** Why money in this unit cannot be kept: nobody knows it, or the books are in another currency and no rate is guessed. */
export function moneyProblem(unit: string, expected: string): Refusal | null {
  const known = moneyUnit(unit)
  if (!known) return { code: 'shops.unknown_currency', details: { currency: unit } }
  if (known.currency === expected) return null
  return { code: 'orders.other_currency', details: { currency: known.currency, expected } }
}
