import { setTimeout as wait } from 'node:timers/promises'
import type { Program } from './program.ts'
import { ask, type SignedIn } from './shop.ts'
import type { Language } from './words.ts'

/** What tests need to know of a shop that uses everything. */
export interface Living {
  /** Bought, visited, filled a cart, was merged; with notes, days, attributes and consents. */
  readonly customerId: string
  readonly orderId: string
  readonly productId: string
  readonly segmentId: string
  readonly shopId: string
  readonly webhookId: string
  /** The customer's own page. */
  readonly centre: string
  /** The write key of the shop's server. */
  readonly writeKey: string
}

/** Names as the shop's language writes them. */
export const PEOPLE = {
  fa: {
    sara: 'سارا کریمی',
    double: 'سارا کریمی',
    twin: 'سارا کریمی‌نیا',
    city: 'شیراز',
    tea: 'چای سیلان',
    mug: 'لیوان سفالی',
    tag: 'وفادار',
  },
  en: {
    sara: 'Sara Karimi',
    double: 'Sara Karimi',
    twin: 'Sarah Karimi',
    city: 'Shiraz',
    tea: 'Ceylon tea',
    mug: 'Clay mug',
    tag: 'Loyal',
  },
} as const

const DAY_MS = 86_400_000

type Door = ReturnType<typeof doorOf>

/** Speaks to the program as its owner; what is refused ends the test. */
export function doorOf({ url }: Pick<Program, 'url'>, owner: SignedIn) {
  return async (method: string, path: string, body?: unknown) => {
    const answer = await ask(url, owner, method, path, body)
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.status === 204 ? null : answer.json()
  }
}

