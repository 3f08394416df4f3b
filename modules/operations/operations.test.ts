import { randomUUIDv7 } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { SOURCES } from '../../app/sources.ts'
import { createApp } from '../../app/http.ts'
import { finding, runChecks } from './checks/check.ts'
import { examine } from './checks/run.ts'
import { judgeBackup, judgeClock, judgeDatabase, judgeDisk, judgeMemory, judgeProcesses, judgeReactions } from './domain.ts'
import { findingText } from './findings-text.ts'
import { metricsOver } from './metrics.ts'
import { reportProcess } from './processes.ts'
import { freePort } from '#test/process'
import { atEnd, testApp, testCtx, type TestApp, type TestCtx } from '#test/lab'

let ctx: TestCtx
let app: TestApp

beforeAll(async () => {
  ctx = await testCtx()
  app = await testApp(ctx)
})

test('whoever runs the installation sees how it is doing, and nobody else does', async () => {
  const leave = await reportProcess(app.server)
  const answer = await app.as('operator').get('/api/operations/health')
  expect(answer.status).toBe(200)
  expect(answer.body.processes).toEqual([expect.objectContaining({ pid: process.pid, isThis: true, seenSeconds: expect.any(Number) })])
  expect(answer.body.minutes).toHaveLength(60)
  expect(answer.body.database.bytes).toBeGreaterThan(1_000_000)
  expect((await app.as('owner').get('/api/operations/health')).status).toBe(403)
  await leave()
  expect(await app.server.db.selectFrom('operations_processes').select('id').execute()).toEqual([])
})

