import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { fixture, signed, testShop, type TestShop } from './make.ts'

const orders = async ({ ctx }: TestShop) =>
  (
    await sql`
      select o.number, o.source, o.part, o.kind, o.state, o.total, o.discount, o.shipping, o.coupons, o.payment_method, o.shipping_method, o.ordered_at, o.paid_at,
             c.name, c.phone, c.email, c.city, c.kind as person_kind
      from orders o join customers c on c.id = o.customer_id order by o.number, o.part`.execute(ctx.db)
  ).rows
const events = async ({ ctx }: TestShop) =>
  (await ctx.db.selectFrom('events').select(['name']).orderBy('seq').execute()).map(({ name }) => name)
const deliveries = ({ ctx }: TestShop) =>
  ctx.db.selectFrom('shops_deliveries').select(['topic', 'state', 'error', 'error_details', 'attempts']).orderBy('id').execute()

test('An order of an Iranian WooCommerce shop lands on its buyer, in Rial', async () => {
  const shop = await testShop('woocommerce')
  expect((await shop.say('order.created', fixture('woocommerce-order'))).status).toBe(200)
  expect(await orders(shop)).toEqual([
    {
      number: '727',
      source: 'woocommerce',
      part: '',
      kind: 'purchase',
      state: 'paid',
      total: 12_700_000n,
      discount: 250_000n,
      shipping: 450_000n,
      coupons: ['noruz'],
      payment_method: 'پرداخت امن زرین‌پال',
      shipping_method: 'پست پیشتاز',
      ordered_at: new Date('2026-03-21T09:00:00Z'),
      paid_at: new Date('2026-03-21T09:03:58Z'),
      name: 'سارا کریمی',
      phone: '+989123456789',
      email: 'sara.karimi@example.com',
      city: 'تهران',
      person_kind: 'person',
    },
  ])
  const { rows } = await sql`select product_code, product_name, variant, quantity, price, amount from orders_items order by line`.execute(
    shop.ctx.db,
  )
  expect(rows).toEqual([
    { product_code: 'TEA-500', product_name: 'چای سیاه لاهیجان', variant: 'نیم کیلو', quantity: 2, price: 4_375_000n, amount: 8_750_000n },
    { product_code: null, product_name: 'قوری سفالی', variant: null, quantity: 1, price: 3_500_000n, amount: 3_500_000n },
  ])
  expect(await events(shop)).toEqual(expect.arrayContaining(['shop.connected', 'customer.created', 'order.placed', 'order.paid']))
  expect((await shop.app.as('owner').get(`/api/shops/${shop.id}`)).body).toMatchObject({ state: 'live', deliveries: { done: 1 } })
})

test.each([
  ['IRR', 1_270_000n],
  ['IRHR', 1_270_000_000n],
  ['IRHT', 12_700_000_000n],
])('Amounts in %s are read as Rial', async (currency, total) => {
  const shop = await testShop('woocommerce')
  await shop.say('order.created', fixture('woocommerce-order', { currency }))
  expect(await orders(shop)).toMatchObject([{ total }])
})

test('Messages that come late, twice or out of order end in the same state', async () => {
  const shop = await testShop('woocommerce')
  const completed = { status: 'completed', date_modified_gmt: '2026-03-22T08:00:00', date_completed_gmt: '2026-03-22T08:00:00' }
  await shop.say('order.updated', fixture('woocommerce-order', completed))
  await shop.say('order.created', fixture('woocommerce-order'))
  await shop.say('order.updated', fixture('woocommerce-order', completed))
  expect(await orders(shop)).toMatchObject([{ state: 'delivered', total: 12_700_000n }])
  const summary = await shop.ctx.db.selectFrom('customers_summaries').selectAll().executeTakeFirstOrThrow()
  expect(summary).toMatchObject({ purchases: 1, revenue: 12_700_000n })
})

test('The same delivery is kept once, and two orders of one second that share its id are both kept', async () => {
  const shop = await testShop('woocommerce')
  const [one, two] = [fixture('woocommerce-order'), fixture('woocommerce-order', { id: 728, number: '728' })].map((each) =>
    JSON.stringify(each),
  )
  const send = (body = '') =>
    shop.send(body, { ...signed('woocommerce', 'order.created', body, shop.secret), 'x-wc-webhook-delivery-id': 'same' })
  const answers = await Promise.all([send(one), send(one), send(two)])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  await shop.work()
  expect(await deliveries(shop)).toHaveLength(2)
  expect((await orders(shop)).map((each) => (each as { number: string }).number)).toEqual(['727', '728'])
})

test('Refunds, cancellations and deletions are counted', async () => {
  const shop = await testShop('woocommerce')
  await shop.say('order.created', fixture('woocommerce-order'))
  const refunds = [{ id: 815, reason: 'شکسته بود', total: '-350000' }]
  await shop.say('order.updated', fixture('woocommerce-order', { refunds, date_modified_gmt: '2026-03-23T09:00:00' }))
  expect(await orders(shop)).toMatchObject([
    { part: '', kind: 'purchase' },
    { part: '815', kind: 'refund', total: 3_500_000n },
  ])
  await shop.say('order.created', fixture('woocommerce-order', { id: 730, number: '730' }))
  await shop.say('order.deleted', { id: 730 })
  expect(await orders(shop)).toMatchObject([{}, {}, { number: '730', state: 'cancelled', kind: 'refund' }])
})

