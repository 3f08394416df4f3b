import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { testApp, testCtx, type TestApp, type TestCtx } from '#test/lab'
import { digestMessages } from './digest.ts'
import { keyed, makeSource } from './make.ts'

let ctx: TestCtx
let app: TestApp
let key: string

beforeEach(async () => {
  ctx = await testCtx()
  app = await testApp(ctx)
  key = (await makeSource(ctx)).key
})

const MINUTE = 60_000
const now = Date.now() - 60 * MINUTE
const at = (minutes: number) => new Date(now + minutes * MINUTE).toISOString()

/** Sends messages in one batch, and has them digested. */
async function send(batch: readonly object[], headers: Record<string, string> = keyed(key)) {
  const messages = batch.map((message) => ({ messageId: randomUUID(), ...message }))
  const answer = await app
    .anonymous()
    .post('/v1/batch', { batch: messages }, { 'content-type': 'application/json', origin: '', ...headers })
  expect(answer.body).toEqual({ success: true })
  await digestMessages(ctx)
}

const events = () => ctx.db.selectFrom('events').select(['name', 'payload', 'customer_id', 'occurred_at']).orderBy('seq').execute()
const visits = async () => (await events()).filter(({ name }) => name.startsWith('visit.'))
const people = () =>
  ctx.db.selectFrom('customers').selectAll().where('merged_into', 'is', null).where('is_visitor', '=', false).orderBy('id').execute()
const rootOf = async (profileId: string | null) => {
  const row = await ctx.db.selectFrom('customers').select(['id', 'merged_into']).where('id', '=', profileId).executeTakeFirst()
  return row?.merged_into ?? row?.id
}
const orders = () => ctx.db.selectFrom('orders').selectAll().orderBy('number').execute()
const states = () => ctx.db.selectFrom('tracking_messages').select(['message_id', 'state', 'error']).orderBy('id').execute()

describe('people', () => {
  test('are named by identify, and what they did before on that browser is theirs', async () => {
    await send([
      { type: 'page', anonymousId: 'a1', name: 'Home', timestamp: at(1) },
      {
        type: 'identify',
        userId: 'u1',
        anonymousId: 'a1',
        timestamp: at(2),
        traits: {
          firstName: 'Sara',
          lastName: 'Amini',
          email: 'Sara@Example.com',
          phone: '0912 345 6789',
          plan: 'gold',
          address: { city: 'Shiraz' },
        },
      },
      { type: 'track', userId: 'u1', event: 'Liked', timestamp: at(3) },
    ])
    const [sara, ...others] = await people()
    expect(others).toEqual([])
    expect(sara).toMatchObject({
      name: 'Sara Amini',
      email: 'sara@example.com',
      phone: '+989123456789',
      city: 'Shiraz',
      attributes: { plan: 'gold' },
    })
    expect(sara?.seen_at?.toISOString()).toBe(at(3))
    expect((await visits()).map(({ name }) => name)).toEqual(['visit.paged', 'visit.tracked'])
    for (const visit of await visits()) expect(await rootOf(visit.customer_id)).toBe(sara?.id)
  })

  test('whom a server calls an alias of each other are one', async () => {
    await send([{ type: 'track', userId: 'old', event: 'Liked' }])
    await send([{ type: 'alias', userId: 'new', previousId: 'old' }])
    await send([{ type: 'track', userId: 'new', event: 'Liked' }])
    expect(await people()).toHaveLength(1)
    const roots = await Promise.all((await visits()).map(({ customer_id }) => rootOf(customer_id)))
    expect(new Set(roots).size).toBe(1)
  })

  test('are not joined, nor given another address, on the word of a browser', async () => {
    await send([{ type: 'identify', userId: 'victim', traits: { email: 'real@example.com', name: 'Real' } }])
    const browser = keyed((await makeSource(ctx, { kind: 'browser' })).key)
    await send([{ type: 'alias', userId: 'thief', previousId: 'victim' }], browser)
    await send([{ type: 'identify', userId: 'victim', traits: { email: 'thief@example.com', phone: '09123456789' } }], browser)
    const victim = (await people()).find(({ name }) => name === 'Real')
    expect(victim).toMatchObject({ email: 'real@example.com', phone: '+989123456789' })
    expect(await people()).toHaveLength(2)
  })
})

describe('the log', () => {
  test('keeps what was done and where, not who it was', async () => {
    const context = { locale: 'fa-IR', userAgent: 'Browser', page: { path: '/x', title: 'X' }, traits: { email: 'a@example.com' } }
    await send([{ type: 'track', userId: 'u1', event: 'Liked', properties: { colour: 'red' }, context, timestamp: at(5) }])
    const [visit] = await visits()
    expect(visit).toMatchObject({
      name: 'visit.tracked',
      payload: {
        event: 'Liked',
        properties: { colour: 'red' },
        context: { locale: 'fa-IR', page: { path: '/x', title: 'X' } },
        source: 'The shop',
      },
    })
    expect(JSON.stringify(visit)).not.toMatch(/Browser|a@example/)
    expect(visit?.occurred_at.toISOString()).toBe(at(5))
  })
})

