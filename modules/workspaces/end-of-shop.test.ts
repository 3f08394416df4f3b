import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { execFileSync } from 'node:child_process'
import { sql } from 'kysely'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { connectClient } from '#core/db'
import { systemCtx } from '#modules/workspaces'
import { makeSource } from '../tracking/make.ts'
import { makeToken } from '../tokens/make.ts'
import { atEnd, makeWorkspace, runJobs, testApp, testCtx, type TestApp, type TestCtx } from '#test/lab'
import type { Workspace } from '#core/context'
import { closeWorkspace, keepWorkspace } from './deletion/close-workspace.ts'
import { deleteWorkspace } from './deletion/delete-workspace.ts'
import { KEPT_BACK, NO_SECRETS, soundsSecret } from './export/domain.ts'
import { askForExport } from './export/queue.ts'
import { scopedTables } from './scoped-tables.ts'

let ctx: TestCtx
let app: TestApp
let other: Workspace
let superuser: Awaited<ReturnType<typeof connectClient>>
let sourceKey: string
let tokenKey: string

beforeAll(async () => {
  ctx = await testCtx({ name: 'Mine', now: new Date() })
  app = await testApp(ctx)
  other = await makeWorkspace(ctx.server.db, { name: 'Theirs' })
  await app.as('owner').cookie()
  sourceKey = (await makeSource(ctx)).key
  const owner = await ctx.server.db
    .selectFrom('workspaces_members')
    .select('user_id')
    .where('workspace_id', '=', ctx.workspace.id)
    .executeTakeFirstOrThrow()
  tokenKey = (await makeToken(ctx.server, { workspaceId: ctx.workspace.id, createdBy: owner.user_id, scopes: ['workspaces:read'] })).key
  superuser = await connectClient({ ...inject('cluster').superuser, database: ctx.server.address.database })
  atEnd(() => superuser.end())
  await superuser.query('set session_replication_role = replica')
  // A row of made-up values in every table of both shops, whatever tables there are.
  for (const { name } of await scopedTables(ctx.server.db)) for (const { id } of [ctx.workspace, other]) await insertAnything(name, id)
})