test('A guest with an old payload of numbers, a company and no dates of ours is understood', async () => {
  const shop = await testShop('woocommerce')
  const order = fixture('woocommerce-order', {
    customer_id: 0,
    total: 1_270_000,
    billing: { company: 'شرکت نمونه', phone: '+98 21 8888 7777', country: 'IR' },
  })
  await shop.say('order.created', { ...order, date_created_gmt: '1405-01-01T09:00:00', shipping: [], coupon_lines: '' })
  expect(await orders(shop)).toMatchObject([{ phone: '+982188887777', person_kind: 'business', total: 12_700_000n, email: null }])
})

test('A payment that never came is a cart that was left, until it comes', async () => {
  const shop = await testShop('woocommerce')
  const pending = { status: 'pending', date_paid_gmt: null, date_modified_gmt: '2026-03-21T09:00:00' }
  await shop.say('order.created', fixture('woocommerce-order', pending))
  expect(await orders(shop)).toEqual([])
  const cart = () => shop.ctx.db.selectFrom('orders_carts').select(['total', 'order_id']).execute()
  expect(await cart()).toEqual([{ total: 12_700_000n, order_id: null }])
  await shop.say('order.updated', fixture('woocommerce-order'))
  expect(await orders(shop)).toMatchObject([{ state: 'paid' }])
  expect(await cart()).toEqual([{ total: 12_700_000n, order_id: expect.any(String) }])
})

test('A message whose signature is wrong is refused, counted and not kept', async () => {
  const shop = await testShop('woocommerce')
  const body = JSON.stringify(fixture('woocommerce-order'))
  const right = signed('woocommerce', 'order.created', body, shop.secret)
  for (const headers of [{ ...right, 'x-wc-webhook-signature': '' }, signed('woocommerce', 'order.created', body, 'another secret'), {}]) {
    const answer = await shop.send(body, headers)
    expect([answer.status, answer.body.error.code]).toEqual([401, 'shops.bad_signature'])
  }
  expect((await shop.send(`${body} `, right)).status).toBe(401)
  expect(await deliveries(shop)).toEqual([])
  expect((await shop.app.as('owner').get(`/api/shops/${shop.id}`)).body.refused.count).toBe(4)
  expect((await shop.app.anonymous().post('/hooks/bz_h_nothing', body, right)).status).toBe(404)
})

test('The ping of a new webhook is answered', async () => {
  const shop = await testShop('woocommerce')
  expect((await shop.send('webhook_id=12', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(200)
  expect(await deliveries(shop)).toEqual([])
})

test('What cannot be read says which field, waits, and is worked on again when asked', async () => {
  const shop = await testShop('woocommerce')
  const owner = shop.app.as('owner')
  await shop.say('order.created', fixture('woocommerce-order', { total: 'much' }))
  await shop.say('order.created', fixture('woocommerce-order', { currency: 'EUR' }))
  await shop.say('coupon.created', { id: 1 })
  const { body } = await owner.get(`/api/shops/${shop.id}/deliveries`)
  expect(body.rows.map(({ state, error }: { state: string; error: unknown }) => [state, error])).toMatchObject([
    ['ignored', { code: 'shops.topic_unused' }],
    ['failed', { code: 'orders.other_currency', details: { currency: 'EUR', expected: 'IRR' } }],
    ['failed', { code: 'shops.bad_amount', details: { field: 'total' } }],
  ])
  expect(await events(shop)).toContain('shop.failed')
  await shop.ctx.db.updateTable('workspaces').set({ currency: 'EUR' }).execute()
  expect((await owner.put(`/api/shops/${shop.id}/replay`)).body).toEqual({ waiting: 2 })
  await shop.work()
  expect((await owner.get(`/api/shops/${shop.id}`)).body.deliveries).toMatchObject({ done: 1, failed: 1, ignored: 1 })
})

test('A paused shop keeps its messages until it goes on', async () => {
  const shop = await testShop('woocommerce')
  const owner = shop.app.as('owner')
  await owner.put(`/api/shops/${shop.id}/pause`)
  await shop.say('order.created', fixture('woocommerce-order'))
  expect(await orders(shop)).toEqual([])
  await owner.delete(`/api/shops/${shop.id}/pause`)
  await shop.work()
  expect(await orders(shop)).toHaveLength(1)
})

test('Orders that a file brought are the same orders when the shop joins their numbers', async () => {
  const shop = await testShop('woocommerce', {}, 'import')
  await shop.say('order.created', fixture('woocommerce-order'))
  const { rows } = await sql`select o.source, k.source as space from orders o join customers_keys k on k.kind = 'external'`.execute(
    shop.ctx.db,
  )
  expect(rows).toEqual([{ source: 'import', space: '' }])
})
