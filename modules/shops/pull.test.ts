import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { fakeShop, wooAnswers, wooOrders } from './pull/make.ts'
import { fixture, signed, testShop, type TestShop } from './make.ts'
import { runPull } from './pull/run-pull.ts'
import { rotateSecret } from './rotate-secret.ts'
import { sweepShopsJob } from './jobs.ts'
import { settleCredentials } from './settle-credentials.ts'

/** A connected shop whose keys open the one on this machine. */
async function opened(url: string, platform: 'woocommerce' | 'shopify' = 'woocommerce') {
  const shop = await testShop(platform)
  const config = { ...shop.ctx.server.config, allowPrivate: true }
  const credentials =
    platform === 'shopify'
      ? ({ platform, clientId: 'client-1234', clientSecret: 'shpss_12345678' } as const)
      : ({ platform, consumerKey: 'ck_12345678', consumerSecret: 'cs_12345678' } as const)
  const settled = await settleCredentials(shop.ctx, config, shop.id, { baseUrl: url, credentials })
  const pull = () => runPull({ ...shop.ctx.server, config }, shop.ctx.workspace.id, shop.id)
  const owner = shop.app.as('owner')
  const now = async () => (await owner.get(`/api/shops/${shop.id}`)).body
  return { ...shop, config, settled, pull, owner, now }
}

const countOrders = async ({ ctx }: Pick<TestShop, 'ctx'>) => (await ctx.db.selectFrom('orders').select('id').execute()).length

test('Keys are tried, kept sealed, and make the webhooks', async () => {
  const fake = await fakeShop(wooAnswers([]))
  const shop = await opened(`${fake.url}/store/wp-admin/admin.php?page=wc-settings`)
  expect(shop.settled).toMatchObject({ baseUrl: `${fake.url}/store`, hasCredentials: true })
  expect(shop.settled.hooks).toContain('order.updated')
  const row = await shop.ctx.db.selectFrom('shops_connections').selectAll().executeTakeFirstOrThrow()
  expect(JSON.stringify(row)).not.toMatch(/ck_12345678|cs_12345678/)
  const before = shop.secret
  const { secret } = await rotateSecret({ ...shop.ctx, now: new Date() }, shop.config, shop.id, undefined)
  expect(secret).not.toBe(before)
  // What is on its way with the secret before is still taken.
  expect((await shop.say('order.created', fixture('woocommerce-order'))).status).toBe(200)
  const wrong = { platform: 'woocommerce', consumerKey: 'ck_87654321', consumerSecret: 'cs_87654321' } as const
  await expect(settleCredentials(shop.ctx, shop.config, shop.id, { credentials: wrong })).rejects.toMatchObject({ code: 'shops.bad_keys' })
})

test('A shop on this machine is not called unless the settings let it', async () => {
  const fake = await fakeShop(wooAnswers([]))
  const shop = await testShop('woocommerce')
  const credentials = { platform: 'woocommerce', consumerKey: 'ck_12345678', consumerSecret: 'cs_12345678' }
  const answer = await shop.app.as('owner').put(`/api/shops/${shop.id}/credentials`, { baseUrl: fake.url, credentials })
  expect([answer.status, answer.body.error.code]).toEqual([409, 'core.outbound_insecure'])
  expect(fake.asked).toEqual([])
})

test('The history comes in page by page, without a word to anybody about old orders', { timeout: 60_000 }, async () => {
  const fake = await fakeShop(wooAnswers(wooOrders(250)))
  const shop = await opened(`${fake.url}/store`)
  await shop.owner.put(`/api/shops/${shop.id}/pull`)
  expect((await shop.owner.put(`/api/shops/${shop.id}/pull`)).body.error.code).toBe('shops.already_pulling')
  await shop.pull()
  expect((await shop.now()).pull).toMatchObject({
    state: 'done',
    share: 1,
    counts: { products: { done: 1 }, orders: { done: 250, total: 250, skipped: 0 } },
  })
  expect(await countOrders(shop)).toBe(250)
  const events = await shop.ctx.db.selectFrom('events').select(['name', 'payload']).execute()
  expect(events).toEqual([{ name: 'shop.pulled', payload: { shopId: shop.id, customers: 0, orders: 250, skipped: 0 } }])
  expect(await shop.ctx.db.selectFrom('customers').select('id').execute()).toHaveLength(40)
  // The same people, live: now there is something to tell.
  const billing = { first_name: 'مشتری', last_name: 'نو', phone: '09121000001', country: 'IR' }
  await shop.say('order.created', fixture('woocommerce-order', { id: 9000, number: '9000', customer_id: 2, billing }))
  const later = await shop.ctx.db.selectFrom('events').select('name').where('name', 'like', 'customer.%').execute()
  expect(later).toEqual([{ name: 'customer.changed' }])
  expect(
    await shop.ctx.db.selectFrom('orders_products').select(['code', 'price', 'category']).where('code', '=', 'TEA-500').execute(),
  ).toHaveLength(1)
})

