import type { Ctx } from '#core/context'
import { recordOrders, type IncomingOrder } from '#modules/orders'
import type { Placed } from './take-in.ts'

/** What happened longer ago is sent to fill the books: it is data, and nobody is to act on it. */
const HISTORY_MS = 7 * 24 * 3_600_000

/** Hands on what messages say of orders. */
export async function takeOrders(ctx: Ctx, placed: readonly Placed[]): Promise<void> {
  const words = placed.flatMap((message) => {
    const order = orderOf(message)
    return order ? [{ order, isHistory: isHistory(message) }] : []
  })
  for (const history of [true, false]) {
    const orders = words.filter(({ isHistory }) => isHistory === history).map(({ order }) => order)
    await recordOrders(ctx, orders, { history })
  }
}

export function isHistory({ at, receivedAt }: { readonly at: Date; readonly receivedAt: Date }): boolean {
  return receivedAt.getTime() - at.getTime() > HISTORY_MS
}

/** Websites and servers of one shop speak of the same orders, whichever of their keys they use. */
export function bookOf(idSpace: string): string {
  return idSpace === '' ? 'tracking' : `tracking:${idSpace}`
}

function orderOf({ order, at, profileId, customerId, origin }: Placed): IncomingOrder | null {
  if (!order) return null
  const { refund, ...word } = order
  return {
    ...word,
    source: bookOf(origin.idSpace),
    profileId,
    customerId,
    saidAt: at,
    orderedAt: at,
    paidAt: null,
    paidAmount: null,
    shippedAt: null,
    deliveredAt: null,
    refunds: refund ? [{ ...refund, at }] : [],
  }
}
