import { randomUUIDv7 } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { MOUNTED } from '../app/http.ts'
import { PERMISSIONS, type Role } from '../app/permissions.ts'
import type { Endpoint } from '#core/http'
import { urlOf } from '#core/http-mount'
import { testApp, type TestApp } from '#test/lab'
import type { Caller } from './caller.ts'

const ROLES = ['owner', 'manager', 'marketer', 'agent', 'viewer'] as const satisfies readonly Role[]

/** Everything that answers somebody who has not signed in. A new public route is added here on purpose. */
const PUBLIC = [
  'GET /healthz',
  'GET /readyz',
  'POST /api/auth/sign-in/email',
  'POST /api/auth/sign-out',
  'GET /api/setup',
  'POST /api/setup',
  'PUT /api/session/link',
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

const ALL = MOUNTED.flatMap(([prefix, { endpoints }]) =>
  endpoints.map((endpoint) => ({ endpoint, url: urlOf(prefix, endpoint), title: `${endpoint.method} ${urlOf(prefix, endpoint)}` })),
)
const GUARDED = ALL.filter(({ endpoint }) => endpoint.may !== 'public')

let app: TestApp
let stranger: Caller

beforeAll(async () => {
  app = await testApp()
  stranger = (await app.otherWorkspace()).as('owner')
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
})

function mayCall(role: Role, { may }: Endpoint): boolean {
  if (may === 'public') return true
  const roles: readonly Role[] = PERMISSIONS[may]
  return roles.includes(role)
}

/** A call with made-up ids and an empty body: enough to learn who may, whatever the answer is then. */
async function call(caller: Caller, endpoint: Endpoint, url: string, headers: Record<string, string> = {}) {
  const path = url.replaceAll(/:[A-Za-z]+/g, '00000000-0000-7000-8000-000000000000')
  const body = endpoint.body ? {} : undefined
  const answer = await caller.open(endpoint.method, path, body, headers)
  return { status: answer.status, code: answer.body?.error?.code }
}