test('Busy, broken and dead answers are waited out; what one page holds wrong is left out by name', { timeout: 60_000 }, async () => {
  const troubles = [
    { status: 429, headers: { 'retry-after': '1' }, body: {} },
    { body: '<html>Maintenance</html>' },
    { status: 502, body: 'Bad gateway' },
  ]
  const orders = wooOrders(30)
  orders[7].total = 'NaN'
  orders[8].currency = 'EUR'
  const fake = await fakeShop(
    wooAnswers(orders, (request, url) =>
      url.pathname.endsWith('/orders') && url.searchParams.has('offset') ? (troubles.shift() ?? null) : null,
    ),
  )
  const shop = await opened(`${fake.url}/store`)
  await shop.owner.put(`/api/shops/${shop.id}/pull`)
  await shop.pull()
  // The third failure in a row is left to a later nudge.
  expect((await shop.now()).pull).toMatchObject({ state: 'queued', error: { code: 'shops.trouble_there' }, tryAt: expect.any(String) })
  await shop.ctx.db.updateTable('shops_pulls').set({ try_at: null }).execute()
  await shop.pull()
  const { pull } = await shop.now()
  expect(pull).toMatchObject({ state: 'done', counts: { orders: { done: 30, skipped: 2 } } })
  expect(pull.skipped).toMatchObject([
    { id: '1007', code: 'shops.bad_amount' },
    { id: '1008', code: 'orders.other_currency' },
  ])
  expect(await countOrders(shop)).toBe(28)
})

test(
  'A pull that is paused, or whose worker died, goes on where it was; a cancelled one keeps what came',
  { timeout: 60_000 },
  async () => {
    const paused: unknown[] = []
    const pauseOnce = async (_: IncomingMessage, url: URL) => {
      if (url.searchParams.has('after') && paused.length === 0) paused.push(await shop.owner.put(`/api/shops/${shop.id}/pull/pause`))
      return null
    }
    const fake = await fakeShop(wooAnswers(wooOrders(250), pauseOnce))
    const shop = await opened(`${fake.url}/store`)
    await shop.owner.put(`/api/shops/${shop.id}/pull`)
    const set = (change: object) => shop.ctx.db.updateTable('shops_pulls').set(change).execute()
    await shop.pull()
    const half = await countOrders(shop)
    expect((await shop.now()).pull.state).toBe('paused')
    await shop.owner.delete(`/api/shops/${shop.id}/pull/pause`)
    // Another worker took it and died.
    await set({ state: 'running', worker: '00000000-0000-7000-8000-000000000000', heartbeat_at: new Date() })
    await shop.pull()
    expect(await countOrders(shop)).toBe(half)
    await set({ heartbeat_at: new Date(Date.now() - 600_000) })
    const asked = fake.asked.length
    await sweepShopsJob.work(shop.ctx.server, {})
    await shop.pull()
    expect((await shop.now()).pull).toMatchObject({ state: 'done', counts: { orders: { done: 250 } } })
    expect(await countOrders(shop)).toBe(250)
    expect(fake.asked.slice(asked).some((each) => each.includes('/products'))).toBe(false)
    await shop.owner.put(`/api/shops/${shop.id}/pull`)
    expect((await shop.owner.delete(`/api/shops/${shop.id}/pull`)).status).toBe(204)
    expect((await shop.now()).pull.state).toBe('cancelled')
  },
)

test('What messages missed is asked for every hour', { timeout: 60_000 }, async () => {
  const fake = await fakeShop(wooAnswers(wooOrders(3)))
  const shop = await opened(`${fake.url}/store`)
  await shop.ctx.db
    .updateTable('shops_connections')
    .set({ caught_up_at: new Date(Date.now() - 2 * 3_600_000) })
    .execute()
  await sweepShopsJob.work(shop.ctx.server, {})
  await shop.pull()
  expect(fake.asked.at(-1)).toContain('modified_after=')
  expect(await countOrders(shop)).toBe(3)
  await sweepShopsJob.work(shop.ctx.server, {})
  expect(await shop.ctx.db.selectFrom('shops_pulls').select('kind').execute()).toEqual([{ kind: 'missed' }])
})

