import { randomUUIDv7 } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { makeToken } from '../../tokens/make.ts'
import { testApp, testCtx, type TestApp, type TestCtx } from '#test/lab'

let ctx: TestCtx
let app: TestApp

beforeAll(async () => {
  ctx = await testCtx()
  app = await testApp(ctx)
  await app.as('owner').cookie()
})

const putRole = (by: Awaited<ReturnType<TestApp['joined']>>['caller'], userId: string, role: string) =>
  by.put(`/api/members/${userId}/role`, { role })

test('colleagues are known by name and role, members in full to who looks after them', async () => {
  const { caller, userId, role } = await app.holding(['workspaces:read', 'live:read'])
  const { rows } = (await caller.get('/api/members')).body
  expect(rows.find(({ id }: { id: string }) => id === userId)).toEqual({
    id: userId,
    name: expect.any(String),
    role,
    roleName: `Role ${role}`,
  })
  expect((await caller.get('/api/members/details')).status).toBe(403)
  const details = (await app.as('manager').get('/api/members/details')).body.rows
  const byRole = (wanted: string) => details.find((row: { role: string }) => row.role === wanted)
  expect(byRole(role)).toMatchObject({ roleName: `Role ${role}`, hasSecondFactor: false, refusal: null, seenAt: expect.any(String) })
  expect(byRole('owner')).toMatchObject({ refusal: 'workspaces.owners_only' })
})

test('a new role counts from the next request on, and is written down', async () => {
  const nima = await app.joined('agent')
  expect((await nima.caller.get('/api/webhooks')).status).toBe(403)
  expect((await putRole(app.as('owner'), nima.userId, 'manager')).status).toBe(204)
  expect((await nima.caller.get('/api/webhooks')).status).toBe(200)
  const entry = await ctx.db
    .selectFrom('audit_entries')
    .selectAll()
    .where('subject_id', '=', nima.userId)
    .where('action', '=', 'member.role_changed')
    .executeTakeFirstOrThrow()
  expect(entry).toMatchObject({ subject_kind: 'member', details: { from: 'agent', to: 'manager' } })
})

test('roles are not given beyond one’s own, nor to strangers, nor unknown ones', async () => {
  const [manager, agent] = [await app.joined('manager'), await app.joined('agent')]
  const code = async (...args: Parameters<typeof putRole>) => (await putRole(...args)).body.error.code
  expect(await code(manager.caller, agent.userId, 'owner')).toBe('workspaces.owners_only')
  expect(await code(manager.caller, manager.userId, 'owner')).toBe('workspaces.owners_only')
  expect(await code(manager.caller, agent.userId, randomUUIDv7())).toBe('workspaces.role_not_found')
  const other = await app.otherWorkspace()
  await other.as('agent').cookie()
  const { id: theirs } = (await other.as('agent').get('/api/session')).body.user
  expect(await code(app.as('owner'), theirs, 'viewer')).toBe('workspaces.member_not_found')
  expect((await app.as('owner').delete(`/api/members/${theirs}`)).body.error.code).toBe('workspaces.member_not_found')
  expect((await app.as('owner').get(`/api/members/${theirs}/belongings`)).status).toBe(404)
})

test('of two owners who demote each other at once one stays', async () => {
  const shop = await testApp({ ...ctx, workspace: (await app.otherWorkspace()).workspace })
  const [sara, nima] = [await shop.joined('owner'), await shop.joined('owner')]
  const answers = await Promise.all([putRole(sara.caller, nima.userId, 'agent'), putRole(nima.caller, sara.userId, 'agent')])
  expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['204', '403'])
  const last = answers[0]?.status === 204 ? sara : nima
  expect((await putRole(last.caller, last.userId, 'manager')).body.error.code).toBe('workspaces.last_owner')
  expect((await last.caller.post('/api/members/departure', { successor: null })).body.error.code).toBe('workspaces.last_owner')
})

test('of two owners who leave at once one stays', async () => {
  const shop = await testApp({ ...ctx, workspace: (await app.otherWorkspace()).workspace })
  const owners = [await shop.joined('owner'), await shop.joined('owner')]
  const answers = await Promise.all(owners.map(({ caller }) => caller.post('/api/members/departure', { successor: null })))
  const outcomes = answers.map(({ status, body }): string => body?.error.code ?? String(status))
  expect(outcomes.toSorted()).toEqual(['204', 'workspaces.last_owner'])
})