describe('orders', () => {
  const completed = (over: object = {}) => ({
    type: 'track',
    userId: 'u1',
    event: 'Order Completed',
    timestamp: at(10),
    properties: {
      order_id: '1001',
      total: '27.50',
      shipping: 3,
      coupon: 'SPRING',
      currency: 'GBP',
      products: [{ product_id: 'p1', name: 'Cup', price: 12.25, quantity: 2, category: 'Kitchen' }],
      ...over,
    },
  })

  test('are placed, paid back in part, and cancelled by their events', async () => {
    await send([completed()])
    expect(await orders()).toMatchObject([
      { number: '1001', source: 'tracking', kind: 'purchase', total: 2750n, shipping: 300n, coupons: ['SPRING'] },
    ])
    const items = await ctx.db.selectFrom('orders_items').selectAll().execute()
    expect(items).toMatchObject([{ product_code: 'p1', product_name: 'Cup', quantity: 2, amount: 2450n }])
    await send([{ type: 'track', userId: 'u1', event: 'Order Refunded', timestamp: at(20), properties: { order_id: '1001', total: 5 } }])
    expect((await orders()).map(({ kind, total }) => [kind, total])).toEqual([
      ['purchase', 2750n],
      ['refund', 500n],
    ])
    await send([{ type: 'track', userId: 'u1', event: 'Order Cancelled', timestamp: at(30), properties: { order_id: '1001' } }])
    expect((await orders())[0]).toMatchObject({ state: 'cancelled' })
    expect((await events()).map(({ name }) => name)).toEqual(expect.arrayContaining(['order.placed', 'order.refunded', 'order.cancelled']))
  })

  test('in another currency, or with amounts that are none, are set aside for the owner, who may try again', async () => {
    await send([completed({ currency: 'USD', order_id: 'usd' }), completed({ total: 'a lot', order_id: 'bad' }), completed()])
    expect((await states()).map(({ state, error }) => [state, error])).toEqual([
      ['failed', 'tracking.other_currency'],
      ['failed', 'tracking.bad_amount'],
      ['digested', null],
    ])
    const owner = app.as('owner')
    const { failed, failedCount } = (await owner.get('/api/tracking/troubles')).body
    expect([failedCount, failed.map(({ code }: { code: string }) => code)]).toEqual([2, ['tracking.bad_amount', 'tracking.other_currency']])
    await sql`update tracking_messages set body = jsonb_set(body, '{properties,total}', '9') where id = ${failed[0].id}`.execute(ctx.db)
    expect((await owner.post(`/api/tracking/messages/${failed[0].id}/digestion`)).status).toBe(204)
    await digestMessages(ctx)
    expect((await orders()).map(({ number }) => number)).toEqual(['1001', 'bad'])
    expect((await owner.post(`/api/tracking/messages/${failed[0].id}/digestion`)).body.error.code).toBe('tracking.message_not_failed')
    expect((await owner.post('/api/tracking/troubles/digestion')).status).toBe(204)
  })

  test('of long ago are data, and set nothing in motion', async () => {
    await send([{ ...completed(), timestamp: '2020-01-01T00:00:00Z' }])
    expect(await orders()).toHaveLength(1)
    expect((await events()).map(({ name }) => name)).not.toContain('order.placed')
  })
})

describe('carts', () => {
  const product = (event: string, minute: number, over: object) => ({
    type: 'track',
    anonymousId: 'a1',
    event,
    timestamp: at(minute),
    properties: { product_id: 'p1', price: 2, ...over },
  })
  const carts = () => ctx.db.selectFrom('orders_carts').selectAll().orderBy('cart_id').execute()

  test('hold what was added and not taken out, whatever the order of arrival', async () => {
    const said = [
      product('Product Added', 1, { quantity: 3 }),
      product('Product Removed', 2, { quantity: 1 }),
      product('Product Added', 3, { product_id: 'p2', price: 5 }),
      product('Product Removed', 4, { product_id: 'p2' }),
      { type: 'track', anonymousId: 'a1', event: 'Coupon Applied', timestamp: at(5), properties: { coupon_id: 'SPRING' } },
    ]
    for (const message of said.toReversed()) await send([message])
    expect(await carts()).toMatchObject([{ total: 400n, coupons: ['SPRING'], items: [{ code: 'p1', quantity: 2, amount: '400' }] }])
  })

  test('end with the order that they become, and begin anew', async () => {
    await send([
      product('Product Added', 1, {}),
      { type: 'track', anonymousId: 'a1', event: 'Checkout Started', timestamp: at(2), properties: {} },
      {
        type: 'track',
        anonymousId: 'a1',
        userId: 'u1',
        event: 'Order Completed',
        timestamp: at(3),
        properties: { order_id: '7', total: 2 },
      },
      product('Product Added', 4, { product_id: 'p9' }),
    ])
    const [open, ended] = await carts()
    expect(ended).toMatchObject({ order_number: '7', items: [{ code: 'p1' }] })
    expect(ended?.checked_out_at?.toISOString()).toBe(at(2))
    expect(open).toMatchObject({ order_number: null, items: [{ code: 'p9' }] })
  })
})

