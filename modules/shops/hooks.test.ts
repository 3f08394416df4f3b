import fc from 'fast-check'
import { sql } from 'kysely'
import { Webhook } from 'standardwebhooks'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hear } from './domain-hear.ts'
import { mentions } from './domain-mentions.ts'
import { shopsHolding } from './holding.ts'
import { fixture, signed, testShop } from './make.ts'

test('A plain message is taken with its own signature and with Standard Webhooks, once', async () => {
  const shop = await testShop('plain')
  expect((await shop.say('message', fixture('plain-order'))).status).toBe(200)
  const body = JSON.stringify(fixture('plain-order', { at: '2026-03-21T13:00:00+03:30' }))
  const at = new Date()
  const signature = new Webhook(shop.secret).sign('msg_1', at, body)
  const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': signature }
  expect((await shop.send(body, headers)).status).toBe(200)
  expect((await shop.send(body, headers)).status).toBe(200)
  expect((await shop.send(body, { ...headers, 'webhook-id': 'msg_2' })).status).toBe(401)
  await shop.work()
  const { rows } = await sql`
    select o.number, o.total, o.state, c.name, c.phone, c.birthday, c.tags, (select count(*) from shops_deliveries) as messages
    from orders o join customers c on c.id = o.customer_id`.execute(shop.ctx.db)
  expect(rows).toEqual([
    {
      number: '10421',
      total: 4_850_000n,
      state: 'paid',
      name: 'رضا احمدی',
      phone: '+989121112233',
      birthday: '1370-05-14',
      tags: ['همکار'],
      messages: 2n,
    },
  ])
  const consents = await shop.ctx.db.selectFrom('consents').select(['purpose', 'channel', 'state']).execute()
  expect(consents).toMatchObject([{ purpose: 'offers', channel: 'sms' }])
})

test('A signature that is older than five minutes is refused', async () => {
  const shop = await testShop('plain')
  const body = JSON.stringify(fixture('plain-order'))
  const { 'x-bazgasht-signature': right = '' } = signed('plain', '', body, shop.secret)
  const old = right.replace(/t=(\d+)/, (_, t: string) => `t=${Number(t) - 301}`)
  for (const signature of [old, right.replace('v1=', 'v0='), `${right}0`, 't=,v1=', 'garbage'])
    expect((await shop.send(body, { 'x-bazgasht-signature': signature })).status).toBe(401)
  expect((await shop.send(body, { 'x-bazgasht-signature': right })).status).toBe(200)
})

test('Shopify orders, refunds and consents are understood', async () => {
  const shop = await testShop('shopify')
  await shop.say('orders/create', fixture('shopify-order'))
  const { customer } = fixture('shopify-order')
  await shop.say('customers/update', customer)
  const refund = {
    id: 509562969,
    order_id: fixture('shopify-order').id,
    created_at: '2026-03-22T09:00:00-04:00',
    note: 'wrong item',
    transactions: [{ kind: 'refund', status: 'success', amount: '41.94' }],
    refund_line_items: [],
  }
  await shop.say('refunds/create', refund)
  const { rows } = await sql`select number, part, kind, total, state from orders order by part`.execute(shop.ctx.db)
  expect(rows).toEqual([
    { number: '9999', part: '', kind: 'purchase', total: 38_900n, state: 'paid' },
    { number: '9999', part: '509562969', kind: 'refund', total: 4194n, state: null },
  ])
  const consents = await shop.ctx.db.selectFrom('consents').select(['purpose', 'channel']).orderBy('purpose').execute()
  expect(consents).toMatchObject([
    { purpose: 'newsletter', channel: 'email' },
    { purpose: 'offers', channel: 'email' },
  ])
  const keys = await shop.ctx.db
    .selectFrom('customers_keys')
    .select(['kind', 'value', 'verified'])
    .where('kind', 'in', ['email', 'phone'])
    .orderBy('kind')
    .execute()
  expect(keys).toEqual([
    { kind: 'email', value: 'jon@example.com', verified: true },
    { kind: 'phone', value: '+442079460958', verified: false },
  ])
})

test('A refund that overtakes its order waits for it', async () => {
  const shop = await testShop('shopify')
  await shop.say('refunds/create', {
    id: 5,
    order_id: fixture('shopify-order').id,
    created_at: '2026-03-22T09:00:00Z',
    transactions: [{ kind: 'refund', status: 'success', amount: '10.00' }],
  })
  const states = () => shop.ctx.db.selectFrom('shops_deliveries').select(['state', 'error', 'try_at']).orderBy('id').execute()
  expect(await states()).toMatchObject([{ state: 'failed', error: 'shops.unknown_order', try_at: expect.any(Date) }])
  await shop.say('orders/create', fixture('shopify-order'))
  await shop.ctx.db
    .updateTable('shops_deliveries')
    .set({ try_at: new Date(0) })
    .where('state', '=', 'failed')
    .execute()
  await shop.work()
  expect(await states()).toMatchObject([{ state: 'done' }, { state: 'done' }])
})

