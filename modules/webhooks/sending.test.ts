import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { DELAYS } from './domain.ts'
import { makeReceiver, makeSender } from './make.ts'
import { emit } from '#core/events'
import { makeCustomer } from '../customers/make.ts'
import { atEnd } from '#test/lab'

const DAY = 24 * 3_600_000

async function shop() {
  const sender = await makeSender()
  const receiver = await makeReceiver(atEnd)
  const finished = (rows = 1) =>
    emit(sender.ctx, 'import.finished', { importId: '0199d3a0-5b2c-7c31-9a44-3c1f5e0b7a10', rows, customers: 1, orders: 1, skipped: 0 })
  return { ...sender, receiver, finished }
}

/** What the receiver's own library makes of a message; the clock of tests stands elsewhere, so the age is checked apart. */
function verified(secret: string, { headers, body }: { headers: object; body: string }) {
  const verifier = new Webhook(secret)
  const { 'webhook-timestamp': timestamp, 'webhook-id': id } = headers as Record<string, string>
  const signature = verifier.sign(id ?? '', new Date(Number(timestamp) * 1000), body)
  const given = (headers as Record<string, string>)['webhook-signature'] ?? ''
  return given.split(' ').includes(signature) ? JSON.parse(body) : null
}

test('an event reaches the endpoint, signed by the standard', async () => {
  const { receiver, endpoint, finished, react, send, deliveries } = await shop()
  const { endpoint: made, secret } = await endpoint(receiver.url)
  const seq = await finished()
  await react()
  await send(made.id)
  const [got] = receiver.got
  expect(receiver.got).toHaveLength(1)
  expect(got && verified(secret, got)).toMatchObject({ type: 'import.finished', sequence: Number(seq), data: { rows: 1 } })
  const [delivery] = await deliveries()
  expect(delivery).toMatchObject({ state: 'sent', attempts: 1, last_status: 204, last_error: null, next_at: null })
  expect(got?.headers['webhook-id']).toBe(`msg_${delivery?.id}`)
  expect(await send(made.id)).toBe(false)
  expect(receiver.got).toHaveLength(1)
})

test('a message that is fresh is taken by the library of the standard as it is', async () => {
  const { receiver, endpoint, finished, react, send, time } = await shop()
  const { endpoint: made, secret } = await endpoint(receiver.url)
  await finished()
  await react()
  time.now = new Date()
  await send(made.id)
  const got = receiver.got[0]!
  expect(new Webhook(secret).verify(got.body, got.headers as Record<string, string>)).toMatchObject({ type: 'import.finished' })
  expect(() => new Webhook(secret).verify(`${got.body} `, got.headers as Record<string, string>)).toThrow()
})

test('an endpoint gets the events it has chosen, once each, however often the reaction runs', async () => {
  const { ctx, receiver, endpoint, finished, react, deliveries } = await shop()
  await endpoint(receiver.url, ['import.finished'])
  await endpoint(receiver.url, ['order.placed'])
  await endpoint(receiver.url)
  await finished()
  await emit(ctx, 'workspace.changed', { fields: ['name'] })
  await react()
  await ctx.db.updateTable('event_cursors').set({ seq: 0 }).where('reaction', '=', 'webhooks.fan_out').execute()
  await react()
  expect((await deliveries()).map(({ event }) => event)).toEqual(['import.finished', 'import.finished'])
})

test('people are named by the customer they are known as now', async () => {
  const { ctx, receiver, endpoint, react, deliveries } = await shop()
  await endpoint(receiver.url)
  const [{ id: root }, { id: profile }] = [await makeCustomer(ctx), await makeCustomer(ctx)]
  await ctx.db.updateTable('customers').set({ merged_into: root }).where('id', '=', profile).execute()
  await emit(ctx, 'customer.changed', { customerId: profile, fields: ['name'] }, { customerId: profile })
  await react()
  const [delivery] = await deliveries()
  expect([JSON.parse(delivery?.body ?? '').data.customerId, delivery?.customer_id]).toEqual([root, profile])
})

