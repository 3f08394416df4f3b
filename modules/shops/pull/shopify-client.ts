import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { AppError, refused } from '#core/errors'
import type { ShopifyCredentials } from '../api.ts'
import { pageSize } from '../domain-retry.ts'
import { asWebhook } from '../domain-shopify-graph.ts'
import type { MadeHooks } from '../queries.ts'
import { jsonOf, type Send, type ShopClient, type ShopPage, type Wanted } from './shop-client.ts'
import { API_VERSION, COUNTS, DROP_HOOK, HOOKS, MAKE_HOOK, MORE_LINES, PAGES, SHOP } from './shopify-queries.ts'

/** What is told to us as it happens, in the words of the interface. */
const TOPICS = [
  'ORDERS_CREATE',
  'ORDERS_UPDATED',
  'ORDERS_DELETE',
  'REFUNDS_CREATE',
  'CUSTOMERS_CREATE',
  'CUSTOMERS_UPDATE',
  'CHECKOUTS_CREATE',
  'CHECKOUTS_UPDATE',
  'PRODUCTS_CREATE',
  'PRODUCTS_UPDATE',
] as const

const PER_PAGE = { products: 50, customers: 50, orders: 10 } as const

type Ask = (query: string, variables?: Readonly<Record<string, unknown>>) => Promise<unknown>

/** Shopify's Admin interface over GraphQL. */
export function shopifyClient(baseUrl: string, credentials: ShopifyCredentials, send: Send): ShopClient {
  const ask = asking(baseUrl, credentials, send)
  return {
    test: async () => {
      const answer = z.object({ shop: z.object({ currencyCode: z.string() }) }).safeParse(await ask(SHOP))
      return { unit: answer.data?.shop.currencyCode ?? null }
    },
    page: (wanted) => readPage(ask, wanted),
    makeHooks: async (url) => {
      const known = Hooks.safeParse(await ask(HOOKS)).data?.webhookSubscriptions.nodes ?? []
      const made: MadeHooks = []
      for (const topic of TOPICS) {
        const there = known.find((hook) => hook.topic === topic && hook.uri === url)
        const id = there?.id ?? (await makeHook(ask, topic, url))
        made.push({ topic: topicName(topic), id })
      }
      return made
    },
    dropHooks: async (hooks) => {
      for (const { id } of hooks) await ask(DROP_HOOK, { id })
    },
    // Shopify signs with the app's own secret.
    changeSecret: async () => undefined,
  }
}

const Hooks = z.object({
  webhookSubscriptions: z.object({ nodes: z.array(z.object({ id: z.string(), topic: z.string(), uri: z.string().nullish() })) }),
})
const Made = z.object({ webhookSubscriptionCreate: z.object({ webhookSubscription: z.object({ id: z.string() }).nullable() }) })

async function makeHook(ask: Ask, topic: string, url: string): Promise<string> {
  const made = Made.safeParse(await ask(MAKE_HOOK, { topic, webhookSubscription: { uri: url, format: 'JSON' } }))
  const id = made.data?.webhookSubscriptionCreate.webhookSubscription?.id
  if (!id) throw refused('shops.hooks_refused', { status: 200 })
  return id
}

/** 'ORDERS_CREATE' is 'orders/create' in a message's header. */
function topicName(topic: string): string {
  return topic.toLowerCase().replace('_', '/')
}

const Page = z.object({
  page: z.object({ nodes: z.array(z.unknown()), pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }) }),
})
const Count = z.object({ count: z.object({ count: z.int() }) })

async function readPage(ask: Ask, { stage, cursor, since, attempts }: Wanted): Promise<ShopPage> {
  // Orders bring their refunds along.
  if (stage === 'refunds') return { topic: 'refunds/create', items: [], next: null, total: 0 }
  const query = since ? `updated_at:>='${since.toISOString()}'` : null
  const variables = { first: pageSize(PER_PAGE[stage], attempts), after: cursor, query }
  const answer = Page.safeParse(await ask(PAGES[stage], variables))
  if (!answer.success) throw refused('shops.broken_page')
  const { nodes, pageInfo } = answer.data.page
  const whole = stage === 'orders' ? await Promise.all(nodes.map((node) => withAllLines(ask, node))) : nodes
  const total = cursor === null && !since ? (Count.safeParse(await ask(COUNTS[stage])).data?.count.count ?? null) : null
  return {
    topic: TOPIC_OF[stage],
    items: whole.map((node) => asWebhook(stage, node)),
    next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
    total,
  }
}

