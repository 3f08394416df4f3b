import type { Platform } from './api.ts'
import type { Reading } from './domain-heard.ts'
import { hearPlain } from './domain-plain.ts'
import { hearShopify } from './domain-shopify.ts'
import { hearWooCommerce, type Around } from './domain-woocommerce.ts'

/** A shop's message in our words, or why it cannot be read. */
export function hear(platform: Platform, body: string, around: Around): Reading {
  const payload = parsed(body)
  if (payload === undefined) return { refusal: { code: 'shops.not_json', details: {} } }
  return HEARING[platform](payload, around)
}

/** What each platform's payloads say. */
export const HEARING = { woocommerce: hearWooCommerce, shopify: hearShopify, plain: hearPlain } satisfies Record<
  Platform,
  (payload: unknown, around: Around) => Reading
>

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
