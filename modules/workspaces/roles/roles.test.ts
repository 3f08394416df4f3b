import { beforeAll, expect, test } from 'vitest'
import { permissionsOf, rightsOf } from '../../../app/permissions.ts'
import { testApp, testCtx, type TestApp, type TestCtx } from '#test/lab'

let ctx: TestCtx
let app: TestApp

beforeAll(async () => {
  ctx = await testCtx()
  app = await testApp(ctx)
  await app.as('owner').cookie()
})

const BASIC = ['live:read', 'workspaces:read']
const make = async (name: string, permissions: readonly string[] = BASIC) =>
  (await app.as('owner').post('/api/roles', { name, permissions })).body
const codeOf = (answer: { body: { error: { code: string } } }) => answer.body.error.code

test('everybody may read what each role lets do', async () => {
  const { rows } = (await app.as('viewer').get('/api/roles')).body
  expect(rows.map(({ id }: { id: string }) => id).slice(0, 5)).toEqual(['owner', 'manager', 'marketer', 'agent', 'viewer'])
  expect(rows[1]).toMatchObject({ name: null, permissions: [...permissionsOf('manager')] })
  expect(rows.every(({ permissions }: { permissions: string[] }) => !permissions.includes('operations:run'))).toBe(true)
})

test('a role of the workspace’s own lets do what it lists, and less from the next request on', async () => {
  const { id } = await make('Warehouse', [...BASIC, 'orders:read', 'customers:read'])
  const nima = await app.joined(id)
  expect((await nima.caller.get('/api/orders')).status).toBe(200)
  expect((await nima.caller.get('/api/webhooks')).status).toBe(403)
  expect((await nima.caller.get('/api/session')).body).toMatchObject({ role: id, roleName: 'Warehouse' })
  await app.as('owner').put(`/api/roles/${id}`, { name: 'Warehouse', permissions: BASIC })
  expect((await nima.caller.get('/api/orders')).status).toBe(403)
  const entry = await ctx.db.selectFrom('audit_entries').selectAll().where('action', '=', 'role.changed').executeTakeFirstOrThrow()
  expect(entry).toMatchObject({ subject_id: id, details: { name: 'Warehouse', added: [], removed: ['customers:read', 'orders:read'] } })
})

test('a permission that the product does not know any more, or gives to operators alone, gives nothing', async () => {
  const nima = await app.holding([...BASIC, 'ghosts:read', 'operations:run'])
  expect((await nima.caller.get('/api/session')).body.permissions.toSorted()).toEqual(BASIC)
  expect(rightsOf('gone', null)).toEqual(new Set())
})

test('a role gets nothing that its writer lacks, nothing unknown, and no name twice', async () => {
  const writer = await app.holding([...BASIC, 'roles:configure'])
  const write = (name: string, permissions: string[]) => writer.caller.post('/api/roles', { name, permissions })
  expect(codeOf(await write('Analyst', [...BASIC, 'insights:read']))).toBe('workspaces.role_permission_not_yours')
  expect(codeOf(await write('Analyst', ['operations:run']))).toBe('workspaces.role_permission_unknown')
  expect((await write('Analyst', BASIC)).status).toBe(201)
  expect(codeOf(await write(' analyst', BASIC))).toBe('workspaces.role_name_taken')
  const { id } = await make('Keeper', [...BASIC, 'orders:read'])
  const change = (permissions: string[]) => writer.caller.put(`/api/roles/${id}`, { name: 'Keeper', permissions })
  expect(codeOf(await change([...BASIC, 'orders:read', 'orders:write']))).toBe('workspaces.role_permission_not_yours')
  expect((await change([...BASIC, 'orders:read'])).status).toBe(200)
})

test('roles of ours stay as they are, and only owners make others', async () => {
  expect(codeOf(await app.as('owner').put('/api/roles/agent', { name: 'Agent', permissions: BASIC }))).toBe('workspaces.role_of_ours')
  expect(codeOf(await app.as('owner').delete('/api/roles/agent'))).toBe('workspaces.role_of_ours')
  expect((await app.as('manager').post('/api/roles', { name: 'X', permissions: BASIC })).status).toBe(403)
})

test('a role in use ends only where another takes its place', async () => {
  const owner = app.as('owner')
  const { id } = await make('Passing')
  const nima = await app.joined(id)
  await owner.post('/api/invitations', { email: null, role: id, language: 'en' })
  expect(codeOf(await owner.delete(`/api/roles/${id}`))).toBe('workspaces.role_in_use')
  expect(codeOf(await owner.delete(`/api/roles/${id}?successor=${id}`))).toBe('workspaces.role_not_found')
  expect((await owner.delete(`/api/roles/${id}?successor=viewer`)).status).toBe(204)
  expect((await nima.caller.get('/api/session')).body.role).toBe('viewer')
  expect((await owner.get('/api/invitations')).body.rows.map(({ role }: { role: string }) => role)).toContain('viewer')
})

test('a role that is deleted while somebody gets it leaves nobody without one', async () => {
  const { id } = await make('Short-lived')
  const nima = await app.joined('agent')
  const [given, ended] = await Promise.all([
    app.as('owner').put(`/api/members/${nima.userId}/role`, { role: id }),
    app.as('owner').delete(`/api/roles/${id}`),
  ])
  const role = (await nima.caller.get('/api/session')).body.role
  if (ended.status === 204) expect([codeOf(given), role]).toEqual(['workspaces.role_not_found', 'agent'])
  else expect([codeOf(ended), given.status, role]).toEqual(['workspaces.role_in_use', 204, id])
})

test('two roles of one name at once are one', async () => {
  const answers = await Promise.all([1, 2].map(() => app.as('owner').post('/api/roles', { name: 'Twice', permissions: BASIC })))
  expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['201', '409'])
})

test('a role of another workspace cannot be seen, given, changed or ended', async () => {
  const other = await app.otherWorkspace()
  const theirs = (await other.as('owner').post('/api/roles', { name: 'Theirs', permissions: BASIC })).body
  const nima = await app.joined('agent')
  expect(codeOf(await app.as('owner').put(`/api/roles/${theirs.id}`, { name: 'Mine', permissions: BASIC }))).toBe(
    'workspaces.role_not_found',
  )
  expect(codeOf(await app.as('owner').delete(`/api/roles/${theirs.id}`))).toBe('workspaces.role_not_found')
  expect(codeOf(await app.as('owner').put(`/api/members/${nima.userId}/role`, { role: theirs.id }))).toBe('workspaces.role_not_found')
  expect((await app.as('owner').get('/api/roles')).body.rows.map(({ id }: { id: string }) => id)).not.toContain(theirs.id)
})
