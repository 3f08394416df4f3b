import { createHmac, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { workDeliveries } from './work-deliveries.ts'
import type { TestApp, TestCtx } from '#test/lab'
import { testApp, testCtx } from '#test/lab'
import type { TestAnswer } from '../../test/caller.ts'
import type { Platform } from './api.ts'

/** A payload as a platform sends it, with some fields as the test wants them. */
// oxlint-disable-next-line typescript/no-explicit-any -- tests change payloads field by field
export function fixture(name: 'woocommerce-order' | 'shopify-order' | 'plain-order', over: Record<string, unknown> = {}): any {
  return { ...JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8')), ...over }
}

/** A workspace with one connected shop that sends what a test says. */
export interface TestShop {
  readonly ctx: TestCtx
  readonly app: TestApp
  readonly id: string
  readonly url: string
  readonly secret: string
  /** Sends a signed message and works on it. */
  readonly say: (topic: string, payload: unknown, headers?: Record<string, string>) => Promise<TestAnswer>
  /** Sends bytes with headers as they are. */
  readonly send: (body: string | Buffer, headers: Record<string, string>) => Promise<TestAnswer>
  readonly work: () => Promise<void>
}

/** A shop on this platform, connected. */
export async function testShop(platform: Platform, over: Parameters<typeof testCtx>[0] = {}, source?: string): Promise<TestShop> {
  const ctx = await testCtx({ currency: platform === 'shopify' ? 'GBP' : 'IRR', ...over })
  const app = await testApp(ctx)
  const owner = app.as('owner')
  const { body: shop } = await owner.post('/api/shops', { platform, name: 'A shop', ...(source ? { source } : {}) })
  const secret = platform === 'shopify' ? 'shpss_0123456789abcdef' : null
  if (secret) await owner.put(`/api/shops/${shop.id}/secret`, { secret })
  const { body: door } = await owner.get(`/api/shops/${shop.id}/door`)
  const url = new URL(door.url).pathname
  const work = () => workDeliveries(ctx.server, ctx.workspace.id)
  const send = (body: string | Buffer, headers: Record<string, string>) =>
    app.anonymous().post(url, body, { 'content-type': 'application/json', ...headers })
  const say = async (topic: string, payload: unknown, headers: Record<string, string> = {}) => {
    const body = JSON.stringify(payload)
    const answer = await send(body, { ...signed(platform, topic, body, door.secret), ...headers })
    await work()
    return answer
  }
  return { ctx, app, id: shop.id, url, secret: door.secret, say, send, work }
}

/** The headers with which a platform signs. */
export function signed(platform: Platform, topic: string, body: string | Buffer, secret: string): Record<string, string> {
  const base64 = createHmac('sha256', secret).update(body).digest('base64')
  if (platform === 'woocommerce')
    return { 'x-wc-webhook-topic': topic, 'x-wc-webhook-signature': base64, 'x-wc-webhook-delivery-id': randomUUID() }
  if (platform === 'shopify') return { 'x-shopify-topic': topic, 'x-shopify-hmac-sha256': base64, 'x-shopify-webhook-id': randomUUID() }
  const t = Math.floor(Date.now() / 1000)
  return { 'x-bazgasht-signature': `t=${t},v1=${createHmac('sha256', secret).update(`${t}.`).update(body).digest('hex')}` }
}
