import type { Decimal } from '#pure/numbers'

/** What a shop told us, in our words. Amounts are in the unit that the shop writes them in. */
export type Heard =
  | { readonly what: 'order'; readonly person: SaidPerson; readonly order: SaidOrder }
  | { readonly what: 'customer'; readonly person: SaidPerson }
  | { readonly what: 'cart'; readonly person: SaidPerson; readonly cart: SaidCart }
  /** Refunds of an order that is named by its inner id alone. */
  | { readonly what: 'refund'; readonly remoteId: string; readonly at: Date; readonly refund: SaidRefund }
  /** An order that was deleted. `number` is null where only its inner id is said. */
  | { readonly what: 'order_gone'; readonly remoteId: string | null; readonly number: string | null; readonly at: Date }
  | { readonly what: 'products'; readonly at: Date; readonly unit: string | null; readonly items: readonly SaidItem[] }
  /** Nothing that we keep; why not. */
  | { readonly what: 'nothing'; readonly code: string }

/** Why a message cannot be read. */
export interface Refusal {
  readonly code: string
  readonly details: Readonly<Record<string, string | number | boolean | null>>
}

/** A message as it was read, or why it cannot be. */
export type Reading = { readonly heard: Heard } | { readonly refusal: Refusal }

export interface SaidIdentifier {
  readonly kind: 'external' | 'phone' | 'email' | 'telegram' | 'bale' | 'instagram'
  readonly text: string
  readonly isVerified: boolean
}

/** Somebody as the shop knows them. What is not said is left out. */
export interface SaidPerson {
  readonly at: Date
  readonly identifiers: readonly SaidIdentifier[]
  /** Where a phone number without a country code is at home. */
  readonly country: string | null
  readonly name: string | null
  readonly city: string | null
  readonly language: string | null
  readonly kind: 'person' | 'business' | null
  readonly trade: 'end' | 'reseller' | null
  readonly birthday: string | null
  readonly birthdayCalendar: 'gregorian' | 'persian' | null
  readonly attributes: Readonly<Record<string, string | number | boolean>>
  readonly tags: readonly string[]
  readonly consents: readonly SaidConsent[]
}

export interface SaidConsent {
  readonly purpose: string
  readonly channel: 'email' | 'sms' | 'bot' | 'push' | 'chat' | 'phone'
  readonly state: 'granted' | 'denied'
  readonly at: Date
  readonly proof: Readonly<Record<string, string | null>>
}

export type OrderState = 'placed' | 'paid' | 'shipped' | 'delivered' | 'cancelled' | 'refunded'

export interface SaidOrder {
  /** The shop's inner id, where it is another than the number that people see. */
  readonly remoteId: string | null
  readonly number: string
  readonly saidAt: Date
  readonly orderedAt: Date
  /** What amounts are written in: ISO 4217, 'IRT' (Toman), 'IRHT', 'IRHR' (a thousand of them). */
  readonly unit: string
  /** Nobody has paid or promised to: a checkout that was left at the gate of the bank, unless the order is known already. */
  readonly isUnfinished: boolean
  readonly total: Decimal | null
  readonly discount: Decimal | null
  readonly shipping: Decimal | null
  readonly tax: Decimal | null
  readonly coupons: readonly string[]
  readonly channel: string | null
  readonly paymentMethod: string | null
  readonly shippingMethod: string | null
  readonly country: string | null
  readonly status: string | null
  readonly state: OrderState | null
  readonly dueAt: Date | null
  readonly paidAt: Date | null
  readonly paidAmount: Decimal | null
  readonly promisedAt: Date | null
  readonly shippedAt: Date | null
  readonly deliveredAt: Date | null
  readonly items: readonly SaidItem[] | null
  readonly refunds: readonly SaidRefund[]
}

export interface SaidItem {
  readonly code: string | null
  readonly name: string | null
  readonly category: string | null
  readonly variant: string | null
  readonly quantity: number | null
  readonly price: Decimal | null
  readonly amount: Decimal | null
}

export interface SaidRefund {
  readonly id: string
  readonly at: Date
  readonly amount: Decimal | null
  readonly reason: string | null
  readonly items: readonly SaidItem[]
}

export interface SaidCart {
  readonly cartId: string
  readonly saidAt: Date
  readonly unit: string
  readonly items: readonly SaidItem[]
  readonly total: Decimal | null
  readonly coupons: readonly string[]
  readonly checkedOutAt: Date | null
  readonly checkoutStep: number | null
  readonly orderNumber: string | null
}

/** A person of whom nothing is said yet. */
export const NOBODY = {
  identifiers: [],
  country: null,
  name: null,
  city: null,
  language: null,
  kind: null,
  trade: null,
  birthday: null,
  birthdayCalendar: null,
  attributes: {},
  tags: [],
  consents: [],
} satisfies Omit<SaidPerson, 'at'>

/** What most shops do not say about an order. */
export const NOT_SAID = {
  dueAt: null,
  promisedAt: null,
  shippedAt: null,
  deliveredAt: null,
} satisfies Partial<SaidOrder>
