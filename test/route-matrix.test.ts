import { randomUUIDv7 } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { API_MOUNTED, MOUNTED } from '../app/http.ts'
import { PERMISSIONS, permissionsOf, type Role } from '../app/permissions.ts'
import { makeToken } from '../modules/tokens/make.ts'
import type { Endpoint } from '#core/http'
import { urlOf } from '#core/http-mount'
import { testApp, type TestApp } from '#test/lab'
import type { Caller } from './caller.ts'

const ROLES = ['operator', 'owner', 'manager', 'marketer', 'agent', 'viewer'] as const satisfies readonly (Role | 'operator')[]

/** Everything that answers somebody who has not signed in. A new public route is added here on purpose. */
const PUBLIC = [
  'GET /healthz',
  'GET /readyz',
  'POST /api/auth/sign-in/email',
  'POST /api/auth/sign-in/link',
  'POST /api/auth/sign-in/code',
  'POST /api/auth/sign-out',
  'GET /api/auth/reset',
  'POST /api/auth/reset',
  'PUT /api/auth/reset',
  'PUT /api/auth/email',
  'GET /api/setup',
  'GET /api/invitation',
  'POST /api/invitation/acceptance',
  'POST /api/invitation/account',
  'POST /api/setup',
  'GET /p/logo/:workspace/:hash',
  'GET /p/consent/:token',
  'POST /p/consent/:token',
  'POST /p/consent/:token/stop',
  'POST /p/consent/:token/correction',
  'GET /p/consent/:token/data',
  'GET /p/consent/:token/erasure',
  'POST /p/consent/:token/erasure',
  'POST /p/consent/:token/erasure/cancel',
  'GET /p/erasure/:token',
  'GET /p/confirm/:token',
  'POST /p/confirm/:token',
  'GET /p/unsubscribe/:token',
  'POST /p/unsubscribe/:token',
  'POST /hooks/:key',
  'POST /v1/identify',
  'POST /v1/i',
  'POST /v1/track',
  'POST /v1/t',
  'POST /v1/page',
  'POST /v1/p',
  'POST /v1/screen',
  'POST /v1/s',
  'POST /v1/group',
  'POST /v1/g',
  'POST /v1/alias',
  'POST /v1/a',
  'POST /v1/batch',
  'POST /v1/b',
  'POST /v1/m',
  'GET /v1/projects/:key/settings',
]

/** What programs cannot call, although members can. A new one is added here on purpose. */
const SCREENS_ONLY = [
  'GET /api/live',
  'GET /api/session',
  'GET /api/members/own-belongings',
  'POST /api/members/departure',
  'GET /api/account',
  'PUT /api/account/name',
  'PUT /api/account/password',
  'PUT /api/account/email',
  'GET /api/account/sessions',
  'DELETE /api/account/sessions',
  'DELETE /api/account/sessions/:id',
  'POST /api/account/reset-links/:userId',
  'POST /api/workspace/logo',
  'DELETE /api/workspace/logo',
  'GET /api/workspace/second-factor',
  'PUT /api/workspace/second-factor',
  'PUT /api/account/preferences',
  'GET /api/account/second-factor',
  'POST /api/account/second-factor/enrolment',
  'POST /api/account/second-factor/confirmation',
  'POST /api/account/second-factor/backup-codes',
  'POST /api/account/second-factor/removal',
  'DELETE /api/account/second-factor/trusted-devices',
  'POST /api/insights/monthly/letters',
  'GET /api/shops/:id/door',
  'PUT /api/shops/:id/credentials',
  'PUT /api/shops/:id/secret',
]

/** The only permission of a role of the workspace's own. */
const SINGLE = 'orders:read'

const titled = (mounted: typeof MOUNTED) =>
  mounted.flatMap(([prefix, { endpoints }]) =>
    endpoints.map((endpoint) => ({ endpoint, url: urlOf(prefix, endpoint), title: `${endpoint.method} ${urlOf(prefix, endpoint)}` })),
  )
const ALL = titled(MOUNTED)
const API = titled(API_MOUNTED)
const GUARDED = ALL.filter(({ endpoint }) => endpoint.may !== 'public')

let app: TestApp
let stranger: Caller
let keys: Awaited<ReturnType<typeof keysOf>>
/** Somebody with a role of the workspace's own, which lets do one thing. */
let single: Caller

beforeAll(async () => {
  app = await testApp()
  const other = await app.otherWorkspace()
  stranger = other.as('owner')
  await Promise.all([app.as('owner').cookie(), stranger.cookie()])
  keys = await keysOf(app, other.workspace.id)
  single = (await app.holding([SINGLE])).caller
})

test('only the routes on the list are public', () => {
  const open = ALL.filter(({ endpoint }) => endpoint.may === 'public').map(({ title }) => title)
  expect(open.toSorted()).toEqual(PUBLIC.toSorted())
})

test('no two routes share an address', () => {
  expect(new Set(ALL.map(({ title }) => title)).size).toBe(ALL.length)
})