test('who is removed hands over what they were in charge of, loses access at once, and their tokens end for good', async () => {
  const owner = app.as('owner')
  const [nima, heir] = [await app.joined('marketer'), await app.joined('agent')]
  for (const name of ['Ali', 'Zahra', 'Mina']) {
    const { id } = (await owner.post('/api/customers', { name })).body
    expect((await owner.put(`/api/customers/${id}/fields`, { fields: { ownerId: nima.userId } })).status).toBe(204)
  }
  const list = { filter: { field: 'city', op: 'is', value: 'Tehran' }, columns: ['name', 'city'], sort: '-revenue' }
  await nima.caller.post('/api/customers/views', { name: 'Mine', isShared: false, list })
  const { key } = await makeToken(ctx.server, {
    workspaceId: ctx.workspace.id,
    createdBy: nima.userId,
    scopes: ['workspaces:read'],
  })
  const program = () => app.anonymous().get('/api/v1/workspace', { authorization: `Bearer ${key}` })
  expect((await program()).status).toBe(200)

  const path = `/api/members/${nima.userId}`
  const told = (await owner.get(`${path}/belongings`)).body.rows
  expect(told).toEqual([
    { name: 'customers', fate: 'passes', count: 3 },
    { name: 'views', fate: 'passes', count: 1 },
    { name: 'tokens', fate: 'ends', count: 1 },
  ])
  expect((await owner.delete(path)).body.error.code).toBe('workspaces.successor_missing')
  expect((await owner.delete(`${path}?successor=${nima.userId}`)).body.error.code).toBe('workspaces.successor_unknown')
  expect((await owner.delete(`${path}?successor=${heir.userId}`)).status).toBe(204)

  expect((await nima.caller.get('/api/session')).body.error.code).toBe('workspaces.not_found')
  expect((await program()).body.code).toBe('tokens.revoked')
  await ctx.server.db
    .insertInto('workspaces_members')
    .values({ workspace_id: ctx.workspace.id, user_id: nima.userId, role: 'marketer', joined_at: new Date() })
    .execute()
  expect((await program()).body.code).toBe('tokens.revoked')
  const passed = (await owner.get(`/api/members/${heir.userId}/belongings`)).body.rows
  expect(passed).toEqual([
    { name: 'customers', fate: 'passes', count: 3 },
    { name: 'views', fate: 'passes', count: 1 },
  ])
  const entry = await ctx.db.selectFrom('audit_entries').select('details').where('action', '=', 'member.removed').executeTakeFirstOrThrow()
  expect(entry.details).toEqual({ role: 'marketer', successor: heir.userId, customers: 3, views: 1, tokens: 1 })
})

test('goals pass on, those that are over stay as they were, and the monthly report is not sent to who has gone', async () => {
  const [nima, heir] = [await app.joined('marketer'), await app.joined('marketer')]
  const made = { workspace_id: ctx.workspace.id, measure: 'revenue', target: 1, start_day: 1, due_day: 2, owner_id: nima.userId, note: '' }
  const dates = { created_at: ctx.now, changed_at: ctx.now }
  const [open, over] = [randomUUIDv7(), randomUUIDv7()]
  const rest = { start_value: null, reached_day: null, created_by: nima.userId, ...dates }
  await ctx.db
    .insertInto('insights_goals')
    .values([
      { ...made, ...rest, id: open, archived_at: null },
      { ...made, ...rest, id: over, archived_at: ctx.now },
    ])
    .execute()
  await ctx.db
    .insertInto('insights_readers')
    .values({ workspace_id: ctx.workspace.id, user_id: nima.userId, language: 'fa', since: ctx.now })
    .execute()
  const told = (await nima.caller.get('/api/members/own-belongings')).body.rows
  expect(told).toEqual([
    { name: 'goals', fate: 'passes', count: 1 },
    { name: 'reports', fate: 'ends', count: 1 },
  ])
  expect((await nima.caller.post('/api/members/departure', { successor: null })).body.error.code).toBe('workspaces.successor_missing')
  expect((await nima.caller.post('/api/members/departure', { successor: heir.userId })).status).toBe(204)
  const goals = await ctx.db.selectFrom('insights_goals').select(['id', 'owner_id']).orderBy('id').execute()
  expect(new Map(goals.map(({ id, owner_id }) => [id, owner_id]))).toEqual(
    new Map([
      [open, heir.userId],
      [over, nima.userId],
    ]),
  )
  expect(await ctx.db.selectFrom('insights_readers').select('user_id').execute()).toEqual([])
})

test('a manager takes no owner out, and whoever leaves is gone', async () => {
  const owner = await app.joined('owner')
  expect((await app.as('manager').delete(`/api/members/${owner.userId}`)).body.error.code).toBe('workspaces.owners_only')
  expect((await owner.caller.post('/api/members/departure', { successor: null })).status).toBe(204)
  expect((await owner.caller.get('/api/session')).status).toBe(404)
})
