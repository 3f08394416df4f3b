import { expect, test } from 'vitest'
import { permissionsOf } from '../../app/permissions.ts'
import { testApp, testCtx } from '#test/lab'
import type { Caller } from '#test/caller'

const bearer = (key: string, more: Record<string, string> = {}) => ({ authorization: `Bearer ${key}`, ...more })
const ALL_OF_OWNER = [...permissionsOf('owner')]

async function shop() {
  const ctx = await testCtx()
  const app = await testApp(ctx)
  return { ctx, app, owner: app.as('owner'), program: app.anonymous() }
}

async function made(caller: Caller, scopes: readonly string[] = ['workspaces:read'], expiresAt: string | null = null) {
  const answer = await caller.post('/api/tokens', { name: 'Warehouse', scopes, expiresAt })
  expect(answer.status).toBe(201)
  return answer.body as { token: { id: string; hint: string }; key: string }
}

test('a program does with a token what its scopes say, and nothing else', async () => {
  const { owner, program, app } = await shop()
  const { key, token } = await made(owner)
  expect(token.hint).toBe(key.slice(-4))
  const read = await program.get('/api/v1/workspace', bearer(key))
  expect([read.status, read.body.id]).toEqual([200, app.workspace.id])
  const write = await program.put('/api/v1/workspace', {}, bearer(key))
  expect([write.status, write.body.code, write.body.details]).toEqual([403, 'tokens.scope_missing', { permission: 'workspaces:configure' }])
})

test('only a hash of the key is stored, and the list shows its last letters and last use', async () => {
  const { ctx, owner, program } = await shop()
  const { key } = await made(owner)
  await program.get('/api/v1/workspace', bearer(key))
  const { rows, scopes } = (await owner.get('/api/tokens')).body
  expect(rows).toMatchObject([{ name: 'Warehouse', state: 'active', createdBy: 'The owner', hint: key.slice(-4) }])
  expect(rows[0].lastUsedAt).not.toBeNull()
  expect(scopes.toSorted()).toEqual(ALL_OF_OWNER.toSorted())
  const stored = JSON.stringify([
    await ctx.db.selectFrom('tokens').selectAll().execute(),
    await ctx.db.selectFrom('tokens_keys').selectAll().execute(),
  ])
  expect(stored).not.toContain(key)
})

test('a token is given only what its creator may do, and loses it with them', async () => {
  const { ctx, app, owner, program } = await shop()
  const manager = app.as('manager')
  const refused = await manager.post('/api/tokens', { name: 'x', scopes: ['privacy:configure'], expiresAt: null })
  expect([refused.status, refused.body.error.code]).toEqual([409, 'tokens.scope_not_yours'])
  const { key } = await made(manager, ['workspaces:read', 'workspaces:configure'])
  await ctx.server.db.updateTable('workspaces_members').set({ role: 'viewer' }).where('role', '=', 'manager').execute()
  expect((await program.get('/api/v1/workspace', bearer(key))).status).toBe(200)
  expect((await program.put('/api/v1/workspace', {}, bearer(key))).body.code).toBe('tokens.scope_missing')
  expect((await owner.get('/api/tokens')).body.rows[0].lostScopes).toEqual(['workspaces:configure'])
  await ctx.server.db.deleteFrom('workspaces_members').where('role', '=', 'viewer').execute()
  const gone = await program.get('/api/v1/workspace', bearer(key))
  expect([gone.status, gone.body.code]).toEqual([401, 'tokens.creator_gone'])
})

test('a token ends at its time, when it is revoked, and with the token that made it', async () => {
  const { ctx, owner, program } = await shop()
  const { key: expiring, token } = await made(owner, ['workspaces:read'], '2100-01-01T00:00:00+03:30')
  await ctx.db
    .updateTable('tokens')
    .set({ expires_at: new Date('2020-01-01') })
    .where('id', '=', token.id)
    .execute()
  expect((await program.get('/api/v1/workspace', bearer(expiring))).body.code).toBe('tokens.expired')
  const past = await owner.post('/api/tokens', { name: 'x', scopes: ['workspaces:read'], expiresAt: '2020-01-01T00:00:00Z' })
  expect(past.body.error.code).toBe('tokens.expires_in_past')

  const parent = await made(owner, ['workspaces:read', 'tokens:configure'])
  const asked = { name: 'child', scopes: ['workspaces:read'], expiresAt: null }
  const child = (await program.post('/api/v1/tokens', asked, bearer(parent.key))).body
  const tooMuch = await program.post('/api/v1/tokens', { ...asked, scopes: ['orders:read'] }, bearer(parent.key))
  expect(tooMuch.body.code).toBe('tokens.scope_not_yours')
  expect((await program.get('/api/v1/workspace', bearer(child.key))).status).toBe(200)
  expect((await owner.delete(`/api/tokens/${parent.token.id}`)).status).toBe(204)
  expect((await program.get('/api/v1/workspace', bearer(parent.key))).body.code).toBe('tokens.revoked')
  expect((await program.get('/api/v1/workspace', bearer(child.key))).body.code).toBe('tokens.revoked')
})

