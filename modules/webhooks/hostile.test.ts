import dns, { type LookupAddress } from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emit } from '#core/events'
import { makeReceiver, makeSender } from './make.ts'
import { claimDue } from './claim.ts'
import { atEnd, runJobs } from '#test/lab'
import { makeCustomer } from '../customers/make.ts'
import { webhooksHolding } from './holding.ts'

/** Names as a hostile name server would answer them. */
const NAMES: Record<string, LookupAddress[]> = {
  'metadata.example': [{ address: '169.254.169.254', family: 4 }],
  'half.example': [
    { address: '93.184.215.14', family: 4 },
    { address: '10.0.0.5', family: 4 },
  ],
  'mapped.example': [{ address: '::ffff:127.0.0.1', family: 6 }],
  'local6.example': [{ address: 'fd00::5', family: 6 }],
}

// The product's own binding of the name follows; so it does where the file that imports it is loaded already.
const { lookup } = dns
beforeAll(() => {
  const hostile = (name: string, options: object, done: (error: Error | null, found: LookupAddress[]) => void) =>
    NAMES[name] ? done(null, NAMES[name]) : Reflect.apply(lookup, dns, [name, options, done])
  Object.assign(dns, { lookup: hostile })
  syncBuiltinESMExports()
})
afterAll(() => {
  Object.assign(dns, { lookup })
  syncBuiltinESMExports()
})

async function shop() {
  const sender = await makeSender()
  const receiver = await makeReceiver(atEnd)
  const finished = () =>
    emit(sender.ctx, 'import.finished', { importId: '0199d3a0-5b2c-7c31-9a44-3c1f5e0b7a10', rows: 1, customers: 1, orders: 1, skipped: 0 })
  const ready = async (events = 1) => {
    const { endpoint } = await sender.endpoint(receiver.url)
    for (let index = 0; index < events; index += 1) await finished()
    await sender.react()
    return endpoint.id
  }
  return { ...sender, receiver, finished, ready }
}

test.each([
  'https://127.0.0.1/hook',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0177.0.0.1/',
  'https://127.1/',
  'https://[::1]/',
  'https://[::ffff:10.0.0.1]/',
  'https://[0:0:0:0:0:ffff:7f00:1]/',
  'https://169.254.169.254/latest/meta-data',
  'https://192.168.1.1/',
])('%s is refused when it is entered', async (url) => {
  const { app } = await makeSender()
  const answer = await app.as('owner').post('/api/webhooks', { url })
  expect([answer.status, answer.body.error.code]).toEqual([409, 'core.outbound_private'])
})

test('an address without encryption, with a password or of another kind is refused, and so is an unknown event', async () => {
  const { app } = await makeSender()
  const code = async (body: object) => (await app.as('owner').post('/api/webhooks', body)).body.error.code
  expect(await code({ url: 'http://shop.example/' })).toBe('core.outbound_insecure')
  expect(await code({ url: 'https://me:secret@shop.example/' })).toBe('core.outbound_bad_url')
  expect(await code({ url: 'javascript:alert(1)' })).toBe('core.outbound_bad_url')
  expect(await code({ url: 'https://shop.example/', events: ['order.placed', 'visit.tracked'] })).toBe('webhooks.unknown_event')
})

test.each(Object.keys(NAMES))('%s leads inside, so nothing is sent there', async (name) => {
  const { app, finished, react, send, deliveries } = await shop()
  const { endpoint } = (await app.as('owner').post('/api/webhooks', { url: `https://${name}/hook` })).body
  await finished()
  await react()
  await send(endpoint.id, { allowPrivate: false })
  expect((await deliveries())[0]).toMatchObject({ state: 'failed', last_status: null, last_error: 'core.outbound_private' })
})

test('a redirect is a failure, and where it leads is not called', async () => {
  const { receiver, ready, send, deliveries } = await shop()
  const inside = await makeReceiver(atEnd)
  receiver.answers((response) => response.writeHead(307, { location: inside.url }).end())
  await send(await ready())
  expect([(await deliveries())[0]?.last_error, inside.got.length]).toEqual(['webhooks.redirected', 0])
})

