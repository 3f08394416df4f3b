import { randomUUIDv7 } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { PERMISSIONS, type Role } from '../../app/permissions.ts'
import type { Endpoint } from '#core/http'
import { testApp, type TestApp } from '#test/lab'
import type { Caller } from '../caller.ts'
import { call, GUARDED, type Outcome } from './routes.ts'

const ROLES = ['operator', 'owner', 'manager', 'marketer', 'agent', 'viewer'] as const satisfies readonly (Role | 'operator')[]
/** The only permission of a role of the workspace's own. */
const SINGLE = 'orders:read'
/** Sessions last for thirty days. */
const LONG_AGO = new Date(Date.now() - 40 * 86_400_000)

let app: TestApp
/** Somebody with a role of the workspace's own, which lets do one thing. */
let single: Caller
/** An owner of another workspace. */
let stranger: Caller
/** Somebody who worked here until a moment ago, and is still signed in. */
let former: Caller
/** A cookie of a session that was ended. */
let ended: string
let userId: string

beforeAll(async () => {
  app = await testApp()
  const other = await app.otherWorkspace()
  stranger = other.as('owner')
  await stranger.cookie()
  for (const role of ROLES) await app.as(role).cookie()
  single = (await app.holding([SINGLE])).caller
  const [gone, out] = [await app.joined('owner'), await app.joined('owner')]
  former = gone.caller
  expect((await former.get('/api/session')).status).toBe(200)
  await app.server.db.deleteFrom('workspaces_members').where('user_id', '=', gone.userId).execute()
  ended = (await out.caller.cookie()) ?? ''
  expect((await out.caller.get('/api/session')).status).toBe(200)
  expect((await out.caller.post('/api/auth/sign-out')).status).toBe(204)
  userId = out.userId
})

describe.each(GUARDED)('$title', (route) => {
  const { endpoint } = route

  test('asks whoever is not signed in, or not any more, to sign in', async () => {
    const cookie = await app.server.auth.open(app.server.db, userId, LONG_AGO)
    const expired = cookie.split(';')[0] ?? ''
    const tried = { nobody: {}, expired: { cookie: expired }, ended: { cookie: ended }, forged: { cookie: `${ended}x` } }
    expect(await outcomes(tried, (headers) => call(app.anonymous(), route, headers))).toEqual(
      alike(Object.keys(tried), { status: 401, code: 'core.sign_in_first' }),
    )
  })

  test('does not tell who works elsewhere, or here no longer, that this workspace exists', async () => {
    const [here, nowhere] = [{ 'x-workspace': app.workspace.id }, { 'x-workspace': randomUUIDv7() }]
    const tried = {
      'a stranger': () => call(stranger, route, here),
      'a stranger, of none': () => call(stranger, route, nowhere),
      'a former member': () => call(former, route, here),
      'a former member, naming none': () => call(former, route),
    }
    expect(await outcomes(tried, (run) => run())).toEqual(alike(Object.keys(tried), { status: 404, code: 'workspaces.not_found' }))
  })

  test('lets each role do what the table of permissions says', async () => {
    const refused = ROLES.filter((role) => !mayCall(role, endpoint))
    const callers: Record<string, Caller> = Object.fromEntries(refused.map((role) => [role, app.as(role)]))
    if (endpoint.may !== SINGLE) callers['a role of its own'] = single
    expect(await outcomes(callers, (caller) => call(caller, route))).toEqual(
      alike(Object.keys(callers), { status: 403, code: 'core.forbidden' }),
    )
    // One after the other: what they do is done.
    for (const role of ROLES.filter((role) => mayCall(role, endpoint))) {
      const { status } = await call(app.as(role), route)
      expect([401, 403, 500], `as ${role}: ${status}`).not.toContain(status)
    }
    if (endpoint.may === SINGLE) expect([401, 403, 500]).not.toContain((await call(single, route)).status)
  })
})

/** What each gets, by name. */
async function outcomes<T>(tried: Readonly<Record<string, T>>, run: (each: T) => Promise<Outcome>) {
  const made = await Promise.all(
    Object.entries(tried).map(async ([name, each]) => {
      const { status, code } = await run(each)
      return [name, { status, code }] as const
    }),
  )
  return Object.fromEntries(made)
}

const alike = <T>(names: readonly string[], outcome: T) => Object.fromEntries(names.map((name) => [name, outcome]))

function mayCall(role: Role | 'operator', { may }: Endpoint): boolean {
  if (may === 'public') return true
  const roles: readonly (Role | 'operator')[] = PERMISSIONS[may]
  return roles.includes(role) || (role === 'operator' && roles.includes('owner'))
}