test('a delivery that fails is tried ten times within three days, with the same id, and then given up', async () => {
  const { receiver, endpoint, finished, react, send, passes, deliveries, time } = await shop()
  const began = time.now.getTime()
  const { endpoint: made } = await endpoint(receiver.url)
  receiver.fails()
  await finished()
  await react()
  for (const delay of DELAYS) {
    await send(made.id)
    expect((await deliveries())[0]).toMatchObject({ state: 'failed', last_status: 500, last_error: 'webhooks.answered_badly' })
    passes(delay - 1)
    await send(made.id)
    passes(1)
  }
  await send(made.id)
  expect((await deliveries())[0]).toMatchObject({ state: 'given_up', attempts: 10, next_at: null })
  expect(receiver.got).toHaveLength(10)
  expect(new Set(receiver.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  expect(new Set(receiver.got.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(10)
  expect(time.now.getTime() - began).toBeLessThan(3 * DAY)
})

test('an endpoint that asks for patience gets it', async () => {
  const { receiver, endpoint, finished, react, send, deliveries, time } = await shop()
  const { endpoint: made } = await endpoint(receiver.url)
  receiver.answers((response) => response.writeHead(503, { 'retry-after': '600' }).end())
  await finished()
  await react()
  await send(made.id)
  expect((await deliveries())[0]?.next_at).toEqual(new Date(time.now.getTime() + 600_000))
})

test('an endpoint that says it is gone is not called any more, and what waits for it is given up', async () => {
  const { ctx, receiver, endpoint, finished, react, send, deliveries, app } = await shop()
  const { endpoint: made } = await endpoint(receiver.url)
  await finished()
  await react()
  receiver.fails(410)
  await send(made.id)
  await finished()
  await react()
  expect((await deliveries()).map(({ state }) => state)).toEqual(['given_up'])
  expect((await app.as('owner').get(`/api/webhooks/${made.id}`)).body).toMatchObject({ state: 'disabled', disabledBecause: 'gone' })
  expect(await ctx.db.selectFrom('events').select('payload').where('name', '=', 'webhook.disabled').execute()).toEqual([
    { payload: { endpointId: made.id, reason: 'gone' } },
  ])
})

test('an endpoint without any success for five days is disabled, and resumed by hand', async () => {
  const { receiver, endpoint, finished, react, send, passes, app } = await shop()
  const { endpoint: made } = await endpoint(receiver.url)
  const owner = app.as('owner')
  const state = async () => (await owner.get(`/api/webhooks/${made.id}`)).body.state
  receiver.fails()
  const fail = async () => {
    await finished()
    await react()
    await send(made.id)
  }
  await fail()
  passes(4 * DAY)
  receiver.answers((response) => response.writeHead(200).end())
  await fail()
  receiver.fails()
  await fail()
  passes(4 * DAY)
  await fail()
  expect(await state()).toBe('active')
  passes(2 * DAY)
  await fail()
  expect(await state()).toBe('disabled')
  expect((await owner.post(`/api/webhooks/${made.id}/pings`)).body.error.code).toBe('webhooks.not_active')
  expect((await owner.delete(`/api/webhooks/${made.id}/pause`)).body).toMatchObject({ state: 'active', failingSince: null })
})

test('while an endpoint is paused its messages wait', async () => {
  const { receiver, endpoint, finished, react, send, app } = await shop()
  const { endpoint: made } = await endpoint(receiver.url)
  const owner = app.as('owner')
  expect((await owner.put(`/api/webhooks/${made.id}/pause`)).body.state).toBe('paused')
  await finished()
  await react()
  await send(made.id)
  expect(receiver.got).toEqual([])
  expect((await owner.get(`/api/webhooks/${made.id}`)).body.open).toBe(1)
  await owner.delete(`/api/webhooks/${made.id}/pause`)
  await send(made.id)
  expect(receiver.got).toHaveLength(1)
})

test('during a rotation messages carry a signature of each secret, afterwards of the new one', async () => {
  const { receiver, endpoint, finished, react, send, passes, app } = await shop()
  const { endpoint: made, secret: first } = await endpoint(receiver.url)
  const owner = app.as('owner')
  const rotated = await owner.post(`/api/webhooks/${made.id}/secrets`, { oldSecretHours: 24 })
  const second: string = rotated.body.secret
  expect((await owner.get(`/api/webhooks/${made.id}/secret`)).body).toEqual({ secret: second })
  const deliver = async () => {
    await finished()
    await react()
    await send(made.id)
    return receiver.got.at(-1)!
  }
  const during = await deliver()
  expect([verified(first, during), verified(second, during)].every(Boolean)).toBe(true)
  passes(365 * DAY)
  const after = await deliver()
  expect([verified(first, after) !== null, verified(second, after) !== null]).toEqual([false, true])
})

test('secrets are not readable in the database', async () => {
  const { ctx, receiver, endpoint } = await shop()
  const { secret } = await endpoint(receiver.url)
  const [row] = await ctx.db.selectFrom('webhooks_endpoints').selectAll().execute()
  expect(secret).toMatch(/^whsec_[\w+/]{43}=$/)
  expect(JSON.stringify(row)).not.toContain(secret.slice(6))
})