describe('consent', () => {
  test('is taken from the events that tell it', async () => {
    const told = (categoryPreferences: object, minute: number) => ({
      type: 'track',
      anonymousId: 'a1',
      event: 'Segment Consent Preference Updated',
      timestamp: at(minute),
      context: { consent: { categoryPreferences } },
    })
    await send([told({ Analytics: false, 'newsletter.email': true, offers: true, unknown: true }, 1)])
    const entries = await ctx.db
      .selectFrom('consent_entries')
      .select(['purpose', 'channel', 'state', 'source'])
      .orderBy('purpose')
      .execute()
    expect(entries.filter(({ purpose }) => purpose === 'newsletter')).toMatchObject([{ channel: 'email', source: 'tracking' }])
    expect(entries.filter(({ purpose }) => purpose === 'profiling').map(({ state }) => state)).toEqual(
      Array.from({ length: 6 }, () => 'denied'),
    )
    expect(entries.some(({ purpose }) => purpose === 'offers')).toBe(false)
  })
})

describe('the same messages', () => {
  const batch = () => [
    { type: 'page', anonymousId: 'a1', timestamp: at(1), messageId: '1' },
    {
      type: 'identify',
      userId: 'u1',
      anonymousId: 'a1',
      timestamp: at(2),
      messageId: '2',
      traits: { name: 'First', email: 'a@example.com' },
    },
    { type: 'identify', userId: 'u1', timestamp: at(3), messageId: '3', traits: { name: 'Second' } },
    { type: 'alias', userId: 'u2', previousId: 'u1', timestamp: at(4), messageId: '4' },
    {
      type: 'track',
      anonymousId: 'a1',
      event: 'Product Added',
      timestamp: at(5),
      messageId: '5',
      properties: { product_id: 'p', price: 4, quantity: 2 },
    },
    {
      type: 'track',
      anonymousId: 'a1',
      event: 'Product Removed',
      timestamp: at(6),
      messageId: '6',
      properties: { product_id: 'p', quantity: 1 },
    },
    { type: 'track', userId: 'u2', event: 'Order Completed', timestamp: at(7), messageId: '7', properties: { order_id: '1', total: 4 } },
    { type: 'track', userId: 'u2', event: 'Order Refunded', timestamp: at(8), messageId: '8', properties: { order_id: '1', total: 1 } },
    { type: 'group', userId: 'u2', groupId: 'g', timestamp: at(9), messageId: '9' },
  ]

  /** What is left of it all, without the ids that every run makes anew. */
  async function state(): Promise<unknown> {
    const [person] = await people()
    const roots = await Promise.all((await visits()).map(({ customer_id }) => rootOf(customer_id)))
    const carts = await ctx.db.selectFrom('orders_carts').select(['cart_id', 'items', 'total']).execute()
    return {
      people: (await people()).map(({ name, email }) => [name, email]),
      visits: (await visits()).map(({ name, payload, occurred_at }) => JSON.stringify([name, payload, occurred_at])).toSorted(),
      whose: [...new Set(roots)].map((root) => root === person?.id),
      orders: (await orders()).map(({ number, kind, total }) => [number, kind, total]),
      carts,
      failed: (await states()).filter(({ state }) => state !== 'digested'),
    }
  }

  test('five times, at once and out of order, end in the same state as once', async () => {
    await send(batch())
    const once = await state()
    ctx = await testCtx()
    app = await testApp(ctx)
    key = (await makeSource(ctx)).key
    const shuffled = [0, 1, 2, 3, 4].map((turn) => batch().map((_, index, all) => all[(index * 5 + turn * 4) % all.length] ?? {}))
    await Promise.all(shuffled.map((messages) => send(messages)))
    for (const message of batch().toReversed()) await send([message])
    expect(await state()).toEqual(once)
    expect(once).toMatchObject({ people: [['Second', 'a@example.com']], whose: [true], failed: [] })
  })

  test('each by itself, from the last to the first, do too', async () => {
    await send(batch())
    const once = await state()
    ctx = await testCtx()
    app = await testApp(ctx)
    key = (await makeSource(ctx)).key
    for (const message of batch().toReversed()) await send([message])
    expect(await state()).toEqual(once)
  })
})
