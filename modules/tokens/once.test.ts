import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { makeToken } from './make.ts'
import { runJobs, testApp, testCtx } from '#test/lab'

const SCOPES = ['tokens:configure', 'workspaces:read', 'workspaces:configure']

async function shop() {
  const ctx = await testCtx()
  const app = await testApp(ctx)
  await app.as('owner').cookie()
  const { user_id: createdBy } = await ctx.server.db.selectFrom('workspaces_members').select('user_id').executeTakeFirstOrThrow()
  const { key, id } = await makeToken(ctx.server, { workspaceId: ctx.workspace.id, createdBy, scopes: SCOPES })
  const program = app.anonymous()
  const headers = (more: Record<string, string> = {}) => ({ authorization: `Bearer ${key}`, ...more })
  const create = (idempotencyKey: string, name = 'Warehouse') =>
    program.post('/api/v1/tokens', { name, scopes: ['workspaces:read'], expiresAt: null }, headers({ 'idempotency-key': idempotencyKey }))
  const count = async () => (await ctx.db.selectFrom('tokens').select('id').execute()).length
  return { ctx, app, program, headers, create, count, id, key }
}

test('a write that is sent again does nothing and gives the same answer', async () => {
  const { create, count } = await shop()
  const first = await create('a')
  const again = await create('a')
  expect([first.status, again.status, again.headers['idempotency-replayed'], first.headers['idempotency-replayed']]).toEqual([
    201,
    201,
    'true',
    undefined,
  ])
  expect(again.body).toEqual(first.body)
  expect(await count()).toBe(2)
  expect((await create('b')).body.token.id).not.toBe(first.body.token.id)
})

test('twenty at once are one', async () => {
  const { create, count } = await shop()
  const answers = await Promise.all(Array.from({ length: 20 }, () => create('at-once')))
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === undefined)).toHaveLength(1)
  expect(await count()).toBe(2)
})

test('the same name for another request is refused', async () => {
  const { create, count, program, headers } = await shop()
  await create('a')
  const other = await create('a', 'Till')
  expect([other.status, other.body.code]).toEqual([422, 'tokens.idempotency_key_reused'])
  const elsewhere = await program.put('/api/v1/workspace', {}, headers({ 'idempotency-key': 'a' }))
  expect(elsewhere.status).toBe(400)
  expect(await count()).toBe(2)
})

test('what was refused is not remembered: it may be sent again when the reason is gone', async () => {
  const { ctx, create, program, headers, id } = await shop()
  const rotate = () => program.post(`/api/v1/tokens/${randomUUID()}/keys`, { oldKeyHours: 0 }, headers({ 'idempotency-key': 'r' }))
  expect([(await rotate()).status, (await rotate()).status]).toEqual([404, 404])
  await ctx.db
    .updateTable('tokens')
    .set({ scopes: ['tokens:configure'] })
    .where('id', '=', id)
    .execute()
  expect((await create('later')).status).toBe(409)
  await ctx.db.updateTable('tokens').set({ scopes: SCOPES }).where('id', '=', id).execute()
  expect((await create('later')).status).toBe(201)
})

test('a deletion that is sent again says the same', async () => {
  const { create, program, headers } = await shop()
  const { id } = (await create('a')).body.token
  const remove = () => program.delete(`/api/v1/tokens/${id}`, headers({ 'idempotency-key': 'd' }))
  const answers = [await remove(), await remove()]
  expect(answers.map(({ status, headers }) => [status, headers['idempotency-replayed']])).toEqual([
    [204, undefined],
    [204, 'true'],
  ])
})

test('a kept answer cannot be read from the database, only with the key that asked', async () => {
  const { ctx, create, app, id } = await shop()
  const { key } = (await create('a')).body
  const kept = await ctx.db.selectFrom('tokens_requests').select('body').executeTakeFirstOrThrow()
  expect(Buffer.from(kept.body ?? '', 'base64url').toString('latin1')).not.toContain('Warehouse')
  const rotated = (await app.as('owner').post(`/api/tokens/${id}/keys`, { oldKeyHours: 0 })).body
  const headers = { authorization: `Bearer ${rotated.key}`, 'idempotency-key': 'a' }
  const answer = await app.anonymous().post('/api/v1/tokens', { name: 'Warehouse', scopes: ['workspaces:read'], expiresAt: null }, headers)
  expect([answer.status, answer.body.code]).toEqual([409, 'tokens.answer_unreadable'])
  expect(answer.text).not.toContain(key)
})

test('a name is good for a day', async () => {
  const { ctx, create, count } = await shop()
  const age = () =>
    ctx.db
      .updateTable('tokens_requests')
      .set({ created_at: new Date(Date.now() - 25 * 3_600_000) })
      .execute()
  await create('a')
  await age()
  expect((await create('a', 'Till')).status).toBe(201)
  await age()
  await ctx.server.jobs.nudge(ctx, 'tokens.forget_requests', {})
  await runJobs(ctx.server)
  expect(await ctx.db.selectFrom('tokens_requests').selectAll().execute()).toEqual([])
  expect(await count()).toBe(3)
})

test('names are a token’s own, plain and not too long, and not for files', async () => {
  const { ctx, create, app, program, headers } = await shop()
  await create('a')
  const { user_id: createdBy } = await ctx.server.db.selectFrom('workspaces_members').select('user_id').executeTakeFirstOrThrow()
  const other = await makeToken(ctx.server, { workspaceId: app.workspace.id, createdBy, scopes: [...SCOPES, 'imports:run'] })
  const byOther = { authorization: `Bearer ${other.key}`, 'idempotency-key': 'a' }
  expect((await program.post('/api/v1/tokens', { name: 'Till', scopes: ['workspaces:read'], expiresAt: null }, byOther)).status).toBe(201)
  expect((await create('x'.repeat(201))).body.code).toBe('tokens.bad_idempotency_key')
  expect((await program.post('/api/v1/imports', {}, byOther)).body.code).toBe('core.not_repeatable')
  expect((await program.get('/api/v1/workspace', headers({ 'idempotency-key': '' }))).status).toBe(200)
})
