import type { Config } from '#core/config'
import { refused } from '#core/errors'
import { outboundRequest, type Outbound, type OutboundAnswer } from '#core/outbound'
import type { PullStage } from '../api.ts'
import type { MadeHooks, Shop } from '../queries.ts'
import { credentialsOf } from '../secrets.ts'
import { shopifyClient } from './shopify-client.ts'
import { wooClient } from './woo-client.ts'

/** What is asked for in one go. `cursor` is what the page before gave as `next`. */
export interface Wanted {
  readonly stage: PullStage
  readonly cursor: string | null
  readonly since: Date | null
  /** After how many failures, one after the other. */
  readonly attempts: number
}

/** A page of things, each as a message about it would show it. */
export interface ShopPage {
  readonly topic: string
  readonly items: readonly unknown[]
  /** Null after the last one. */
  readonly next: string | null
  /** How many there are in all; null where the shop does not say. */
  readonly total: number | null
}

/** A shop's interface, as far as it is used. */
export interface ShopClient {
  /** Whether the keys open it; gives what prices are written in. */
  readonly test: () => Promise<{ readonly unit: string | null }>
  readonly page: (wanted: Wanted) => Promise<ShopPage>
  /** Has the shop send its messages to this address. Refused with `shops.read_only_keys` when the keys may only read. */
  readonly makeHooks: (url: string, secret: string) => Promise<MadeHooks>
  readonly dropHooks: (hooks: MadeHooks) => Promise<void>
  /** Signs with another secret from now on; does nothing where the secret is the shop's own. */
  readonly changeSecret: (hooks: MadeHooks, secret: string) => Promise<void>
}

/** The shop's interface; refused when nobody has given its address or its keys. */
export function clientOf(config: Pick<Config, 'secret' | 'allowPrivate'>, shop: Shop): ShopClient {
  const credentials = credentialsOf(config.secret, shop)
  if (!credentials) throw refused('shops.no_credentials')
  if (shop.base_url === null) throw refused('shops.no_address')
  const send = sender(config.allowPrivate)
  return credentials.platform === 'shopify' ? shopifyClient(shop.base_url, credentials, send) : wooClient(shop.base_url, credentials, send)
}

/** Sends a request to the shop and gives its answer when it is one that can be used. */
export type Send = (wanted: Pick<Outbound, 'url' | 'method' | 'headers' | 'body'>) => Promise<OutboundAnswer>

const TIMEOUT_MS = 60_000
const MOST_BYTES = 32 * 1024 * 1024

function sender(allowPrivate: boolean): Send {
  return async (wanted) => {
    const answer = await outboundRequest({ ...wanted, timeoutMs: TIMEOUT_MS, maxBytes: MOST_BYTES, allowPrivate })
    const { status } = answer
    if (status === 401 || status === 403) throw refused('shops.bad_keys', { status })
    if (status === 429 || status === 503) throw refused('shops.too_busy', { seconds: secondsToWait(answer) })
    if (status >= 500) throw refused('shops.trouble_there', { status })
    if (status >= 300 && status < 400) throw refused('shops.moved', { address: (answer.headers.location ?? '').slice(0, 200) })
    return answer
  }
}

function secondsToWait({ headers }: OutboundAnswer): number {
  const seconds = Number(headers['retry-after'])
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(3600, Math.ceil(seconds)) : 0
}

/** The answer's body as JSON; a page of HTML, a warning of PHP before it or half an answer is none. */
export function jsonOf({ body }: OutboundAnswer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw refused('shops.broken_page')
  }
}
