import * as z from 'zod'
import { AppError, refused } from '#core/errors'
import type { OutboundAnswer } from '#core/outbound'
import type { PullStage, WooCredentials } from '../api.ts'
import { pageSize } from '../domain-retry.ts'
import type { MadeHooks } from '../queries.ts'
import { jsonOf, type Send, type ShopClient, type ShopPage, type Wanted } from './shop-client.ts'

/** What is told to us as it happens. */
const TOPICS = [
  'order.created',
  'order.updated',
  'order.deleted',
  'order.restored',
  'customer.created',
  'customer.updated',
  'product.created',
  'product.updated',
] as const

const PER_PAGE = 100

/** WooCommerce's REST API v3. */
export function wooClient(baseUrl: string, { consumerKey, consumerSecret }: WooCredentials, send: Send): ShopClient {
  const call = async (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    query: Query = {},
    body?: unknown,
  ): Promise<OutboundAnswer> => {
    const request = (more: Query, headers: Record<string, string>) =>
      send({
        method,
        url: `${baseUrl}/wp-json/wc/v3/${path}?${new URLSearchParams({ ...query, ...more })}`,
        headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
    const basic = Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64')
    try {
      return await request({}, { authorization: `Basic ${basic}` })
    } catch (error) {
      // Some hosts hide the header from PHP; WooCommerce then takes the keys from the query.
      if (!(error instanceof AppError) || error.code !== 'shops.bad_keys' || error.details.status !== 401) throw error
      return request({ consumer_key: consumerKey, consumer_secret: consumerSecret }, {})
    }
  }
  return {
    test: async () => {
      const orders = await call('GET', 'orders', { per_page: '1' })
      if (orders.status === 404) throw refused('shops.no_api_there')
      listOf(orders)
      const currency = await call('GET', 'data/currencies/current')
      return { unit: Currency.safeParse(jsonOf(currency)).data?.code ?? null }
    },
    page: async (wanted) => readPage(wanted, await call('GET', wanted.stage, queryOf(wanted))),
    makeHooks: async (url, secret) => {
      const known = z
        .array(Hook)
        .catch([])
        .parse(listOf(await call('GET', 'webhooks', { per_page: '100' })))
      const made: MadeHooks = []
      for (const topic of TOPICS) {
        const there = known.find((hook) => hook.topic === topic && hook.delivery_url === url)
        const body = { name: `Bazgasht: ${topic}`, topic, delivery_url: url, secret, status: 'active' }
        const answer = there ? await call('PUT', `webhooks/${there.id}`, {}, body) : await call('POST', 'webhooks', {}, body)
        const hook = Hook.safeParse(jsonOf(answer))
        if (!hook.success) throw refused('shops.hooks_refused', { status: answer.status })
        made.push({ topic, id: String(hook.data.id) })
      }
      return made
    },
    dropHooks: async (hooks) => {
      for (const { id } of hooks) await call('DELETE', `webhooks/${id}`, { force: 'true' })
    },
    changeSecret: async (hooks, secret) => {
      for (const { id } of hooks) await call('PUT', `webhooks/${id}`, {}, { secret })
    },
  }
}

type Query = Readonly<Record<string, string>>

const Currency = z.object({ code: z.string().min(2).max(8) })
const Hook = z.object({ id: z.int(), topic: z.string().optional(), delivery_url: z.string().optional() })
const Dated = z.object({ id: z.unknown(), date_created_gmt: z.string().nullish(), date_modified_gmt: z.string().nullish() })

/** Where a stage stands: things that were made after `after`, the first `offset` of them left out, and those that were `seen` already. */
const Place = z.object({ after: z.string().nullable(), offset: z.int(), seen: z.array(z.string()) })
type Place = z.infer<typeof Place>

/** Not by page numbers: pages may become smaller, and what is deleted meanwhile would push others over the edge. */
function queryOf({ stage, cursor, since, attempts }: Wanted): Query {
  const { after, offset } = placeOf(cursor)
  const size = { per_page: String(pageSize(PER_PAGE, attempts)), offset: String(offset) }
  if (stage !== 'orders') return { ...size, order: 'asc', orderby: stage === 'customers' ? 'registered_date' : 'date' }
  if (since) return { ...size, order: 'asc', orderby: 'modified', dates_are_gmt: 'true', modified_after: after ?? plainTime(since) }
  return { ...size, order: 'asc', orderby: 'date', dates_are_gmt: 'true', ...(after === null ? {} : { after }) }
}

function readPage(wanted: Wanted, answer: OutboundAnswer): ShopPage {
  const topic = TOPIC_OF[wanted.stage]
  // Shops before WooCommerce 9 have no list of refunds; their orders name them.
  if (answer.status === 404 && wanted.stage === 'refunds') return { topic, items: [], next: null, total: 0 }
  const items = listOf(answer)
  const total = Number(answer.headers['x-wp-total'])
  const isLast = items.length === 0 || (items.length < pageSize(PER_PAGE, wanted.attempts) && !isCutShort(answer, wanted, items.length))
  const isFirst = wanted.cursor === null
  const { seen } = placeOf(wanted.cursor)
  return {
    topic,
    items: items.filter((item) => !seen.includes(String(Dated.safeParse(item).data?.id))),
    next: isLast ? null : JSON.stringify(nextPlace(wanted, items)),
    total: isFirst && answer.headers['x-wp-total'] !== undefined && Number.isSafeInteger(total) ? total : null,
  }
}

/** Some shops allow fewer on a page than are asked for. */
function isCutShort({ headers }: OutboundAnswer, { cursor }: Wanted, length: number): boolean {
  return Number(headers['x-wp-total']) > placeOf(cursor).offset + length
}

const TOPIC_OF: Record<PullStage, string> = {
  products: 'product.updated',
  customers: 'customer.updated',
  orders: 'order.updated',
  refunds: 'refund.created',
}

/** A second before the last one seen, so that others of the same second are not lost; where all are of one second, past those that were read. */
function nextPlace({ stage, cursor, since }: Wanted, items: readonly unknown[]): Place {
  const { after, offset, seen } = placeOf(cursor)
  const timeOf = (item: unknown) => {
    const dated = Dated.safeParse(item).data
    return (since ? dated?.date_modified_gmt : dated?.date_created_gmt) ?? ''
  }
  const last = timeOf(items.at(-1))
  const at = stage === 'orders' ? Date.parse(`${last}Z`) : Number.NaN
  const from = Number.isNaN(at) ? null : plainTime(new Date(at - 1000))
  if (from === null || (after !== null && from <= after)) return { after, offset: offset + items.length, seen }
  const atLast = items.filter((item) => timeOf(item) === last)
  return { after: from, offset: 0, seen: atLast.map((item) => String(Dated.safeParse(item).data?.id)) }
}

function placeOf(cursor: string | null): Place {
  return cursor === null ? { after: null, offset: 0, seen: [] } : Place.parse(JSON.parse(cursor))
}

function plainTime(at: Date): string {
  return at.toISOString().slice(0, 19)
}

function listOf(answer: OutboundAnswer): unknown[] {
  const list = z.array(z.unknown()).safeParse(jsonOf(answer))
  if (answer.status >= 400) throw refused('shops.answered', { status: answer.status })
  if (!list.success) throw refused('shops.broken_page')
  return list.data
}
