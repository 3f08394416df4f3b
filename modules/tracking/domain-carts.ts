import { textOf, type JsonObject } from './domain-messages.ts'
import { amountOf, moneyOf, type Money } from './domain-money.ts'
import { couponsOf } from './domain-orders.ts'
import { isTrouble, lineAmount, readProduct, readProducts, short, type Line, type Trouble } from './domain-products.ts'

/** What a message says of a cart. */
export interface CartWord {
  readonly at: number
  /** Tells words of one instant apart. */
  readonly messageId: string
  readonly currency: string
  /** Lines added or taken out, or all that are in it now; null when nothing was said of them. */
  readonly lines: { readonly how: 'added' | 'removed' | 'all'; readonly items: readonly Line[] } | null
  readonly total: bigint | null
  readonly coupons: { readonly how: 'added' | 'removed'; readonly names: readonly string[] } | null
  readonly isCheckout: boolean
  readonly step: number | null
  /** The order that it became. */
  readonly orderNumber: string | null
}

/** A cart after all that was said of it. */
export interface FoldedCart {
  readonly cartId: string
  /** When the last word was said, later by a millisecond a word: of two foldings the one that knows more words is the newer. */
  readonly saidAt: Date
  readonly currency: string
  readonly items: readonly Line[]
  readonly total: bigint | null
  readonly coupons: readonly string[]
  readonly checkedOutAt: Date | null
  readonly checkoutStep: number | null
  readonly orderNumber: string | null
}

type Kind = 'added' | 'removed' | 'all' | 'checkout' | 'step' | 'coupon' | 'coupon removed' | 'order'

/** Events about carts, as the e-commerce specification names them; `Cart Updated` is the snippet's. */
const KINDS: ReadonlyMap<string, Kind> = new Map([
  ['product added', 'added'],
  ['product removed', 'removed'],
  ['cart viewed', 'all'],
  ['cart updated', 'all'],
  ['checkout started', 'checkout'],
  ['checkout step viewed', 'step'],
  ['checkout step completed', 'step'],
  ['payment info entered', 'step'],
  ['coupon applied', 'coupon'],
  ['coupon removed', 'coupon removed'],
  ['order completed', 'order'],
] as const)

/** Begins the key of a cart that its site names. */
const NAMED = 'cart:'

/** Which cart a track message is about: the one it names, or the only one of a browser or user; null when it is about none. */
export function cartKeyOf(
  event: string,
  properties: JsonObject,
  who: { readonly anonymousId: unknown; readonly userId: unknown },
): string | null {
  if (!KINDS.has(event.trim().toLowerCase())) return null
  const named = short(properties.cart_id) ?? short(properties.cartId)
  if (named !== null) return `${NAMED}${named}`
  const anonymous = textOf(who.anonymousId)
  return anonymous === null ? `user:${textOf(who.userId)}` : `browser:${anonymous}`
}

/** What a track message says of its cart; null when it is about none. */
export function readCart(
  event: string,
  properties: JsonObject,
  { messageId, at, currency }: { messageId: string; at: number; currency: string },
): CartWord | Trouble | null {
  const kind = KINDS.get(event.trim().toLowerCase())
  if (!kind) return null
  const money = moneyOf(properties.currency, currency)
  if (!money) return { trouble: 'tracking.bad_currency', path: 'properties.currency' }
  const lines = readLines(kind, properties, money)
  if (isTrouble(lines)) return lines
  const total = amountOf(properties.total ?? properties.value, money)
  if (total === undefined) return { trouble: 'tracking.bad_amount', path: 'properties.total' }
  return {
    at,
    messageId,
    currency: money.currency,
    lines,
    total: lines?.how === 'all' ? total : null,
    coupons: readCoupons(kind, properties),
    isCheckout: kind === 'checkout' || kind === 'step',
    step: kind === 'step' ? stepOf(properties.step) : null,
    orderNumber: kind === 'order' ? (short(properties.order_id) ?? short(properties.orderId)) : null,
  }
}

