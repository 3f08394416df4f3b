import { dayOf } from '#pure/zone'
import type { OrderState } from './tables.ts'

/** When an order was promised, sent and handed over. */
export interface Delivery {
  readonly promisedAt: Date | null
  readonly shippedAt: Date | null
  readonly deliveredAt: Date | null
}

/** When an order is to be paid, when it was, and how much. */
export interface Payment {
  readonly dueAt: Date | null
  readonly paidAt: Date | null
  readonly paidAmount: bigint | null
}

interface Order {
  readonly negative: boolean
  readonly state: OrderState | null
}

export type FulfilmentRefusal =
  | 'orders.not_an_order'
  | 'orders.order_is_cancelled'
  | 'orders.delivered_before_shipped'
  | 'orders.not_yet'
  | 'orders.paid_without_date'

/** Why a delivery cannot be written down so; null when it can. */
export function refusalToDeliver(order: Order, { shippedAt, deliveredAt }: Delivery, now: Date): FulfilmentRefusal | null {
  if (order.negative) return 'orders.not_an_order'
  if (order.state === 'cancelled') return 'orders.order_is_cancelled'
  if (shippedAt && deliveredAt && deliveredAt < shippedAt) return 'orders.delivered_before_shipped'
  return isAhead(shippedAt, now) || isAhead(deliveredAt, now) ? 'orders.not_yet' : null
}

/** Why a payment cannot be written down so; null when it can. */
export function refusalToPay(order: Order, { paidAt, paidAmount }: Payment, now: Date): FulfilmentRefusal | null {
  if (order.negative) return 'orders.not_an_order'
  if (paidAmount !== null && paidAt === null) return 'orders.paid_without_date'
  return isAhead(paidAt, now) ? 'orders.not_yet' : null
}

const DAY_MS = 86_400_000

/** Whole local days after the day agreed on, never less than 0; null while nothing was agreed. What is not done yet is late as of today. */
export function daysLate(
  agreed: Date | null,
  done: Date | null,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): number | null {
  if (agreed === null) return null
  return Math.max(0, dayOf((done ?? now).getTime(), timeZone) - dayOf(agreed.getTime(), timeZone))
}

/** A date picked in a time zone ahead of ours may lie hours in the future. */
function isAhead(at: Date | null, now: Date): boolean {
  return at !== null && at.getTime() > now.getTime() + DAY_MS
}