test('while a token is rotated both keys work, and the old one until its time only', async () => {
  const { ctx, owner, program } = await shop()
  const first = await made(owner)
  const rotate = (oldKeyHours: number) => owner.post(`/api/tokens/${first.token.id}/keys`, { oldKeyHours })
  const works = async (key: string) => (await program.get('/api/v1/workspace', bearer(key))).status === 200
  const second = (await rotate(24)).body
  expect([await works(first.key), await works(second.key)]).toEqual([true, true])
  expect(second.token.oldKeyUntil).not.toBeNull()
  await ctx.db
    .updateTable('tokens_keys')
    .set({ valid_until: new Date('2020-01-01') })
    .where('valid_until', 'is not', null)
    .execute()
  expect([await works(first.key), await works(second.key)]).toEqual([false, true])
  const third = (await rotate(0)).body
  expect([await works(second.key), await works(third.key)]).toEqual([false, true])
  const both = await Promise.all([rotate(24), rotate(24)])
  expect(both.map(({ status }) => status)).toEqual([201, 201])
  expect(await works(third.key)).toBe(false)
  await owner.delete(`/api/tokens/${first.token.id}`)
  expect((await rotate(1)).body.error.code).toBe('tokens.not_active')
})

test('another workspace sees no token of ours, and its own opens nothing here', async () => {
  const { app, owner, program } = await shop()
  const ours = await made(owner)
  const other = await app.otherWorkspace()
  const stranger = other.as('owner')
  expect((await stranger.get('/api/tokens')).body.rows).toEqual([])
  for (const answer of [
    await stranger.get(`/api/tokens/${ours.token.id}`),
    await stranger.delete(`/api/tokens/${ours.token.id}`),
    await stranger.post(`/api/tokens/${ours.token.id}/keys`, { oldKeyHours: 1 }),
  ])
    expect([answer.status, answer.body.error.code]).toEqual([404, 'tokens.not_found'])
  const theirs = await made(stranger)
  expect((await program.get('/api/v1/workspace', bearer(theirs.key))).body.id).toBe(other.workspace.id)
  const crossed = await program.get('/api/v1/workspace', bearer(theirs.key, { 'x-workspace': app.workspace.id }))
  expect([crossed.status, crossed.body.code]).toEqual([404, 'workspaces.not_found'])
  const place = (key: string) => key.split('_')[2] ?? ''
  const forged = theirs.key.replace(place(theirs.key), place(ours.key))
  expect((await program.get('/api/v1/workspace', bearer(forged))).body.code).toBe('tokens.unknown')
})

test.each([
  ['nothing', {}, 'tokens.none'],
  ['a password', { authorization: 'Basic c2FyYTpwYXNz' }, 'tokens.none'],
  ['another kind of key', bearer(`bz_w_${'A'.repeat(22)}_${'0'.repeat(48)}`), 'tokens.unknown'],
  ['a made-up key', bearer(`bz_t_${'A'.repeat(22)}_${'0'.repeat(48)}`), 'tokens.unknown'],
  ['rubbish', bearer('ژ'.codePointAt(0)?.toString(16) ?? ''), 'tokens.unknown'],
])('a program with %s in place of a token is turned away', async (_what, headers, code) => {
  const { program } = await shop()
  const answer = await program.get('/api/v1/workspace', headers)
  expect([answer.status, answer.body.code]).toEqual([401, code])
  expect(answer.headers['www-authenticate']).toMatch(/^Bearer/)
})

test('a session’s cookie does not open the management API', async () => {
  const { owner } = await shop()
  expect((await owner.get('/api/v1/workspace')).status).toBe(401)
})
