import { beforeAll, expect, inject, test } from 'vitest'
import { connectClient } from '#core/db'
import { signToken } from '#core/signed-links'
import { makeCustomer } from '../modules/customers/make.ts'
import { keyed, makeSource } from '../modules/tracking/make.ts'
import { atEnd, testApp, testCtx, type TestApp, type TestCtx } from './lab.ts'

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

test('No key stands in the database as it was told: hashes and sealed texts alone do', async () => {
  const owner = app.as('owner')
  const told = new Map<string, string>()
  const token = (await owner.post('/api/tokens', { name: 'A program', scopes: ['customers:read'], expiresAt: null })).body
  told.set('a token', token.key)
  told.set('a rotated token', (await owner.post(`/api/tokens/${token.token.id}/keys`, { oldKeyHours: 24 })).body.key)
  const { source, key } = await makeSource(ctx)
  told.set('a write key', key)
  told.set('a rotated write key', (await owner.post(`/api/tracking/sources/${source.id}/keys`, { hours: 24 })).body.key)
  const webhook = (await owner.post('/api/webhooks', { url: 'https://shop.example/hook', description: '', events: null })).body
  told.set('a webhook’s secret', webhook.secret)
  told.set('a rotated secret', (await owner.post(`/api/webhooks/${webhook.endpoint.id}/secrets`, { oldSecretHours: 24 })).body.secret)
  const shop = (await owner.post('/api/shops', { platform: 'plain', name: 'Another shop' })).body
  const door = (await owner.get(`/api/shops/${shop.id}/door`)).body
  told.set('a shop’s address', new URL(door.url).pathname.split('/').at(-1) ?? '')
  told.set('a shop’s secret', door.secret)
  told.set('a shop’s rotated secret', (await owner.put(`/api/shops/${shop.id}/secret`, {})).body.secret)
  const invitation = (await owner.post('/api/invitations', { email: null, role: 'agent', language: 'en' })).body
  told.set('an invitation', new URL(invitation.link).hash.replace(/^#/, '') || invitation.link.split(/[/=]/).at(-1))
  for (const [name, text] of told) expect([name, text.length > 20]).toEqual([name, true])
  expect(await placesOf(told)).toEqual([])
  // The search finds what is there: the hint of a key, its last letters, is told to people again and again.
  expect(await placesOf(new Map([['a hint', token.key.slice(-4)]]))).toContain('a hint in public.tokens_keys')
})

/** Tables where these texts stand, as text or as bytes, in any column and any workspace. */
async function placesOf(texts: ReadonlyMap<string, string>): Promise<string[]> {
  const admin = await connectClient({ ...inject('cluster').superuser, database: ctx.server.address.database })
  atEnd(() => admin.end())
  const { rows: tables } = await admin.query<{ name: string }>(`
    select format('%I.%I', nspname, relname) as name from pg_class join pg_namespace n on n.oid = relnamespace
    where relkind = 'r' and nspname not in ('pg_catalog', 'information_schema')`)
  const searches = tables.map(
    ({ name }) => `select '${name}' as place, wanted.name from ${name} t, wanted
      where position(wanted.text in t::text) > 0 or position(encode(convert_to(wanted.text, 'UTF8'), 'hex') in t::text) > 0`,
  )
  const { rows } = await admin.query<{ place: string; name: string }>(
    `with wanted as (select * from unnest($1::text[], $2::text[]) as w (name, text)) ${searches.join(' union ')}`,
    [[...texts.keys()], [...texts.values()]],
  )
  return rows.map(({ place, name }) => `${name} in ${place}`)
}