const TOPIC_OF = { products: 'products/update', customers: 'customers/update', orders: 'orders/updated' } as const

const Lines = z.object({
  nodes: z.array(z.unknown()),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
})
const WithLines = z.looseObject({ id: z.string(), lineItems: Lines })

/** An order with all its lines: those beyond the first page are asked for by themselves. */
async function withAllLines(ask: Ask, node: unknown): Promise<unknown> {
  const order = WithLines.safeParse(node).data
  if (!order) return node
  const nodes = [...order.lineItems.nodes]
  let { hasNextPage, endCursor } = order.lineItems.pageInfo
  while (hasNextPage && nodes.length < 1000) {
    const more = z.object({ order: z.object({ lineItems: Lines }) }).safeParse(await ask(MORE_LINES, { id: order.id, after: endCursor }))
    if (!more.success) throw refused('shops.broken_page')
    nodes.push(...more.data.order.lineItems.nodes)
    ;({ hasNextPage, endCursor } = more.data.order.lineItems.pageInfo)
  }
  return { ...order, lineItems: { nodes } }
}

const Answer = z.object({
  data: z.unknown(),
  errors: z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).optional() })).optional(),
  extensions: z
    .object({
      cost: z.object({
        requestedQueryCost: z.number(),
        throttleStatus: z.object({ currentlyAvailable: z.number(), restoreRate: z.number() }),
      }),
    })
    .optional(),
})

/** Questions cost points, of which a shop gives so many a second: who asks waits until there are enough for another like the last one. */
function asking(baseUrl: string, credentials: ShopifyCredentials, send: Send): Ask {
  let token: Promise<string> | null = null
  let waitMs = 0
  return async (query, variables = {}) => {
    if (waitMs > 0) await sleep(waitMs)
    token ??= tokenFor(baseUrl, credentials, send)
    const answer = await send({
      method: 'POST',
      url: `${baseUrl}/admin/api/${API_VERSION}/graphql.json`,
      headers: { 'content-type': 'application/json', 'x-shopify-access-token': await token },
      body: JSON.stringify({ query, variables }),
    }).catch((error: unknown) => {
      // A token lives for a day; the next question asks for another.
      if (error instanceof AppError && error.code === 'shops.bad_keys') token = null
      throw error
    })
    const read = Answer.safeParse(jsonOf(answer))
    if (!read.success) throw refused('shops.broken_page')
    const { data, errors = [], extensions } = read.data
    waitMs = extensions ? waitFor(extensions.cost) : 0
    const code = errors[0]?.extensions?.code
    if (code === 'THROTTLED') throw refused('shops.too_busy', { seconds: Math.ceil(waitMs / 1000) })
    // A page that costs too much is asked for again with fewer on it.
    if (code === 'MAX_COST_EXCEEDED') throw refused('shops.too_busy', { seconds: 0 })
    if (code === 'ACCESS_DENIED') throw refused('shops.missing_scope', { message: (errors[0]?.message ?? '').slice(0, 200) })
    if (errors.length > 0) throw refused('shops.answered', { status: answer.status })
    return data
  }
}

const LONGEST_WAIT_MS = 20_000

function waitFor({
  requestedQueryCost,
  throttleStatus,
}: {
  requestedQueryCost: number
  throttleStatus: { currentlyAvailable: number; restoreRate: number }
}): number {
  const missing = requestedQueryCost - throttleStatus.currentlyAvailable
  return missing <= 0 ? 0 : Math.min(LONGEST_WAIT_MS, Math.ceil((missing / Math.max(1, throttleStatus.restoreRate)) * 1000))
}

/** The app's id and secret are exchanged for a token. */
async function tokenFor(baseUrl: string, { clientId, clientSecret }: ShopifyCredentials, send: Send): Promise<string> {
  const answer = await send({
    method: 'POST',
    url: `${baseUrl}/admin/oauth/access_token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }).toString(),
  })
  if (answer.status >= 400) throw refused('shops.bad_keys', { status: answer.status })
  const token = z.object({ access_token: z.string().regex(/^\S+$/) }).safeParse(jsonOf(answer))
  if (!token.success) throw refused('shops.broken_page')
  return token.data.access_token
}
