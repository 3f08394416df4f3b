import type { TFunction } from 'i18next'

const KINDS = {
  'customers.visitors': 'customers_visitors',
  'customers.edits': 'customers_edits',
  'orders.carts': 'orders_carts',
  'consent.confirmations': 'consent_confirmations',
  'consent.letters': 'consent_letters',
  'events.visits': 'events_visits',
  'tracking.messages': 'tracking_messages',
  'tracking.refusals': 'tracking_refusals',
  'shops.deliveries': 'shops_deliveries',
  'webhooks.deliveries': 'webhooks_deliveries',
} as const

/** What a kind of data with an age limit is called; its own name where no word is known. */
export function kindText(t: TFunction<'privacy'>, kind: string): string {
  const known = Object.entries(KINDS).find(([name]) => name === kind)?.[1]
  return known === undefined ? kind : t(`retention.kinds.${known}`)
}
