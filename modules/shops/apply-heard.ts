import type { Ctx } from '#core/context'
import { recordConsents } from '#modules/consent'
import { lockIdentities } from '#modules/customers'
import { addProducts, lockBook, recordCarts, recordOrders, seenProducts } from '#modules/orders'
import type { Heard, Refusal } from './domain-heard.ts'
import { cartWord, itemsIn, leftAtTheGate, moneyProblem, orderWord } from './domain-record.ts'
import { consentsOf, identifiersOf, meetPeople, type Met } from './meet-people.ts'
import { finishedOrders, recordLater, rememberOrders } from './known-orders.ts'
import type { Shop } from './queries.ts'

/** What became of one thing heard: whom it was about, and why it was left out, if it was. */
export interface Applied {
  readonly profileIds: readonly string[]
  readonly ignored: string | null
  readonly refusal: Refusal | null
}

/**
 * Brings what a shop said to customers, orders, carts and consents, set by set, in the caller's transaction. Things come in any order and more than
 * once; of each field the latest word stands. Of `history` no events are told. The answers come in the order of the things heard.
 */
export async function applyHeard(ctx: Ctx, shop: Shop, heard: readonly Heard[], { history = false } = {}): Promise<Applied[]> {
  const outcomes = heard.map((one) => judge(ctx, shop, one))
  const taken = heard.flatMap((one, place) => (outcomes[place] === USED ? [{ one, place }] : []))
  if (taken.length === 0) return outcomes
  // All locks at first and in one order: the connection (our callers do), identities, the book of orders, then the counter of events.
  await lockIdentities(ctx)
  await lockBook(ctx)

  const met = await meetPeople(ctx, shop, taken, history)
  for (const { place, who } of met) outcomes[place] = { ...USED, profileIds: [who.profileId] }
  const left = await takeOrders(ctx, shop, met, history)
  if (history) for (const place of left) outcomes[place] = ignored('shops.unfinished_order')
  for (const [place, outcome] of await recordLater(ctx, shop, taken, history)) outcomes[place] = outcome
  const offers = taken.flatMap(({ one }) => (one.what === 'products' ? [{ at: one.at, items: itemsIn(one.unit, one.items) }] : []))
  await addProducts(ctx, seenProducts(offers))
  await recordConsents(ctx, consentsOf(shop, met, history))
  return outcomes
}

const USED: Applied = { profileIds: [], ignored: null, refusal: null }

function ignored(code: string): Applied {
  return { ...USED, ignored: code }
}

/** What can be said before anything is looked up. */
function judge(ctx: Ctx, shop: Shop, one: Heard): Applied {
  if (one.what === 'nothing') return ignored(one.code)
  if ('person' in one && identifiersOf(shop, one.person).length === 0) return ignored('shops.nobody')
  const unit = one.what === 'order' ? one.order.unit : one.what === 'cart' ? one.cart.unit : null
  const refusal = unit === null ? null : moneyProblem(unit, ctx.workspace.currency)
  return refusal ? { ...USED, refusal } : USED
}

/** Records orders and carts; gives the places of checkouts that never became an order. */
async function takeOrders(ctx: Ctx, shop: Shop, met: readonly Met[], history: boolean): Promise<number[]> {
  const orders = met.flatMap(({ one, ...rest }) => (one.what === 'order' ? [{ ...rest, order: one.order }] : []))
  const finished = await finishedOrders(ctx, shop, orders)
  const standing = orders.filter(({ place }) => finished.has(place))
  const left = orders.filter(({ place }) => !finished.has(place))
  await recordOrders(
    ctx,
    standing.map(({ order, who }) => orderWord(shop.source, who, order)),
    { history },
  )
  await rememberOrders(ctx, shop, standing)
  const carts = met.flatMap(({ one, who }) => (one.what === 'cart' ? [cartWord(shop.source, who, one.cart)] : []))
  const gates = left.map(({ order, who }) => cartWord(shop.source, who, leftAtTheGate(order)))
  if (!history) await recordCarts(ctx, [...carts, ...gates])
  return left.map(({ place }) => place)
}