describe('everything in one file', () => {
  test('no table is without a key by which it can be read and deleted', async () => {
    const tables = await scopedTables(ctx.server.db)
    expect(tables.length).toBeGreaterThan(60)
    const { rows } = await sql<{ relname: string }>`
      select relname from pg_class c where relname = any(${tables.map(({ name }) => name)}::text[])
      and not exists (select from pg_index where indrelid = c.oid and indisprimary)`.execute(ctx.server.db)
    expect(rows).toEqual([])
  })

  test('somebody has decided about every column that sounds like a secret', async () => {
    const tables = await scopedTables(ctx.server.db)
    const doubtful = tables.flatMap(({ name, columns }) => columns.filter(soundsSecret).map((column) => `${name}.${column}`))
    const decided = new Set([
      ...NO_SECRETS,
      ...Object.entries(KEPT_BACK).flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`)),
    ])
    expect(doubtful.filter((column) => !decided.has(column))).toEqual([])
    const known = new Set(tables.flatMap(({ name, columns }) => columns.map((column) => `${name}.${column}`)))
    expect([...decided].filter((column) => !known.has(column))).toEqual([])
  })

  test('holds a row of every table and nothing of another shop, leaves secrets out, and goes on where a download broke', async () => {
    const asked = await app.as('owner').post('/api/workspace/exports')
    expect(asked.status).toBe(202)
    expect((await app.as('owner').post('/api/workspace/exports')).body.error.code).toBe('workspaces-export.under_way')
    expect((await app.as('manager').post('/api/workspace/exports')).status).toBe(403)
    await runJobs(ctx.server)
    const made = await exported(asked.body.id)
    expect(made).toMatchObject({ id: asked.body.id, state: 'done' })
    expect(made.rowsDone).toBe(made.rowsAll)
    const path = ctx.files.path('exports', `${made.id}.zip`)
    const whole = await readFile(path)
    const { manifest, text } = unpacked(path)
    const tables = await scopedTables(ctx.server.db)
    const listed: { name: string; rows: number }[] = manifest.tables
    expect(
      listed
        .filter(({ name }) => tables.some((table) => table.name === name))
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(tables.map(({ name }) => name).toSorted())
    expect(listed.filter(({ rows }) => rows === 0)).toEqual([])
    expect(text).toContain(ctx.workspace.id)
    expect(text).not.toContain(other.id)
    expect(text).not.toContain('a-secret-of-shops_connections')
    const rest = await app.as('owner').get(`/api/workspace/exports/${made.id}/file`, { range: 'bytes=100-' })
    expect([rest.status, rest.headers['content-range']]).toEqual([206, `bytes 100-${whole.length - 1}/${whole.length}`])
    const theirs = await app.otherWorkspace()
    expect((await theirs.as('owner').get(`/api/workspace/exports/${made.id}/file`)).status).toBe(404)
    expect((await app.as('owner').delete(`/api/workspace/exports/${made.id}`)).status).toBe(204)
    expect(existsSync(path)).toBe(false)
    expect((await app.as('owner').get(`/api/workspace/exports/${made.id}/file`)).status).toBe(404)
  })

  test('of two who ask at once one gets a file', async () => {
    const owner = { ...ctx, db: ctx.server.db }
    const answers = await Promise.allSettled([askForExport(owner), askForExport(owner)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const [given] = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.id] : []))
    await app.as('owner').delete(`/api/workspace/exports/${given}`)
    await runJobs(ctx.server)
    expect((await exported(given ?? '')).state).toBe('cancelled')
  })
})

describe('a shop that is closed', () => {
  const mine = () => ({ ...ctx, db: ctx.server.db, now: new Date() })
  const later = () => systemCtx(ctx.server, ctx.workspace)

  test('asks for its own name, and opens again as if nothing had been', async () => {
    await expect(closeWorkspace(ctx.server, mine(), 'Theirs')).rejects.toMatchObject({ code: 'workspaces-deletion.wrong_name' })
    await closeWorkspace(ctx.server, mine(), ' Mine ')
    await expect(closeWorkspace(ctx.server, mine(), 'Mine')).rejects.toMatchObject({ code: 'workspaces-deletion.closed_already' })
    await keepWorkspace(ctx.server, mine())
    expect((await app.as('viewer').get('/api/session')).status).toBe(200)
  })

  test('lets owners in, who are told the day, and nobody and nothing else', async () => {
    await closeWorkspace(ctx.server, mine(), 'Mine')
    const session = await app.as('owner').get('/api/session')
    expect(Date.parse(session.body.closing.deleteAt) - Date.parse(session.body.closing.closedAt)).toBe(14 * 86_400_000)
    const viewer = await app.as('viewer').get('/api/session')
    expect([viewer.status, viewer.body.error.code]).toEqual([403, 'workspaces.closed'])
    const message = { type: 'track', event: 'Looked', userId: 'u', messageId: 'm' }
    const authorization = `Basic ${Buffer.from(`${sourceKey}:`).toString('base64')}`
    const tracked = await app.anonymous().post('/v1/track', message, { authorization, 'content-type': 'application/json' })
    expect([tracked.status, tracked.body.error.code]).toEqual([409, 'workspaces.closed'])
    const called = await app.anonymous().get('/api/v1/workspace', { authorization: `Bearer ${tokenKey}` })
    expect([called.status, called.body.code]).toEqual([409, 'workspaces.closed'])
  })

  test('is not deleted before its time', async () => {
    for await (const rows of deleteWorkspace(ctx.server, later(), async () => [])) expect(rows).toBe(0)
    expect(await rowsOf(ctx.workspace.id)).toBeGreaterThan(60)
  })

  test('goes whole, also after the work was cut off in the middle, and leaves another shop as it was', async () => {
    const before = await checksum(other.id)
    await superuser.query(`update workspaces set delete_at = now() - interval '1 minute' where id = '${ctx.workspace.id}'`)
    await superuser.query('set session_replication_role = origin')
    let steps = 0
    for await (const _ of deleteWorkspace(ctx.server, later(), async () => [])) if (++steps === 7) break
    await expect(keepWorkspace(ctx.server, mine())).rejects.toMatchObject({ code: 'workspaces-deletion.begun' })
    expect(await rowsOf(ctx.workspace.id)).toBeGreaterThan(10)
    for await (const _ of deleteWorkspace(ctx.server, later(), async () => [])) steps += 1
    expect(await rowsOf(ctx.workspace.id)).toBe(0)
    expect(await checksum(other.id)).toEqual(before)
    const left = await superuser.query(`select name, rows_deleted > 60 as many, ended_at is not null as ended from workspaces_deletions`)
    expect(left.rows).toEqual([{ name: 'Mine', many: true, ended: true }])
    expect((await app.as('owner').get('/api/session')).status).toBe(404)
  })
})

async function exported(id: string) {
  const { exports } = (await app.as('owner').get('/api/workspace/exports')).body
  return exports.find((each: { id: string }) => each.id === id)
}

async function rowsOf(workspaceId: string): Promise<number> {
  let rows = 0
  for (const { name } of await scopedTables(ctx.server.db)) {
    const counted = await superuser.query<{ count: bigint }>(`select count(*) from ${name} where workspace_id = '${workspaceId}'`)
    rows += Number(counted.rows[0]?.count)
  }
  return rows
}

async function checksum(workspaceId: string): Promise<Record<string, string>> {
  const sums: Record<string, string> = {}
  for (const { name } of await scopedTables(ctx.server.db)) {
    const { rows } = await superuser.query<{ sum: string }>(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from ${name} t where workspace_id = '${workspaceId}'`,
    )
    sums[name] = rows[0]?.sum ?? ''
  }
  return sums
}

/** Rules about values are dropped: only whose row it is matters here. */
async function insertAnything(table: string, workspaceId: string): Promise<void> {
  const checks = await superuser.query<{ conname: string }>(
    `select conname from pg_constraint where conrelid = $1::regclass and contype = 'c'`,
    [table],
  )
  for (const { conname } of checks.rows) await superuser.query(`alter table ${table} drop constraint "${conname}"`)
  const columns = await superuser.query<{ name: string; type: string }>(
    `select quote_ident(attname) as name, format_type(atttypid, null) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''`,
    [table],
  )
  const values = columns.rows.map(({ name, type }) =>
    name === 'workspace_id' ? `'${workspaceId}'` : anyValue(table, name, type, workspaceId),
  )
  await superuser.query(
    `insert into ${table} (${columns.rows.map(({ name }) => name).join(', ')}) values (${values.join(', ')}) on conflict do nothing`,
  )
}

function anyValue(table: string, name: string, type: string, workspaceId: string): string {
  if (KEPT_BACK[table]?.includes(name) && type === 'text') return `'a-secret-of-${table}'`
  if (table === 'workspaces_handles' && name === 'handle') return `'also-${workspaceId.slice(-12)}'`
  if (table === 'workspaces_exports' && name === 'state') return `'failed'`
  if (type.endsWith('[]')) return `'{}'::${type}`
  if (type === 'uuid') return 'gen_random_uuid()'
  if (type === 'boolean') return 'false'
  if (type === 'jsonb' || type === 'json') return `'{}'::${type}`
  if (type.startsWith('timestamp') || type === 'date') return `now()::${type}`
  if (['text', 'character varying', 'bytea', 'tsvector'].includes(type)) return `''::${type}`
  return `1::${type}`
}

/** As another program unpacks it; every file is held against the manifest. */
function unpacked(path: string): { manifest: { tables: { name: string; rows: number }[] }; text: string } {
  const program = `
import sys, zipfile, json, hashlib
z = zipfile.ZipFile(sys.argv[1])
m = json.loads(z.read('manifest.json'))
for t in m['tables']:
    b = z.read(t['file'])
    assert hashlib.sha256(b).hexdigest() == t['sha256'] and len(b) == t['bytes'] and len([json.loads(l) for l in b.decode().splitlines()]) == t['rows'], t
print(json.dumps({'manifest': m, 'text': ''.join(z.read(n).decode() for n in z.namelist())}))`
  return JSON.parse(execFileSync('python3', ['-c', program, path], { encoding: 'utf8', maxBuffer: 64 << 20 }))
}