test('of a huge answer the beginning is kept, whatever its bytes, and the connection is let go', async () => {
  const { receiver, ready, send, ctx, deliveries } = await shop()
  receiver.answers((response) => {
    response.writeHead(200)
    response.write(`\0${'س'.repeat(5_000)}`)
    const more = () => response.write('x'.repeat(500), () => !response.destroyed && setTimeout(more, 1))
    more()
  })
  await send(await ready())
  expect((await deliveries())[0]?.state).toBe('sent')
  const { answer } = await ctx.db.selectFrom('webhooks_attempts').select('answer').executeTakeFirstOrThrow()
  expect(answer).toMatch(/^س+$/)
  expect(Buffer.byteLength(answer ?? '')).toBeLessThanOrEqual(1_000)
})

test('an endpoint that is slow does not hold up another', async () => {
  const { receiver, endpoint, ready, send } = await shop()
  receiver.answers((response) => void wait(1_500).then(() => response.writeHead(204).end()))
  const quick = await makeReceiver(atEnd)
  const { endpoint: other } = await endpoint(quick.url)
  const slow = await ready(3)
  const sending = send(slow)
  const began = performance.now()
  await send(other.id)
  expect([quick.got.length, performance.now() - began < 1_000]).toEqual([3, true])
  await sending
})

test('two processes share the work and never make an attempt twice', async () => {
  const { receiver, ready, send, deliveries } = await shop()
  receiver.answers((response) => void wait(20).then(() => response.writeHead(204).end()))
  const id = await ready(40)
  await Promise.all([send(id), send(id), send(id)])
  const ids = receiver.got.map(({ headers }) => headers['webhook-id'])
  expect([ids.length, new Set(ids).size]).toEqual([40, 40])
  expect((await deliveries()).every(({ state, attempts }) => state === 'sent' && attempts === 1)).toBe(true)
})

test('when a process dies between sending and recording, the message is sent again with the same id', async () => {
  const { ctx, receiver, ready, send, passes, time, deliveries } = await shop()
  const id = await ready()
  const claimed = await claimDue({ ...ctx, now: time.now }, id, 8)
  await send(id)
  expect(receiver.got).toHaveLength(0)
  passes(61_000)
  await send(id)
  expect(receiver.got.map(({ headers }) => headers['webhook-id'])).toEqual([`msg_${claimed?.deliveries[0]?.id}`])
  expect((await deliveries())[0]).toMatchObject({ state: 'sent', attempts: 2 })
})

test('the sweep finds what no nudge told of', async () => {
  const { ctx, receiver, ready } = await shop()
  const server = { ...ctx.server, config: { ...ctx.server.config, allowPrivate: true } }
  await ready()
  await runJobs(server)
  expect(receiver.got).toHaveLength(1)
  await ctx.db.updateTable('webhooks_deliveries').set({ state: 'failed', next_at: new Date() }).execute()
  await ctx.jobs.nudge(ctx, 'webhooks.sweep', {})
  await runJobs(server)
  expect(receiver.got).toHaveLength(2)
})

test('a delivery is sent again by hand, one or all that were given up since a time', async () => {
  const { ctx, app, receiver, ready, send, deliveries } = await shop()
  const owner = app.as('owner')
  const id = await ready(3)
  receiver.fails(410)
  await send(id)
  await owner.delete(`/api/webhooks/${id}/pause`)
  receiver.answers((response) => response.writeHead(200).end())
  const [first] = await deliveries()
  const one = await owner.post(`/api/webhooks/${id}/deliveries/${first?.id}/redeliveries`)
  expect(one.status).toBe(202)
  await send(id)
  expect((await deliveries()).map(({ state }) => state)).toEqual(['sent', 'given_up', 'given_up'])
  const since = new Date(Date.now() - 3_600_000).toISOString()
  const both = await Promise.all([
    owner.post(`/api/webhooks/${id}/redeliveries`, { since }),
    owner.post(`/api/webhooks/${id}/redeliveries`, { since }),
  ])
  expect(new Set(both.map(({ body }) => body.count))).toEqual(new Set([0, 2]))
  await send(id)
  expect((await deliveries()).every(({ state }) => state === 'sent')).toBe(true)
  const shown = (await owner.get(`/api/webhooks/${id}/deliveries/${first?.id}`)).body
  expect([shown.tries.length, shown.attempts, JSON.parse(shown.body).type]).toEqual([2, 2, 'import.finished'])
  await ctx.db.updateTable('webhooks_deliveries').set({ body: null }).execute()
  expect((await owner.post(`/api/webhooks/${id}/deliveries/${first?.id}/redeliveries`)).body.error.code).toBe('webhooks.body_erased')
})