test('the doctor finds what is late, what was set aside and that there is no backup, over all workspaces, without a name or a secret', async () => {
  const { db, workspace } = ctx
  const long = new Date(Date.now() - 2 * 3600_000)
  await db
    .insertInto('event_counters')
    .values({ workspace_id: workspace.id, seq: 2 })
    .onConflict((c) => c.column('workspace_id').doUpdateSet({ seq: 2 }))
    .execute()
  await db
    .insertInto('events')
    .values({
      workspace_id: workspace.id,
      seq: 1,
      name: 'order.placed',
      customer_id: null,
      occurred_at: long,
      recorded_at: long,
      actor: 'system',
      message_id: null,
      payload: JSON.stringify({ name: 'Planted Person' }),
    })
    .execute()
  await db
    .insertInto('event_parkings')
    .values({ workspace_id: workspace.id, reaction: 'webhooks.fan_out', seq: 1, error: 'Error', parked_at: long })
    .execute()
  const settings = {
    ...app.server.config,
    port: await freePort(),
    smtpUrl: 'smtp://planted:secret@127.0.0.1:1',
    mailFrom: 'shop@example.com',
  }
  const findings = await examine({ settings, now: new Date(), db: app.server.db }, SOURCES)
  const codes = findings.map(({ code }) => code)
  expect(codes).toEqual(
    expect.arrayContaining(['reactions_late', 'events_parked', 'backup_none', 'mail_refused', 'migrations_ok', 'clock_ok', 'port_free']),
  )
  for (const language of ['en', 'fa'] as const) {
    for (const each of findings) {
      const { says, remedy } = findingText(language, each)
      expect(says).not.toMatch(/\{\{|^\w+$/)
      expect(remedy === null).toBe(each.level === 'ok')
    }
  }
  expect(JSON.stringify(findings)).not.toMatch(/planted|secret@/i)
})

test('one check that fails or hangs holds up no other', async () => {
  const checks = [
    { name: 'node', look: () => Promise.reject(new Error('password=hunter2')) },
    { name: 'disk', look: () => new Promise<never>(() => undefined) },
    { name: 'mail', look: () => [finding('ok', 'mail', 'mail_none')] },
  ]
  const found = await runChecks(checks, { settings: app.server.config, now: new Date(), db: null }, 20)
  expect(found.map(({ code }) => code)).toEqual(['check_failed', 'check_late', 'mail_none'])
  expect(JSON.stringify(found)).not.toContain('hunter2')
})

test('metrics tell of requests by route, never by address, and of what waits', async () => {
  await app.as('owner').get('/api/customers/0199aaaa-0000-7000-8000-00000000beef')
  const text = await metricsOver(app.server, SOURCES).text()
  expect(text).toMatch(/bazgasht_http_request_duration_seconds_count\{method="GET",route="\/api\/customers\/:id",status="4xx"\} 1/)
  expect(text).not.toContain('00000000beef')
  expect(text).toContain('bazgasht_up{part="database"} 1')
  for (const name of ['reaction_lag_seconds', 'deliveries_waiting', 'live_connections', 'pool_connections', 'database_bytes']) {
    expect(text).toMatch(new RegExp(`^bazgasht_${name}[{ ]`, 'm'))
  }
})

test('without a database the process still tells of itself', async () => {
  const gone = new Proxy(app.server.db, {
    get: () => () => {
      throw new Error('gone')
    },
  })
  const text = await metricsOver({ ...app.server, db: gone }, SOURCES).text()
  expect(text).toContain('bazgasht_up{part="database"} 0')
  expect(text).toContain('process_resident_memory_bytes')
  expect(text).not.toContain('bazgasht_database_bytes')
})

test('/metrics exists only where a token is set, and opens only to it', async () => {
  expect((await app.anonymous().get('/metrics')).status).toBe(404)
  const token = 'a token of many letters'
  const guarded = await createApp({ ...app.server, config: { ...app.server.config, metricsToken: token } })
  atEnd(() => guarded.close())
  const ask = (authorization: string) => guarded.inject({ url: '/metrics', headers: { authorization } })
  expect((await ask(`Bearer ${token}`)).statusCode).toBe(200)
  expect((await ask(`Bearer ${token}x`)).statusCode).toBe(404)
})

test('readiness ends before the process does', async () => {
  expect((await app.anonymous().get('/readyz')).status).toBe(200)
  const stopping = new AbortController()
  const ending = await createApp({ ...app.server, stopping })
  atEnd(() => ending.close())
  stopping.abort()
  expect((await ending.inject({ url: '/readyz' })).statusCode).toBe(503)
  expect((await ending.inject({ url: '/healthz' })).statusCode).toBe(200)
})

test.each([
  [judgeDisk('/data', { free: 50e9, total: 100e9 }), 'disk_ok'],
  [judgeDisk('/data', { free: 1.5e9, total: 20e9 }), 'disk_low'],
  [judgeDisk('/data', { free: 0.4e9, total: 20e9 }), 'disk_full'],
  [judgeMemory({ available: 1e9, total: 2e9 }), 'memory_ok'],
  [judgeMemory({ available: 0.4e9, total: 0.5e9 }), 'memory_small'],
  [judgeMemory({ available: 0.1e9, total: 2e9 }), 'memory_short'],
  [judgeClock(1), 'clock_ok'],
  [judgeClock(-90), 'clock_off'],
  [judgeReactions([{ name: 'a', waiting: 9, failed: 0, lateSeconds: 10 }]), 'reactions_ok'],
  [judgeReactions([{ name: 'a', waiting: 9, failed: 0, lateSeconds: 900 }]), 'reactions_late'],
  [judgeBackup(null, false), 'backup_none'],
  [judgeBackup(2, true), 'backup_failed'],
  [judgeBackup(2, false), 'backup_ok'],
  [judgeBackup(24 * 9, false), 'backup_old'],
])('%o', (judged, code) => {
  expect(judged.code).toBe(code)
})

test('a database that loses data, lets shops see each other or finds no Persian is bad', () => {
  const good = {
    version: 18,
    encoding: 'UTF8',
    collation: 'C.UTF-8',
    isLeakproof: true,
    isSuperuser: false,
    bypassesRowSecurity: false,
    fsync: true,
    fullPageWrites: true,
    connections: 10,
    mostConnections: 100,
    extensions: ['pg_trgm', 'btree_gin'],
  }
  expect(judgeDatabase(good).map(({ code }) => code)).toEqual(['database_settings_ok'])
  const broken = {
    ...good,
    version: 17,
    encoding: 'SQL_ASCII',
    collation: 'C',
    isSuperuser: true,
    fsync: false,
    connections: 99,
    extensions: [],
    isLeakproof: false,
  }
  expect(judgeDatabase(broken).map(({ code }) => code)).toHaveLength(8)
})

test('a process that fell silent is told of, unless it was restarted on its machine', () => {
  const now = new Date()
  const gone = { host: 'one', pid: 1, version: '1', startedAt: new Date(now.getTime() - 9e6), seenSeconds: 300 }
  const heir = { host: 'one', pid: 2, version: '1', startedAt: new Date(now.getTime() - 200_000), seenSeconds: 3 }
  const codes = (...seen: Parameters<typeof judgeProcesses>[0][number][]) => judgeProcesses(seen, now).map(({ code }) => code)
  expect(codes(gone)).toEqual(['processes_lost'])
  expect(codes(gone, heir)).toEqual(['processes_ok'])
  expect(codes(gone, { ...heir, host: 'two' })).toEqual(['processes_lost'])
  expect(codes(heir, { ...heir, version: '2', pid: 3 })).toEqual(['processes_mixed'])
})

test('ids that are a range of time have the shape of a uuid', async () => {
  const { firstIdOf } = await import('#core/backlogs')
  const before = firstIdOf(new Date(Date.now() - 60_000))
  const after = firstIdOf(new Date(Date.now() + 60_000))
  const id = randomUUIDv7()
  expect(before < id && id < after).toBe(true)
})