/** Sends messages as the shop's server does, and waits until all have had their effects. */
export async function track({ url }: Pick<Program, 'url'>, { door, key, batch }: { door: Door; key: string; batch: readonly object[] }) {
  const headers = { 'content-type': 'application/json', authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` }
  const answer = await fetch(`${url}/v1/batch`, { method: 'POST', headers, body: JSON.stringify({ batch }) })
  const said = await answer.json()
  if (!answer.ok || said.errors) throw new Error(`/v1/batch: ${answer.status} ${JSON.stringify(said)}`)
  for (;;) {
    const { waiting } = await door('GET', '/api/tracking/messages')
    if (waiting === 0) return
    await wait(100)
  }
}

/** Lets a shop use everything: people who visit and buy, carts, returns, notes, segments, consents, connected programs. */
export async function enliven(program: Program, owner: SignedIn, language: Language): Promise<Living> {
  const door = doorOf(program, owner)
  // The sample shop brings its own.
  const { currency } = await door('GET', '/api/workspace')
  const { key } = await door('POST', '/api/tracking/sources', { name: 'Server', kind: 'server' })
  await door('POST', '/api/tracking/sources', {
    name: 'Website',
    kind: 'browser',
    allowedOrigins: ['https://shop.example'],
    needsConsent: true,
  })
  await track(program, { door, key, batch: messagesOf(language, currency) })
  const idOf = async (search: string) => (await door('GET', `/api/customers?search=${encodeURIComponent(search)}`)).rows[0].id
  const customerId = await idOf('sara@shop.example')
  await door('POST', '/api/customers/merges', { survivorId: customerId, absorbedId: await idOf('karimi@work.example') })
  const orderId = (await door('GET', '/api/orders?search=W-1001')).rows[0].id
  await door('POST', `/api/orders/${orderId}/returns`, { reason: PEOPLE[language].mug })
  await describePerson(door, customerId, language)
  const programs = await connectPrograms(door, customerId)
  return {
    customerId,
    orderId,
    productId: (await door('GET', `/api/products?search=${encodeURIComponent(PEOPLE[language].tea)}`)).rows[0].id,
    centre: (await door('POST', `/api/customers/${customerId}/consent-link`)).link,
    writeKey: key,
    ...programs,
  }
}

function messagesOf(language: Language, currency: string): readonly object[] {
  const { sara, double, twin, city, tea, mug } = PEOPLE[language]
  const before = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString()
  const products = [
    { product_id: 'T-1', name: tea, category: 'Tea', price: 1_500_000, quantity: 2 },
    { product_id: 'M-1', name: mug, category: 'Kitchen', price: 800_000, quantity: 1 },
  ]
  const identify = (userId: string, traits: object) => ({
    type: 'identify',
    userId,
    traits: { ...traits, address: { city } },
    timestamp: before(40),
  })
  const order = (order_id: string, days: number, more: object) => ({
    type: 'track',
    event: 'Order Completed',
    userId: 'sara-1',
    timestamp: before(days),
    properties: { order_id, currency, total: 3_800_000, products, ...more },
  })
  return [
    identify('sara-1', { name: sara, email: 'sara@shop.example', phone: '+989121234567', language }),
    identify('sara-2', { name: double, email: 'karimi@work.example' }),
    identify('sara-3', { name: twin, phone: '+989121234567' }),
    order('W-1001', 30, { due_at: before(20), promised_at: before(25), shipping: 200_000, coupon: 'NOWRUZ', payment_method: 'card' }),
    order('W-1002', 10, { due_at: before(3) }),
    { type: 'page', userId: 'sara-1', name: tea, properties: { path: '/tea', title: tea }, timestamp: before(2) },
    { type: 'page', userId: 'sara-1', name: mug, properties: { path: '/mug', title: mug }, timestamp: before(2) },
    { type: 'track', event: 'Cart Viewed', userId: 'sara-1', timestamp: before(1), properties: { cart_id: 'c-1', currency, products } },
  ]
}

async function describePerson(door: Door, id: string, language: Language): Promise<void> {
  const { tag, city, sara } = PEOPLE[language]
  const words = { nameFa: 'شمارهٔ کفش', nameEn: 'Shoe size', description: null, choices: [] }
  await door('POST', '/api/attributes', { ...words, key: 'shoe_size', type: 'number' })
  const fields = { birthday: { date: '1370-05-21', calendar: 'persian' }, acquisition: tag, paymentTermsDays: 30 }
  await door('PUT', `/api/customers/${id}/fields`, { fields, attributes: { shoe_size: 38 }, tags: { add: [tag] } })
  await door('POST', `/api/customers/${id}/notes`, { text: `${sara}: ${tag}` })
  const place = { label: null, city, region: null, postalCode: '71345', country: 'IR', isPrimary: true }
  await door('POST', `/api/customers/${id}/addresses`, { ...place, lines: city })
  await door('POST', `/api/customers/${id}/consumers`, { name: sara, relation: null, birthday: null, note: null, asCustomerId: null })
  await door('POST', `/api/customers/${id}/dates`, { label: tag, date: '--07-10', calendar: 'persian' })
  for (const [channel, state] of [
    ['email', 'granted'],
    ['sms', 'denied'],
  ]) {
    await door('POST', `/api/customers/${id}/consents`, { purpose: 'newsletter', channel, state, note: tag })
  }
}

async function connectPrograms(door: Door, customerId: string) {
  const condition = { field: 'purchases', op: 'at_least', value: 2 }
  const { id: segmentId } = await door('POST', '/api/segments', { name: 'Twice', description: '', condition })
  const { id: shopId } = await door('POST', '/api/shops', { platform: 'plain', name: 'Shop' })
  // Nothing is sent: no order is cancelled here.
  const { endpoint } = await door('POST', '/api/webhooks', { url: 'https://hooks.example/in', events: ['order.cancelled'] })
  await door('POST', '/api/tokens', { name: 'Accounting', scopes: ['customers:read'], expiresAt: null })
  const text = 'Somebody saw a list of names. We closed the door.'
  const affected = { ids: [customerId] }
  await door('POST', '/api/privacy/incidents', { title: 'A list', happenedAt: '2026-01-10', textFa: text, textEn: text, affected })
  return { segmentId, shopId, webhookId: endpoint.id }
}