function readLines(kind: Kind, properties: JsonObject, money: Money): CartWord['lines'] | Trouble {
  if (kind === 'added' || kind === 'removed') {
    const line = readProduct(properties, money, 'properties')
    return isTrouble(line) ? line : { how: kind, items: [line] }
  }
  if (kind !== 'all' && kind !== 'checkout') return null
  const items = readProducts(properties.products, money)
  if (items === null) return null
  return isTrouble(items) ? items : { how: 'all', items }
}

function readCoupons(kind: Kind, properties: JsonObject): CartWord['coupons'] {
  const names = couponsOf(properties.coupon_name ?? properties.coupon_id ?? properties.coupon)
  if (names.length === 0) return null
  return { how: kind === 'coupon removed' ? 'removed' : 'added', names }
}

function stepOf(value: unknown): number | null {
  const step = Number(textOf(value) ?? Number.NaN)
  return Number.isInteger(step) && step >= 0 && step < 1000 ? step : null
}

/**
 * The carts that words of one key make, whatever the order of their arrival. A cart without a name of its own ends with the order that it became;
 * what comes afterwards is the next one, under the key itself.
 */
export function foldCarts(key: string, words: readonly CartWord[]): readonly FoldedCart[] {
  const inOrder = words.toSorted((a, b) => a.at - b.at || (a.messageId < b.messageId ? -1 : 1))
  if (key.startsWith(NAMED)) return inOrder.length === 0 ? [] : [fold(key.slice(NAMED.length), inOrder)]
  const carts: FoldedCart[] = []
  let from = 0
  for (const [index, { orderNumber }] of inOrder.entries()) {
    if (orderNumber === null) continue
    const ended = inOrder.slice(from, index + 1)
    if (ended.length > 1) carts.push(fold(`${key}:${orderNumber}`, ended))
    from = index + 1
  }
  const open = inOrder.slice(from)
  const emptied = carts.length > 0 ? inOrder.slice(from - 1, from).map((word) => ({ ...word, ...EMPTIED })) : []
  const current = [...emptied, ...open]
  return current.length === 0 ? carts : [...carts, fold(key, current)]
}

/** What an order leaves in its browser's cart. */
const EMPTIED = { lines: { how: 'all', items: [] }, orderNumber: null, coupons: null, total: null } as const

function fold(cartId: string, words: readonly CartWord[]): FoldedCart {
  const lines = new Map<string, Line>()
  const coupons = new Set<string>()
  let total: bigint | null = null
  for (const word of words) {
    if (word.lines) {
      change(lines, word.lines)
      total = word.total
    }
    for (const name of word.coupons?.names ?? []) {
      if (word.coupons?.how === 'removed') coupons.delete(name)
      else coupons.add(name)
    }
  }
  const items = [...lines.values()]
  const checkout = words.find(({ isCheckout }) => isCheckout)
  const last = words.at(-1)
  return {
    cartId,
    saidAt: new Date((last?.at ?? 0) + words.length),
    currency: last?.currency ?? '',
    items,
    total: total ?? sumOf(items),
    coupons: [...coupons],
    checkedOutAt: checkout ? new Date(checkout.at) : null,
    checkoutStep: words.reduce<number | null>((most, { step }) => (step === null ? most : Math.max(step, most ?? 0)), null),
    orderNumber: words.reduce<string | null>((number, word) => word.orderNumber ?? number, null),
  }
}

function change(lines: Map<string, Line>, { how, items }: NonNullable<CartWord['lines']>): void {
  if (how === 'all') lines.clear()
  for (const item of items) {
    const key = JSON.stringify([item.code ?? item.name, item.variant])
    const before = lines.get(key)
    const pieces = (before?.quantity ?? 0) + (how === 'removed' ? -(item.quantity ?? 1) : (item.quantity ?? 1))
    const price = item.price ?? before?.price ?? null
    if (pieces <= 0) lines.delete(key)
    else lines.set(key, { ...before, ...item, price, quantity: pieces, amount: price === null ? null : lineAmount(price, pieces) })
  }
}

function sumOf(items: readonly Line[]): bigint | null {
  if (items.length === 0 || items.some(({ amount }) => amount === null)) return items.length === 0 ? 0n : null
  return items.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n)
}