describe.each(GUARDED)('$title', ({ endpoint, url }) => {
  test('asks a stranger to sign in', async () => {
    const answer = await call(app.anonymous(), endpoint, url)
    expect([answer.status, answer.code]).toEqual([401, 'core.sign_in_first'])
  })

  test('does not tell a member of another workspace that this one exists', async () => {
    const here = await call(stranger, endpoint, url, { 'x-workspace': app.workspace.id })
    const nowhere = await call(stranger, endpoint, url, { 'x-workspace': randomUUIDv7() })
    expect([here.status, here.code]).toEqual([404, 'workspaces.not_found'])
    expect(here).toEqual(nowhere)
  })

  test.each(ROLES)('lets a %s do what the table of permissions says', async (role) => {
    const answer = await call(app.as(role), endpoint, url)
    if (mayCall(role, endpoint)) expect([401, 403, 500]).not.toContain(answer.status)
    else expect([answer.status, answer.code]).toEqual([403, 'core.forbidden'])
  })

  test("lets a role of the workspace's own do what it lists and nothing else", async () => {
    const answer = await call(single, endpoint, url)
    if (endpoint.may === SINGLE) expect([401, 403, 500]).not.toContain(answer.status)
    else expect([answer.status, answer.code]).toEqual([403, 'core.forbidden'])
  })
})

test('the management API is what members call, without what only screens need', () => {
  const below = GUARDED.filter(({ url, endpoint }) => url.startsWith('/api/') && !endpoint.screensOnly).map(({ title }) => title)
  expect(API.map(({ title }) => title.replace('/api/v1', '/api'))).toEqual(below)
  expect(
    GUARDED.filter(({ endpoint }) => endpoint.screensOnly)
      .map(({ title }) => title)
      .toSorted(),
  ).toEqual(SCREENS_ONLY.toSorted())
})

describe.each(API)('$title', ({ endpoint, url }) => {
  const by = async (key: string | null, more: Record<string, string> = {}) => {
    const answer = await call(app.anonymous(), endpoint, url, { ...(key ? { authorization: `Bearer ${key}` } : {}), ...more })
    return [answer.status, answer.problem]
  }

  test('asks a program for a token that is valid', async () => {
    expect(await by(null)).toEqual([401, 'tokens.none'])
    expect(await by(`bz_t_${'A'.repeat(22)}_${'0'.repeat(48)}`)).toEqual([401, 'tokens.unknown'])
    expect(await by(keys.expired)).toEqual([401, 'tokens.expired'])
    expect(await by(keys.revoked)).toEqual([401, 'tokens.revoked'])
  })

  test('does not open for a token of another workspace', async () => {
    expect(await by(keys.foreign, { 'x-workspace': app.workspace.id })).toEqual([404, 'workspaces.not_found'])
    expect(await by(keys.forged)).toEqual([401, 'tokens.unknown'])
  })

  test('opens for a token with its permission, and for no other', async () => {
    expect(await by(keys.without.get(endpoint.may) ?? '')).toEqual([403, 'tokens.scope_missing'])
    const [status] = await by(keys.full)
    expect([401, 403, 500]).not.toContain(status)
  })
})

/** Keys of tokens in every state; those in `without` lack one permission only. */
async function keysOf({ server, workspace }: TestApp, otherId: string) {
  const all = [...permissionsOf('owner')]
  const members = await server.db.selectFrom('workspaces_members').select(['workspace_id', 'user_id']).execute()
  const make = async (more: { scopes?: string[]; expiresAt?: Date; revokedAt?: Date } = {}, workspaceId = workspace.id) => {
    const createdBy = members.find((member) => member.workspace_id === workspaceId)?.user_id ?? ''
    return (await makeToken(server, { workspaceId, createdBy, scopes: all, ...more })).key
  }
  const without = new Map<string, string>()
  for (const name of all) without.set(name, await make({ scopes: all.filter((each) => each !== name) }))
  const [full, foreign] = [await make(), await make({}, otherId)]
  const past = new Date('2020-01-01')
  const forged = foreign.replace(foreign.split('_')[2] ?? '', full.split('_')[2] ?? '')
  return { full, foreign, forged, without, expired: await make({ expiresAt: past }), revoked: await make({ revokedAt: past }) }
}

function mayCall(role: Role | 'operator', { may }: Endpoint): boolean {
  if (may === 'public') return true
  const roles: readonly (Role | 'operator')[] = PERMISSIONS[may]
  return roles.includes(role) || (role === 'operator' && roles.includes('owner'))
}

/** A call with made-up ids and an empty body: enough to learn who may, whatever the answer is then. */
async function call(caller: Caller, endpoint: Endpoint, url: string, headers: Record<string, string> = {}) {
  const path = url.replaceAll(/:[A-Za-z]+/g, '00000000-0000-7000-8000-000000000000')
  const body = endpoint.body ? {} : undefined
  const answer = await caller.open(endpoint.method, path, body, headers)
  return { status: answer.status, code: answer.body?.error?.code, problem: answer.body?.code }
}
