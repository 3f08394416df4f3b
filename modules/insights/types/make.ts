import type { StudiedCustomer, StudiedOrder, StudiedProduct } from '../why/domain-studied.ts'

/** A purchase as a study sees it, for tests. */
export function studiedOrder(over: Partial<StudiedOrder> = {}): StudiedOrder {
  return {
    day: 20_000,
    amount: 1000,
    discounted: null,
    channel: -1,
    payment: -1,
    shipping: -1,
    delayDays: null,
    refunded: false,
    items: [],
    ...over,
  }
}

/** A buyer as a study sees one, for tests. */
export function studiedCustomer(orders: readonly Partial<StudiedOrder>[], over: Partial<StudiedCustomer> = {}): StudiedCustomer {
  return { customerId: 'one', orders: orders.map(studiedOrder), refunds: [], source: -1, city: -1, country: -1, ...over }
}

/** A product as a study sees it, for tests. */
export function studiedProduct(over: Partial<StudiedProduct> = {}): StudiedProduct {
  return { id: null, code: null, name: 'Candle', cost: null, isArchived: false, ...over }
}
