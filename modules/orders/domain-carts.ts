import { listen, type IncomingItem, type Said } from './domain-incoming.ts'

/** A cart as a site says it is now. What is null was not said; on each field the word with the latest `saidAt` stands. */
export interface IncomingCart {
  readonly source: string
  readonly cartId: string
  readonly profileId: string
  /** The root of the profile's family. */
  readonly customerId: string
  readonly saidAt: Date
  readonly currency: string
  /** All lines, or null when nothing was said about them. */
  readonly items: readonly IncomingItem[] | null
  readonly total: bigint | null
  readonly coupons: readonly string[]
  readonly checkedOutAt: Date | null
  readonly checkoutStep: number | null
  /** The order that it became, where the site says so. */
  readonly orderNumber: string | null
}

/** A line as it is kept: amounts as text. */
export interface CartItem {
  readonly code: string | null
  readonly name: string | null
  readonly category: string | null
  readonly variant: string | null
  readonly quantity: number | null
  readonly price: string | null
  readonly amount: string | null
}

/** What is known of a cart. */
export interface Cart {
  readonly profile: string
  readonly customerId: string
  readonly said: Said
  readonly saidAt: Date
  readonly begunAt: Date
  readonly items: readonly CartItem[]
  readonly total: bigint | null
  readonly coupons: readonly string[]
  readonly checkedOutAt: Date | null
  readonly checkoutStep: number | null
  readonly orderNumber: string | null
}

/** What is known of the cart after this word; `known` is null when it was the first. */
export function tellCart(known: Cart | null, word: IncomingCart): Cart {
  const { hear, said } = listen(known?.said ?? {}, word.saidAt.getTime())
  const profile = hear('profile', known?.profile, word.profileId) ?? word.profileId
  return {
    profile,
    customerId: known && profile !== word.profileId ? known.customerId : word.customerId,
    saidAt: known && known.saidAt > word.saidAt ? known.saidAt : word.saidAt,
    begunAt: known && known.begunAt < word.saidAt ? known.begunAt : word.saidAt,
    items: hear('items', known?.items, word.items && word.items.map(asKept)) ?? [],
    total: hear('total', known?.total, word.total),
    coupons: hear('coupons', known?.coupons, word.coupons.length === 0 ? null : word.coupons) ?? [],
    checkedOutAt: hear('checked_out_at', known?.checkedOutAt, word.checkedOutAt),
    checkoutStep: hear('checkout_step', known?.checkoutStep, word.checkoutStep),
    orderNumber: hear('order_number', known?.orderNumber, word.orderNumber),
    said,
  }
}

/** What a word has brought: whether the content is another, and whether the customer went to the till, or a step further. */
export function cartHappenings(before: Cart | null, after: Cart): { readonly isChanged: boolean; readonly isCheckedOut: boolean } {
  const content = ({ items, total, coupons }: Cart) => JSON.stringify([items, total === null ? null : String(total), coupons])
  const till = ({ checkedOutAt, checkoutStep }: Cart) => JSON.stringify([checkedOutAt, checkoutStep])
  return {
    isChanged: before === null ? after.items.length > 0 : content(before) !== content(after),
    isCheckedOut: (after.checkedOutAt !== null || after.checkoutStep !== null) && (before === null || till(before) !== till(after)),
  }
}

/** Hours without a change after which a cart counts as left. */
export const LEFT_AFTER_HOURS = 1
/** Days within which an order of the same customer and source is taken to be what became of a cart. */
export const BECOMES_ORDER_WITHIN_DAYS = 7

function asKept({ price, amount, ...item }: IncomingItem): CartItem {
  return { ...item, price: price === null ? null : String(price), amount: amount === null ? null : String(amount) }
}