test('a test is a delivery like any other, and the log shows page by page what was sent', async () => {
  const { app, receiver, ready, send } = await shop()
  const owner = app.as('owner')
  const id = await ready(4)
  expect((await owner.post(`/api/webhooks/${id}/pings`)).status).toBe(202)
  await send(id)
  expect(receiver.got.map(({ body }) => JSON.parse(body).type)).toContain('webhook.ping')
  const page = (query: string) => owner.get(`/api/webhooks/${id}/deliveries?${query}`).then(({ body }) => body)
  const first = await page('limit=3')
  const second = await page(`limit=3&cursor=${first.next}`)
  expect([first.rows.length, second.rows.length, second.next]).toEqual([3, 2, null])
  expect(new Set([...first.rows, ...second.rows].map((row: { id: string }) => row.id)).size).toBe(5)
  expect((await page('event=webhook.ping')).rows).toMatchObject([{ event: 'webhook.ping', state: 'sent', lastStatus: 204 }])
  expect((await page('state=failed')).rows).toEqual([])
})

test('another workspace cannot see, change or use an endpoint of ours', async () => {
  const { app, ready, deliveries } = await shop()
  const id = await ready()
  const delivery = (await deliveries())[0]?.id
  const stranger = (await app.otherWorkspace()).as('owner')
  expect((await stranger.get('/api/webhooks')).body.rows).toEqual([])
  for (const path of [id, `${id}/secret`, `${id}/deliveries`]) expect((await stranger.get(`/api/webhooks/${path}`)).status).toBe(404)
  expect((await stranger.get(`/api/webhooks/${id}/deliveries/${delivery}`)).body.error.code).toBe('webhooks.delivery_not_found')
  expect((await stranger.put(`/api/webhooks/${id}`, { url: 'https://evil.example/' })).status).toBe(404)
  expect((await stranger.put(`/api/webhooks/${id}/pause`)).status).toBe(404)
  expect((await stranger.post(`/api/webhooks/${id}/pings`)).status).toBe(404)
  expect((await stranger.post(`/api/webhooks/${id}/secrets`, { oldSecretHours: 0 })).status).toBe(404)
  expect((await stranger.delete(`/api/webhooks/${id}`)).status).toBe(404)
})

test('a person who is erased is gone from the log and from what still waits, and old rows are forgotten', async () => {
  const { ctx, endpoint, receiver, react, send, deliveries } = await shop()
  const { endpoint: made } = await endpoint(receiver.url)
  const { id: customerId } = await makeCustomer(ctx)
  const changed = () => emit(ctx, 'customer.changed', { customerId, fields: ['name'] }, { customerId })
  await changed()
  await react()
  await send(made.id)
  await changed()
  await react()
  const told = await webhooksHolding.tell?.(ctx, [customerId])
  expect(told).toMatchObject({
    sentToOtherSystems: [{ event: 'customer.changed', arrived: true, to: receiver.url.replace('http://', '') }, { arrived: false }],
  })
  expect(await webhooksHolding.erase?.(ctx, [customerId])).toEqual({ deleted: {}, anonymised: { deliveries: 2 } })
  await send(made.id)
  expect(receiver.got).toHaveLength(1)
  expect((await deliveries()).map(({ state, body }) => [state, body])).toEqual([
    ['sent', null],
    ['given_up', null],
  ])
  const [kind] = webhooksHolding.retention ?? []
  expect(await kind?.purge(ctx, new Date(0))).toBe(0)
  expect(await kind?.purge(ctx, new Date(Date.now() + 1000))).toBe(2)
  expect(await ctx.db.selectFrom('webhooks_attempts').selectAll().execute()).toEqual([])
})
