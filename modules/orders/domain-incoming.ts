import type { OrderState } from './tables.ts'

/**
 * An order as a shop or a site says it is now. What is null was not said and stays as it is known. Words may come in any order and more than once:
 * on each field the one with the latest `saidAt` stands.
 */
export interface IncomingOrder {
  readonly source: string
  readonly number: string
  readonly profileId: string
  /** The root of the profile's family. */
  readonly customerId: string
  /** The sender's time of this state of the order. */
  readonly saidAt: Date
  /** The earliest one said stands. */
  readonly orderedAt: Date
  readonly currency: string
  /** Minor units; zero is free. */
  readonly total: bigint | null
  readonly discount: bigint | null
  readonly shipping: bigint | null
  readonly tax: bigint | null
  readonly coupons: readonly string[]
  readonly channel: string | null
  readonly paymentMethod: string | null
  readonly shippingMethod: string | null
  readonly country: string | null
  /** In the shop's own words. */
  readonly status: string | null
  readonly state: OrderState | null
  readonly dueAt: Date | null
  readonly paidAt: Date | null
  readonly paidAmount: bigint | null
  readonly promisedAt: Date | null
  readonly shippedAt: Date | null
  readonly deliveredAt: Date | null
  /** All lines, or null when nothing was said about them. */
  readonly items: readonly IncomingItem[] | null
  /** With neither total nor items a word is about its refunds alone: they wait for their order when that is not known yet. */
  readonly refunds: readonly IncomingRefund[]
}

/** What went back of an order. */
export interface IncomingRefund {
  /** Told apart by this within the order. */
  readonly id: string
  readonly at: Date
  readonly amount: bigint | null
  readonly reason: string | null
  readonly items: readonly IncomingItem[]
}

/** A line of an order or cart. Amounts are minor units: `price` of one piece, `amount` of the line. */
export interface IncomingItem {
  readonly code: string | null
  readonly name: string | null
  readonly category: string | null
  readonly variant: string | null
  readonly quantity: number | null
  readonly price: bigint | null
  readonly amount: bigint | null
}

/** When each field's word was said, in ms since 1970; 0 marks what only followed from a state. */
export type Said = Readonly<Record<string, number>>

/** What is known of an order or of a refund, by the names of the table's columns. */
export interface Paper {
  readonly profile: string
  readonly ordered_at: Date
  readonly total: bigint | null
  readonly discount: bigint | null
  readonly shipping: bigint | null
  readonly tax: bigint | null
  readonly coupons: readonly string[] | null
  readonly channel: string | null
  readonly payment_method: string | null
  readonly shipping_method: string | null
  readonly country: string | null
  readonly status: string | null
  readonly reason: string | null
  readonly state: OrderState | null
  readonly due_at: Date | null
  readonly paid_at: Date | null
  readonly paid_amount: bigint | null
  readonly promised_at: Date | null
  readonly shipped_at: Date | null
  readonly delivered_at: Date | null
  readonly cancelled_at: Date | null
  readonly items: readonly IncomingItem[] | null
}

/** What is known, and since when. */
export interface Told {
  readonly paper: Paper
  readonly said: Said
}

/** Whether a word is about refunds alone, and says nothing of the order itself. */
export function isOnlyRefunds({ refunds, total, items, state }: IncomingOrder): boolean {
  return refunds.length > 0 && total === null && items === null && (state === null || state === 'refunded')
}

/** What is known of the order after this word; `known` is null when it was the first. */
export function tellOrder(known: Told | null, word: IncomingOrder): Told {
  const at = word.saidAt.getTime()
  const listener = listen(known?.said ?? {}, at)
  const { hear, guess } = listener
  const old = known?.paper
  // Refunds that are told one by one say themselves that the order is refunded.
  const state = hear('state', old?.state, word.state === 'refunded' && word.refunds.length > 0 ? null : word.state)
  // Kept apart from the column: an order that stands after all was not cancelled, and may be again.
  const cancelledAt = listener.firstOf('cancelled_at', word.state === 'cancelled')
  const implied = (name: OrderState) => (word.state === name ? word.saidAt : null)
  const paper: Paper = {
    profile: hear('profile', old?.profile, word.profileId) ?? word.profileId,
    ordered_at: earlier(old?.ordered_at, word.orderedAt),
    total: hear('total', old?.total, absolute(word.total)),
    discount: hear('discount', old?.discount, word.discount),
    shipping: hear('shipping', old?.shipping, word.shipping),
    tax: hear('tax', old?.tax, word.tax),
    coupons: hear('coupons', old?.coupons, word.coupons.length === 0 ? null : word.coupons),
    channel: hear('channel', old?.channel, word.channel),
    payment_method: hear('payment_method', old?.payment_method, word.paymentMethod),
    shipping_method: hear('shipping_method', old?.shipping_method, word.shippingMethod),
    country: hear('country', old?.country, word.country),
    status: hear('status', old?.status, word.status),
    reason: old?.reason ?? null,
    state,
    due_at: hear('due_at', old?.due_at, word.dueAt),
    paid_at: guess('paid_at', hear('paid_at', old?.paid_at, word.paidAt), implied('paid')),
    paid_amount: hear('paid_amount', old?.paid_amount, word.paidAmount),
    promised_at: hear('promised_at', old?.promised_at, word.promisedAt),
    shipped_at: guess('shipped_at', hear('shipped_at', old?.shipped_at, word.shippedAt), implied('shipped')),
    delivered_at: guess('delivered_at', hear('delivered_at', old?.delivered_at, word.deliveredAt), implied('delivered')),
    cancelled_at: state === 'cancelled' && cancelledAt !== null ? new Date(cancelledAt) : null,
    items: hear('items', old?.items, word.items),
  }
  return { paper, said: listener.said }
}