test('Messages that are too large or no JSON break nothing', async () => {
  const shop = await testShop('plain')
  const large = JSON.stringify({ text: 'x'.repeat(1_100_000) })
  expect((await shop.send(large, signed('plain', '', large, shop.secret))).status).toBe(413)
  for (const body of ['', 'null', '{"type":"order"', '\u0000', '[[[['.repeat(5000), JSON.stringify({ type: 'order', at: 'yesterday' })]) {
    expect((await shop.send(body, signed('plain', '', body, shop.secret))).status).toBe(200)
  }
  await shop.work()
  const { rows } = await sql`select state, count(*) from shops_deliveries group by state`.execute(shop.ctx.db)
  expect(rows).toEqual([{ state: 'failed', count: 6n }])
})

test('Whatever a shop sends is read or refused with a code, and never thrown over', () => {
  const around = { receivedAt: new Date('2026-03-21T09:00:00Z'), unit: 'IRT' }
  const cases = [
    ['woocommerce', 'order.updated', fixture('woocommerce-order')],
    ['shopify', 'orders/updated', fixture('shopify-order')],
    ['plain', 'message', fixture('plain-order')],
  ] as const
  for (const [platform, topic, payload] of cases) {
    const field = fc.constantFrom(...Object.keys(payload))
    const changed = fc.tuple(field, fc.jsonValue()).map(([name, value]) => ({ ...payload, [name]: value }))
    const body = fc.oneof(
      fc.json(),
      fc.string(),
      changed.map((value) => JSON.stringify(value)),
    )
    fc.assert(
      fc.property(body, (text) => {
        const reading = hear(platform, text, { ...around, topic })
        if ('refusal' in reading) expect(reading.refusal.code).toMatch(/^shops\.\w+$/)
        else
          expect(JSON.stringify(reading.heard, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))).not.toContain(
            '\\u0000',
          )
      }),
      { seed: 20260321, numRuns: 500 },
    )
  }
})

test('What is kept of somebody is told and erased, however their number is written', async () => {
  const shop = await testShop('woocommerce')
  await shop.say('order.created', fixture('woocommerce-order'))
  await shop.say('order.created', fixture('woocommerce-order', { total: 'NaN' }))
  await shop.say('order.created', fixture('woocommerce-order', { total: 'NaN', customer_id: 9, billing: { phone: '09350000000' } }))
  const { id } = await shop.ctx.db.selectFrom('customers').select('id').executeTakeFirstOrThrow()
  expect((await shopsHolding.tell?.(shop.ctx, [id]))?.shopMessages).toHaveLength(2)
  expect(await shopsHolding.erase?.(shop.ctx, [id])).toEqual({ deleted: { shopMessages: 2 }, anonymised: {} })
  expect(await shop.ctx.db.selectFrom('shops_deliveries').select('id').execute()).toHaveLength(1)
  expect(mentions(String.raw`{"phone":"\u06f0\u06f9\u06f1\u06f2 345 6789"}`, [{ kind: 'phone', value: '+989123456789' }])).toBe(true)
})

test('Another workspace sees and changes nothing', async () => {
  const shop = await testShop('woocommerce')
  const stranger = (await shop.app.otherWorkspace()).as('owner')
  const path = `/api/shops/${shop.id}`
  const answers = [
    await stranger.get(path),
    await stranger.get(`${path}/door`),
    await stranger.get(`${path}/deliveries`),
    await stranger.put(path, { name: 'Mine' }),
    await stranger.put(`${path}/secret`, {}),
    await stranger.put(`${path}/replay`),
    await stranger.put(`${path}/pull`),
    await stranger.delete(path),
  ]
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404))
  expect((await shop.app.as('marketer').get(path)).status).toBe(200)
  expect((await shop.app.as('marketer').get(`${path}/door`)).status).toBe(403)
})

test('The example of the guide is a message', () => {
  const guide = readFileSync(new URL('../../docs/connect-a-shop.md', import.meta.url), 'utf8')
  const [, example = ''] = /```json\n([\s\S]*?)```/.exec(guide) ?? []
  expect(hear('plain', example, { topic: 'message', receivedAt: new Date(), unit: null })).toMatchObject({ heard: { what: 'order' } })
})
