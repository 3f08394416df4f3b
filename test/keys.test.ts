import { beforeAll, expect, test } from 'vitest'
import { signToken } from '#core/signed-links'
import { makeCustomer } from '../modules/customers/make.ts'
import { keyed, makeSource } from '../modules/tracking/make.ts'
import { testApp, testCtx, type TestApp, type TestCtx } from './lab.ts'

let ctx: TestCtx
let app: TestApp
let other: Awaited<ReturnType<TestApp['otherWorkspace']>>

beforeAll(async () => {
  ctx = await testCtx()
  app = await testApp(ctx)
  other = await app.otherWorkspace()
})

const BATCH = { batch: [{ type: 'track', userId: 'u', event: 'Looked', messageId: 'm1' }] }
const JSON_TYPE = { 'content-type': 'application/json' }

/** The same key with the other workspace in it. */
function forged(key: string): string {
  const place = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')
  const changed = key.replace(place(ctx.workspace.id), place(other.workspace.id))
  expect(changed).not.toBe(key)
  return changed
}

test('A write key opens the workspace that it was made in, and no other', async () => {
  const { key } = await makeSource(ctx)
  expect((await app.anonymous().post('/v1/batch', BATCH, { ...keyed(key), ...JSON_TYPE })).status).toBe(200)
  expect((await app.anonymous().post('/v1/batch', BATCH, { ...keyed(forged(key)), ...JSON_TYPE })).status).toBe(401)
})

test('A shop’s address opens the workspace that it was made in, and no other', async () => {
  const { body: shop } = await app.as('owner').post('/api/shops', { platform: 'plain', name: 'A shop' })
  const { body: door } = await app.as('owner').get(`/api/shops/${shop.id}/door`)
  const path = new URL(door.url).pathname
  const here = await app.anonymous().post(path, {}, JSON_TYPE)
  const there = await app.anonymous().post(forged(path), {}, JSON_TYPE)
  // Here the signature is missing; there is no such address.
  expect([here.status, there.status]).toEqual([401, 404])
})

test('A token opens the workspace that it was made in, and no other, whatever workspace the call names', async () => {
  const { body } = await app.as('owner').post('/api/tokens', { name: 'A program', scopes: ['customers:read'], expiresAt: null })
  const bearer = (key: string) => ({ authorization: `Bearer ${key}` })
  expect((await app.anonymous().get('/api/v1/customers', bearer(body.key))).status).toBe(200)
  expect((await app.anonymous().get('/api/v1/customers', bearer(forged(body.key)))).status).toBe(401)
  const named = await app.anonymous().get('/api/v1/customers', { ...bearer(body.key), 'x-workspace': other.workspace.id })
  expect([200, 404]).toContain(named.status)
  if (named.status === 200) expect(named.body.rows).toEqual((await app.as('owner').get('/api/customers')).body.rows)
})

test('A customer’s link speaks of a customer of its workspace, and of nobody when it names another', async () => {
  const { id } = await makeCustomer(ctx, { email: 'sara@example.com' })
  const { secret } = ctx.server.config
  const open = (workspaceId: string, signed = secret) =>
    app.anonymous().get(`/p/consent/${signToken(signed, 'consent', [workspaceId, id, 0])}`, { accept: 'text/html' })
  expect((await open(ctx.workspace.id)).status).toBe(200)
  expect((await open(other.workspace.id)).status).toBe(404)
  expect((await open(ctx.workspace.id, 'another secret of thirty-two letters')).status).toBe(404)
})
