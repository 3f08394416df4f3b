import type { TFunction } from 'i18next'
import type { ShownEntry } from '../api.ts'

/** Events that shops send under names of the e-commerce specification, and what they are called here. */
const KNOWN: Readonly<Record<string, EventWord>> = {
  'product viewed': 'product_viewed',
  'product added': 'product_added',
  'product removed': 'product_removed',
  'product list viewed': 'list_viewed',
  'products searched': 'searched',
  'cart viewed': 'cart_viewed',
  'checkout started': 'checkout_started',
  'order completed': 'order_completed',
  'order refunded': 'order_refunded',
  'order cancelled': 'order_cancelled',
}
type EventWord =
  | 'product_viewed'
  | 'product_added'
  | 'product_removed'
  | 'list_viewed'
  | 'searched'
  | 'cart_viewed'
  | 'checkout_started'
  | 'order_completed'
  | 'order_refunded'
  | 'order_cancelled'

/** The sentence for an event that every shop sends; null for one with a name of the shop's own. */
export function shopEventText(entry: ShownEntry, t: TFunction<['profiles', 'web']>, isolated: (text: string) => string): string | null {
  const word = wordOf(entry)
  if (!word) return null
  const { values } = entry
  const about =
    values['p:name'] ?? values['p:title'] ?? values['p:query'] ?? values['p:category'] ?? values['p:order_id'] ?? values['p:product_id']
  const subject = about === undefined || about === null ? '' : isolated(String(about))
  return t(`profiles:shopEvent.${word}`, { subject }).trim()
}

/** Whether the sentence says enough, so that the sender's own names need not follow. */
export function isShopEvent(entry: ShownEntry): boolean {
  return wordOf(entry) !== null
}

function wordOf({ name, values: { event } }: ShownEntry): EventWord | null {
  return name === 'visit.tracked' && typeof event === 'string' ? (KNOWN[event.toLowerCase()] ?? null) : null
}
