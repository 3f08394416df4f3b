import { inject, beforeAll, expect, test } from 'vitest'
import type pg from 'pg'
import { connectClient } from '#core/db'
import { atEnd, testApp, type TestApp } from '#test/lab'
import type { Caller } from '../caller.ts'
import { insertAnything, scopedTables } from './any-rows.ts'
import { callAbout, GUARDED, NOWHERE } from './routes.ts'

/** What everything has for an id in the other workspace, whatever it is. */
const THEIRS = '0199a3b4-7777-7000-8000-000000000001'

/** Taking away what is not there is no mistake here. */
const FORGIVING = ['DELETE /api/hours/calendars/:id']

/** Routes whose address names things of a workspace by their ids, and by nothing else. What operators run belongs to none. */
const BY_ID = GUARDED.filter(({ endpoint }) => !endpoint.may.startsWith('operations:')).filter(
  ({ url }) => url.includes(':') && url.match(/:\w+/g)?.every((name) => /id$/i.test(name)),
)

let app: TestApp
let owner: Caller
let admin: pg.Client
let tables: string[]
let otherId: string
let before: string

beforeAll(async () => {
  app = await testApp()
  owner = app.as('operator')
  await owner.cookie()
  const other = await app.otherWorkspace()
  otherId = other.workspace.id
  admin = await connectClient({ ...inject('cluster').superuser, database: app.server.address.database })
  atEnd(() => admin.end())
  tables = await scopedTables(admin)
  await admin.query('set session_replication_role = replica')
  const given = { workspace_id: otherId, id: THEIRS, name: 'theirs' }
  for (const table of tables) await insertAnything(admin, table, table === 'workspaces_members' ? { ...given, user_id: THEIRS } : given)
  await insertAnything(admin, 'auth_users', { id: THEIRS, email: 'theirs@example.com' })
  before = await everythingOfTheirs()
})

test('everything of the other workspace has the id', async () => {
  for (const table of ['customers', 'orders', 'segments', 'imports', 'tokens', 'webhooks_endpoints', 'shops_connections']) {
    const { rowCount } = await admin.query(`select from ${table} where workspace_id = $1 and id = $2`, [otherId, THEIRS])
    expect([table, rowCount]).toEqual([table, 1])
  }
  expect(BY_ID.length).toBeGreaterThan(70)
})

test.each(BY_ID)('$title answers for an id of another workspace as for none, and touches nothing there', async (route) => {
  const theirs = await callAbout(THEIRS, owner, route)
  expect(theirs).toEqual(await callAbout(NOWHERE, owner, route))
  expect(theirs[0], theirs[1]).toBe(FORGIVING.includes(route.title) ? 204 : 404)
  if (route.endpoint.method !== 'GET') expect(await everythingOfTheirs()).toBe(before)
})

/** One number of all rows of the other workspace. */
async function everythingOfTheirs(): Promise<string> {
  const sums = tables.map((table) => `select '${table}' as name, t::text as row from ${table} t where workspace_id = '${otherId}'`)
  const { rows } = await admin.query<{ sum: string }>(
    `select md5(string_agg(name || row, ',' order by name, row)) as sum from (${sums.join(' union all ')}) r`,
  )
  return rows[0]?.sum ?? ''
}
