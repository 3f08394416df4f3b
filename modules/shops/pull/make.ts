import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { atEnd } from '#test/lab'
import { fixture } from '../make.ts'

/** What opens the shops on this machine. */
export const WOO_KEYS = { platform: 'woocommerce', consumerKey: 'ck_12345678', consumerSecret: 'cs_12345678' } as const

/** What a shop answers; null hangs up. */
export type Answer = (request: IncomingMessage, url: URL, body: string) => Told | null | Promise<Told | null>
interface Told {
  readonly status?: number
  readonly headers?: Record<string, string>
  readonly body: unknown
}

/** A shop on this machine that answers as a test says. */
export async function fakeShop(answers: Answer): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = []
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const url = new URL(request.url ?? '/', 'http://shop')
    asked.push(`${request.method} ${url.pathname}${url.search}`)
    const answer = await answers(request, url, body)
    if (!answer) return void request.socket.destroy()
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers }).end(text)
  }
  const server = createServer((request, response) => void respond(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  atEnd(async () => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, asked }
}

/** Orders of a WooCommerce shop, one a minute, by 40 customers. */
export function wooOrders(count: number) {
  return Array.from({ length: count }, (_, k) => {
    const at = new Date(Date.UTC(2025, 0, 1) + k * 60_000).toISOString().slice(0, 19)
    const billing = { first_name: 'مشتری', last_name: String(k % 40), phone: `0912${1_000_000 + (k % 40)}`, country: 'IR' }
    const dates = { date_created_gmt: at, date_modified_gmt: at, date_paid_gmt: at }
    return fixture('woocommerce-order', { id: 1000 + k, number: String(1000 + k), customer_id: 1 + (k % 40), billing, ...dates })
  })
}

/** Answers as WooCommerce does to the keys of `WOO_KEYS`, unless `before` has an answer of its own. */
export function wooAnswers(orders: readonly { date_created_gmt: string }[], before: Answer = () => null): Answer {
  const hooks: { id: number; topic: string; delivery_url: string; secret: string }[] = []
  return async (request, url, body) => {
    const given = await before(request, url, body)
    if (given) return given
    if (request.headers.authorization !== `Basic ${Buffer.from(`${WOO_KEYS.consumerKey}:${WOO_KEYS.consumerSecret}`).toString('base64')}`)
      return { status: 401, body: {} }
    const path = url.pathname.replace('/store/wp-json/wc/v3/', '')
    if (path === 'data/currencies/current') return { body: { code: 'IRT' } }
    if (path === 'webhooks' && request.method === 'GET') return { body: hooks }
    if (path === 'webhooks') {
      hooks.push({ ...JSON.parse(body), id: hooks.length + 1 })
      return { status: 201, body: hooks.at(-1) }
    }
    if (path.startsWith('webhooks/')) return { body: { id: Number(path.split('/')[1]) } }
    if (path === 'products') return page(url, [{ id: 1, name: 'چای', sku: 'TEA-500', price: '450000', categories: [{ name: 'نوشیدنی' }] }])
    if (path === 'refunds') return { status: 404, body: { code: 'rest_no_route' } }
    if (path !== 'orders') return page(url, [])
    const after = url.searchParams.get('after') ?? ''
    return page(
      url,
      orders.filter((order) => order.date_created_gmt > after),
    )
  }
}

function page(url: URL, all: readonly unknown[]) {
  const [offset, size] = [Number(url.searchParams.get('offset')), Number(url.searchParams.get('per_page'))]
  return { body: all.slice(offset, offset + size), headers: { 'x-wp-total': String(all.length) } }
}
