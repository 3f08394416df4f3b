import { inject, beforeAll, describe, expect, test } from 'vitest'
import type pg from 'pg'
import { connectClient } from '#core/db'
import { atEnd, makeWorkspace, testServer } from '#test/lab'
import { insertAnything, scopedTables } from './matrix/any-rows.ts'

/** Read before a workspace is known, so the database does not guard them. */
const UNGUARDED = ['workspaces_handles', 'workspaces_members', 'workspaces_roles']
/** Of these, the application may change and delete nothing at all. */
const APPEND_ONLY = ['audit_entries']

let app: pg.Client
let mine: string
let theirs: string
let tables: string[] = []

beforeAll(async () => {
  const server = await testServer()
  mine = (await makeWorkspace(server.db)).id
  theirs = (await makeWorkspace(server.db)).id
  app = await connectClient(server.address)
  atEnd(() => app.end())
  const admin = await connectClient({ ...inject('cluster').superuser, database: server.address.database })
  tables = (await scopedTables(admin)).filter((name) => !UNGUARDED.includes(name))
  await admin.query('set session_replication_role = replica')
  for (const table of tables) await insertAnything(admin, table, { workspace_id: theirs })
  await admin.end()
})

test('every table of a workspace is guarded, but for the listed ones', async () => {
  const { rows } = await app.query<{ relname: string }>(`
    select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
    and exists (select from pg_attribute where attrelid = pg_class.oid and attname = 'workspace_id' and not attisdropped)
    and not (relrowsecurity and relforcerowsecurity)`)
  expect(rows.map(({ relname }) => relname).toSorted()).toEqual(UNGUARDED)
  expect(tables.length).toBeGreaterThan(10)
})

test('the application is no superuser, whom row security would not hold', async () => {
  const { rows } = await app.query('select rolsuper, rolbypassrls from pg_roles where rolname = current_user')
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }])
})

describe('without any `where`', () => {
  test('a transaction of one workspace reads, changes and deletes nothing of another', async () => {
    for (const table of tables.filter((name) => !APPEND_ONLY.includes(name))) {
      expect([table, ...(await reach(table, mine))]).toEqual([table, 0, 0, 0])
      expect([table, ...(await reach(table, theirs))]).toEqual([table, 1, 1, 1])
    }
  })

  test('a transaction of one workspace reads nothing of the log of another, and nobody changes or deletes of any', async () => {
    for (const table of APPEND_ONLY) {
      for (const [workspace, rows] of [[mine, 0] as const, [theirs, 1] as const]) {
        expect(await tried(workspace, `select from ${table}`)).toBe(rows)
        expect(await tried(workspace, `update ${table} set workspace_id = workspace_id`)).toBe('42501')
        expect(await tried(workspace, `delete from ${table}`)).toBe('42501')
        expect(await tried(workspace, `truncate ${table}`)).toBe('42501')
      }
    }
  })

  test('a connection that names no workspace sees nothing', async () => {
    for (const table of tables) expect([table, (await app.query(`select from ${table}`)).rowCount]).toEqual([table, 0])
  })
})

/** How many rows such a transaction reads, updates and deletes. */
async function reach(table: string, workspace: string): Promise<(number | null)[]> {
  await app.query('begin')
  await app.query(`set local app.workspace_id = '${workspace}'`)
  const read = await app.query(`select from ${table}`)
  const updated = await app.query(`update ${table} set workspace_id = workspace_id`)
  const deleted = await app.query(`delete from ${table}`)
  await app.query('rollback')
  return [read.rowCount, updated.rowCount, deleted.rowCount]
}

/** How many rows such a transaction's statement touches, or why it may not. */
async function tried(workspace: string, statement: string): Promise<number | string | null> {
  await app.query('begin')
  await app.query(`set local app.workspace_id = '${workspace}'`)
  try {
    return (await app.query(statement)).rowCount
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : null
  } finally {
    await app.query('rollback')
  }
}