test('Shopify is asked by GraphQL, waits when it is told to, and reads as its webhooks do', { timeout: 60_000 }, async () => {
  const money = (amount: string) => ({ shopMoney: { amount, currencyCode: 'GBP' } })
  const line = {
    sku: 'IPOD',
    title: 'IPod Nano',
    variantTitle: 'green',
    quantity: 2,
    originalUnitPriceSet: money('10.00'),
    discountAllocations: [],
  }
  const order = (number: number) => ({
    id: `gid://shopify/Order/${number}`,
    name: `#${number}`,
    createdAt: '2025-05-01T10:00:00Z',
    updatedAt: '2025-05-02T10:00:00Z',
    processedAt: '2025-05-01T10:00:00Z',
    currencyCode: 'GBP',
    totalPriceSet: money('20.00'),
    displayFinancialStatus: 'PAID',
    displayFulfillmentStatus: 'UNFULFILLED',
    customer: {
      id: 'gid://shopify/Customer/7',
      firstName: 'Jon',
      lastName: 'Smith',
      verifiedEmail: true,
      defaultEmailAddress: { emailAddress: 'jon@example.com' },
    },
    lineItems: { nodes: [line], pageInfo: { hasNextPage: number === 1, endCursor: 'l1' } },
    refunds: number === 2 ? [{ id: 'gid://shopify/Refund/5', createdAt: '2025-05-03T10:00:00Z', totalRefundedSet: money('20.00') }] : [],
  })
  let throttled = 0
  const cost = { cost: { requestedQueryCost: 100, throttleStatus: { currentlyAvailable: 1000, restoreRate: 100 } } }
  const fake = await fakeShop((request, url, body) => {
    if (url.pathname === '/admin/oauth/access_token') return { body: { access_token: 'shpat_1' } }
    if (request.headers['x-shopify-access-token'] !== 'shpat_1') return { status: 401, body: {} }
    const { query, variables } = JSON.parse(body)
    const answer = (data: unknown) => ({ body: { data, extensions: cost } })
    if (query.includes('shop {')) return answer({ shop: { currencyCode: 'GBP' } })
    if (query.includes('webhookSubscriptions(')) return answer({ webhookSubscriptions: { nodes: [] } })
    if (query.startsWith('mutation'))
      return answer({ webhookSubscriptionCreate: { webhookSubscription: { id: `gid://${variables.topic}` } } })
    if (query.includes('Count(')) return answer({ count: { count: query.includes('orders') ? 2 : 0 } })
    if (query.includes('order(id:'))
      return answer({ order: { lineItems: { nodes: [line], pageInfo: { hasNextPage: false, endCursor: null } } } })
    if (!query.includes('page: orders')) return answer({ page: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } })
    if (throttled++ === 0) return { body: { errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }] } }
    const number = variables.after === null ? 1 : 2
    return answer({ page: { nodes: [order(number)], pageInfo: { hasNextPage: number === 1, endCursor: 'c1' } } })
  })
  const shop = await opened(fake.url, 'shopify')
  expect(shop.settled).toMatchObject({ hooks: expect.arrayContaining(['orders/create', 'refunds/create']), hasSecret: true })
  await shop.owner.put(`/api/shops/${shop.id}/pull`)
  await shop.pull()
  expect((await shop.now()).pull).toMatchObject({ state: 'done', counts: { orders: { done: 2, total: 2 } } })
  const rows = await shop.ctx.db
    .selectFrom('orders')
    .select(['number', 'part', 'total', 'kind'])
    .orderBy('number')
    .orderBy('part')
    .execute()
  expect(rows).toEqual([
    { number: '1', part: '', total: 2000n, kind: 'purchase' },
    { number: '2', part: '', total: 2000n, kind: 'purchase' },
    { number: '2', part: '5', total: 2000n, kind: 'refund' },
  ])
  expect(await shop.ctx.db.selectFrom('orders_items').select('line').execute()).toHaveLength(3)
})

test('A shop that cannot be told of its new secret is heard with the old one, and told the same one later', async () => {
  const away = { is: false }
  const fake = await fakeShop(wooAnswers([], () => (away.is ? { status: 502, body: 'Bad gateway' } : null)))
  const shop = await opened(`${fake.url}/store`)
  const rotate = (now = new Date()) => rotateSecret({ ...shop.ctx, now }, shop.config, shop.id, undefined)
  const door = async () => (await shop.owner.get(`/api/shops/${shop.id}/door`)).body.secret
  const heard = async (secret: string, number: string) => {
    const body = JSON.stringify(fixture('woocommerce-order', { number }))
    return (await shop.send(body, signed('woocommerce', 'order.created', body, secret))).status
  }
  away.is = true
  await expect(rotate()).rejects.toMatchObject({ code: 'shops.secret_untold' })
  const next = await door()
  expect(next).not.toBe(shop.secret)
  // Pressed again while the shop is away, nothing gets lost.
  await expect(rotate()).rejects.toMatchObject({ code: 'shops.secret_untold' })
  expect([await door(), (await shop.now()).untold]).toEqual([next, { until: expect.any(String) }])
  expect([await heard(shop.secret, '1'), await heard(next, '2')]).toEqual([200, 200])
  away.is = false
  expect((await rotate()).secret).toBe(next)
  expect((await shop.now()).untold).toBe(null)
  expect(fake.asked.filter((each) => each.startsWith('PUT')).length).toBeGreaterThan(5)
  // A day later only the new one is good.
  await shop.ctx.db
    .updateTable('shops_connections')
    .set({ former_until: new Date(Date.now() - 1000) })
    .execute()
  expect([await heard(shop.secret, '3'), await heard(next, '4')]).toEqual([401, 200])
})
