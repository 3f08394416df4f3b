import { beforeAll, describe, expect, test } from 'vitest'
import { permissionsOf } from '../../app/permissions.ts'
import { makeToken } from '../../modules/tokens/make.ts'
import { testApp, type TestApp } from '#test/lab'
import { API, call } from './routes.ts'

let app: TestApp
let keys: Awaited<ReturnType<typeof keysOf>>

beforeAll(async () => {
  app = await testApp()
  const other = await app.otherWorkspace()
  await Promise.all([app.as('owner').cookie(), other.as('owner').cookie()])
  keys = await keysOf(app, other.workspace.id)
})

describe.each(API)('$title', (route) => {
  const by = async (key: string | null, more: Record<string, string> = {}) => {
    const answer = await call(app.anonymous(), route, { ...(key ? { authorization: `Bearer ${key}` } : {}), ...more })
    return [answer.status, answer.problem]
  }

  test('asks a program for a token that is valid and of this workspace', async () => {
    const answers = await Promise.all([
      by(null),
      by(`bz_t_${'A'.repeat(22)}_${'0'.repeat(48)}`),
      by(keys.expired),
      by(keys.revoked),
      by(keys.foreign, { 'x-workspace': app.workspace.id }),
      by(keys.forged),
    ])
    expect(answers).toEqual([
      [401, 'tokens.none'],
      [401, 'tokens.unknown'],
      [401, 'tokens.expired'],
      [401, 'tokens.revoked'],
      [404, 'workspaces.not_found'],
      [401, 'tokens.unknown'],
    ])
  })

  test('opens for a token with its permission, and for no other', async () => {
    expect(await by(keys.without.get(route.endpoint.may) ?? '')).toEqual([403, 'tokens.scope_missing'])
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
