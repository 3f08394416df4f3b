/** A line of an order. */
export interface StudiedItem {
  /** Place in `Names.products`; -1 for a line without code and name. */
  readonly product: number
  /** Place in `Names.categories`; -1 when unknown. */
  readonly category: number
  /** Pieces, never negative; one where nobody said how many. */
  readonly quantity: number
  /** Minor units of the whole line, never negative; null when unknown. */
  readonly amount: number | null
}

/** A purchase. */
export interface StudiedOrder {
  /** Local day since 1970-01-01. */
  readonly day: number
  /** Minor units; null when unknown. */
  readonly amount: number | null
  /** Whether a discount or coupon was used; null where the order does not say. */
  readonly discounted: boolean | null
  /** Places in the lists of `Names`; -1 when unknown. */
  readonly channel: number
  readonly payment: number
  readonly shipping: number
  /** Whole local days between the day promised and the day handed over, 0 when on time; null while one of them is unknown. */
  readonly delayDays: number | null
  /** Something of it went back. */
  readonly refunded: boolean
  readonly items: readonly StudiedItem[]
}

/** What a customer gave back: a refund, or an order that was cancelled. */
export interface StudiedRefund {
  readonly day: number
  /** An order that was cancelled, rather than what came back of one. */
  readonly isOrder: boolean
  /** Minor units that went back; null when unknown. */
  readonly amount: number | null
  /** What went back, as far as its paper says, or else all that the refunded order held; empty when neither is known. */
  readonly items: readonly StudiedItem[]
}

/** Somebody with one purchase at least, and all they bought. */
export interface StudiedCustomer {
  /** The uuid. */
  readonly customerId: string
  /** Purchases, earliest first. */
  readonly orders: readonly StudiedOrder[]
  readonly refunds: readonly StudiedRefund[]
  /** Places in the lists of `Names`; -1 when unknown. */
  readonly source: number
  readonly city: number
  readonly country: number
}

/** A product as the catalogue has it, or as lines name it that the catalogue does not know yet. */
export interface StudiedProduct {
  /** The catalogue's id; null while it does not know the product. */
  readonly id: string | null
  readonly code: string | null
  readonly name: string
  /** Minor units of one piece; null when unknown. */
  readonly cost: number | null
  /** Kept out of lists of products: postage, bank charges, things no longer sold. */
  readonly isArchived: boolean
}

/** What the places in studied orders stand for. Lists grow while customers are read; a place keeps its meaning for the whole study. */
export interface Names {
  readonly products: readonly StudiedProduct[]
  readonly categories: readonly string[]
  readonly channels: readonly string[]
  readonly payments: readonly string[]
  readonly shippings: readonly string[]
  readonly sources: readonly string[]
  readonly cities: readonly string[]
  readonly countries: readonly string[]
}

/** One question that a study answers: sees every customer once, in no particular order. */
export interface StudyFold {
  readonly take: (customer: StudiedCustomer, names: Names) => void
  /** Called now and then between customers, and after the last: time to write what was gathered, on a connection of one's own. */
  readonly settle?: (names: Names) => Promise<void>
}