/** What is known of a refund after this word. */
export function tellRefund(known: Told | null, word: IncomingOrder, refund: IncomingRefund): Told {
  const { hear, said } = listen(known?.said ?? {}, word.saidAt.getTime())
  const old = known?.paper
  const paper: Paper = {
    ...(old ?? NOTHING),
    profile: hear('profile', old?.profile, word.profileId) ?? word.profileId,
    ordered_at: earlier(old?.ordered_at, refund.at),
    total: hear('total', old?.total, absolute(refund.amount)),
    reason: hear('reason', old?.reason, refund.reason),
    items: hear('items', old?.items, refund.items.length === 0 ? null : refund.items),
  }
  return { paper, said }
}

/**
 * Whether a paper counts as a purchase, as a refund, or not at all. A cancelled order is a refund; where its refunds are known by themselves they
 * count instead, so that nothing goes back twice.
 */
export function kindOf({ state, total }: Pick<Paper, 'state' | 'total'>, hasRefunds: boolean): 'purchase' | 'refund' | 'free' {
  if (state === 'cancelled') return hasRefunds || total === 0n ? 'free' : 'refund'
  if (state === 'refunded' && !hasRefunds && total !== 0n) return 'refund'
  return total === 0n ? 'free' : 'purchase'
}

/** Takes words of one time over what is known field by field; `said` holds the times afterwards. */
export function listen(before: Said, at: number) {
  const said: Record<string, number> = { ...before }

  const hear = <T>(name: string, known: T | null | undefined, word: T | null): T | null => {
    const old = known ?? null
    if (word === null) return old
    const knownAt = said[name]
    if (knownAt !== undefined && knownAt > at) return old
    // Two words of one time: the same one wins whichever came first.
    if (knownAt === at && rank(old) >= rank(word)) return old
    said[name] = at
    return word
  }

  const guess = (name: string, known: Date | null, implied: Date | null): Date | null => {
    if (implied === null || (known !== null && said[name] !== 0)) return known
    said[name] = 0
    return earlier(known, implied)
  }

  const firstOf = (name: string, isNow: boolean): number | null => {
    if (isNow) said[name] = Math.min(said[name] ?? at, at)
    return said[name] ?? null
  }
  return { hear, guess, firstOf, said }
}

const STATES: readonly unknown[] = ['placed', 'paid', 'shipped', 'delivered', 'refunded', 'cancelled'] satisfies OrderState[]

/** Something to compare two different values of one field by. States rank by how far they are. */
function rank(value: unknown): string {
  const state = STATES.indexOf(value)
  if (state >= 0) return String(state)
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part).padStart(24, '0') : part))
}

function earlier(known: Date | null | undefined, said: Date): Date {
  return known && known <= said ? known : said
}

function absolute(amount: bigint | null): bigint | null {
  return amount !== null && amount < 0n ? -amount : amount
}

const NOTHING = {
  discount: null,
  shipping: null,
  tax: null,
  coupons: null,
  channel: null,
  payment_method: null,
  shipping_method: null,
  country: null,
  status: null,
  state: null,
  due_at: null,
  paid_at: null,
  paid_amount: null,
  promised_at: null,
  shipped_at: null,
  delivered_at: null,
  cancelled_at: null,
} satisfies Partial<Paper>

/** A word about an order that says nothing: what is null stays as it is known. */
export const NOTHING_SAID = {
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
  state: null,
  dueAt: null,
  paidAt: null,
  paidAmount: null,
  promisedAt: null,
  shippedAt: null,
  deliveredAt: null,
  items: null,
  refunds: [],
} satisfies Partial<IncomingOrder>
