import { createHash, createHmac } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { sameText } from '#core/secret-keys'
import type { Platform } from './api.ts'

/** A message as it came in. */
export interface Arrived {
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
}

/** A message is refused when its time is further than this from ours, so that nobody can play it again later. */
const TOLERANCE_MS = 5 * 60_000

/** Whether the message was signed with one of these secrets, in the way of its platform. */
export function isSigned(platform: Platform, arrived: Arrived, secrets: readonly string[], now: Date): boolean {
  return secrets.some((secret) => SIGNED[platform](arrived, secret, now))
}

/** What tells two messages of a connection apart. */
export function deliveryKeyOf(platform: Platform, { headers, bytes }: Arrived): string {
  const hash = createHash('sha256').update(bytes).digest('hex')
  // WooCommerce makes this id from the webhook and the second, so that two orders of one second share it.
  if (platform === 'woocommerce') return `${headerOf(headers, 'x-wc-webhook-delivery-id').slice(0, 100)} ${hash}`
  const given = platform === 'shopify' ? headerOf(headers, 'x-shopify-webhook-id') : idOfPlain(headers)
  return given === '' ? hash : given.slice(0, 200)
}

/** What the message is about, in the platform's word for it. */
export function topicOf(platform: Platform, { headers }: Arrived): string {
  if (platform === 'plain') return 'message'
  return headerOf(headers, platform === 'woocommerce' ? 'x-wc-webhook-topic' : 'x-shopify-topic').slice(0, 100)
}

/** What WooCommerce sends, unsigned, when a webhook is made: it wants to hear 200 and says nothing else. */
export function isWooPing({ headers, bytes }: Arrived): boolean {
  const isForm = headerOf(headers, 'content-type').startsWith('application/x-www-form-urlencoded')
  return isForm && /^webhook_id=\d{1,20}$/.test(bytes.subarray(0, 40).toString())
}

const SIGNED: Record<Platform, (arrived: Arrived, secret: string, now: Date) => boolean> = {
  woocommerce: ({ headers, bytes }, secret) =>
    sameText(headerOf(headers, 'x-wc-webhook-signature'), hmac(secret, bytes).toString('base64')),
  shopify: ({ headers, bytes }, secret) => sameText(headerOf(headers, 'x-shopify-hmac-sha256'), hmac(secret, bytes).toString('base64')),
  plain: (arrived, secret, now) =>
    arrived.headers['webhook-signature'] ? isStandard(arrived, secret, now) : isPlain(arrived, secret, now),
}

/** `X-Bazgasht-Signature: t=1774083600,v1=5f2a…`: HMAC-SHA256, in hex, of the time, a dot and the body. */
function isPlain({ headers, bytes }: Arrived, secret: string, now: Date): boolean {
  const parts = headerOf(headers, 'x-bazgasht-signature')
    .split(',')
    .slice(0, 10)
    .map((part) => part.trim())
  const time = parts.find((part) => /^t=\d{1,12}$/.test(part))?.slice(2)
  if (time === undefined || !isRecent(time, now)) return false
  const wanted = hmac(secret, Buffer.concat([Buffer.from(`${time}.`), bytes])).toString('hex')
  return parts.some((part) => part.startsWith('v1=') && sameText(part.slice(3).toLowerCase(), wanted))
}

/** The headers of Standard Webhooks (standardwebhooks.com): base64 HMAC-SHA256 of id, time and body, by the secret's bytes. */
function isStandard({ headers, bytes }: Arrived, secret: string, now: Date): boolean {
  const time = headerOf(headers, 'webhook-timestamp')
  if (!/^\d{1,12}$/.test(time) || !isRecent(time, now)) return false
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  if (key.length === 0) return false
  const wanted = hmac(key, Buffer.concat([Buffer.from(`${headerOf(headers, 'webhook-id')}.${time}.`), bytes])).toString('base64')
  return headerOf(headers, 'webhook-signature')
    .split(' ')
    .slice(0, 10)
    .some((part) => part.startsWith('v1,') && sameText(part.slice(3), wanted))
}

function idOfPlain(headers: IncomingHttpHeaders): string {
  return headerOf(headers, 'webhook-id') || headerOf(headers, 'x-bazgasht-id')
}

function isRecent(seconds: string, now: Date): boolean {
  return Math.abs(Number(seconds) * 1000 - now.getTime()) <= TOLERANCE_MS
}

function hmac(key: string | Buffer, bytes: Buffer): Buffer {
  return createHmac('sha256', key).update(bytes).digest()
}

function headerOf(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name]
  return typeof value === 'string' ? value.trim() : ''
}
