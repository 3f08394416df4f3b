import type { Platform } from './api.ts'

/**
 * A shop's address from what people type: with or without https://, of any of its pages. WooCommerce may live in a folder; a Shopify shop is known to
 * its interface by its myshopify.com name alone. Null when it is none. `http:` is kept where somebody wrote it: whether it may be called is asked
 * when it is.
 */
export function readShopAddress(platform: Platform, text: string): string | null {
  const given = text.trim()
  const written = /^https?:\/\//i.test(given) ? given : `https://${given}`
  const url = URL.canParse(written) ? new URL(written) : null
  if (!url || !url.hostname || url.username !== '' || url.password !== '') return null
  if (platform === 'shopify') return shopifyAddress(url)
  if (!/[.:]/.test(url.hostname) && url.hostname !== 'localhost') return null
  const folder = url.pathname
    .replace(/\/(?:wp-admin|wp-json|wp-login\.php|shop|my-account|product|فروشگاه)(?:\/.*)?$/, '')
    .replace(/\/+$/, '')
  return `${url.protocol}//${url.host}${folder}`
}

function shopifyAddress(url: URL): string | null {
  const inAdmin = url.hostname === 'admin.shopify.com' ? /^\/store\/([a-z0-9-]+)/.exec(url.pathname)?.[1] : undefined
  if (inAdmin) return `https://${inAdmin}.myshopify.com`
  if (/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(url.hostname)) return `https://${url.hostname}`
  return /^[a-z0-9][a-z0-9-]*$/.test(url.hostname) && url.hostname !== 'localhost'
    ? `https://${url.hostname}.myshopify.com`
    : localAddress(url)
}

/** A stand-in for Shopify on the own machine, for tests and for trying out; the guard of outgoing requests refuses it elsewhere. */
function localAddress(url: URL): string | null {
  return /^(?:localhost|127\.0\.0\.1)$/.test(url.hostname) ? url.origin : null
}
