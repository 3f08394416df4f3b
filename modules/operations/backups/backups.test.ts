import { passwordHash } from '#core/password-hash'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { runJobs, testApp, testCtx, type TestApp, type TestCtx } from '#test/lab'
import type { Caller } from '../../../test/caller.ts'
import { askForBackup } from './ask-backup.ts'
import { sweepBackups } from './sweep.ts'

let ctx: TestCtx
let app: TestApp
let folder: string
let operator: Caller
const PASSWORD = 'a long password of the operator'

beforeAll(async () => {
  ctx = await testCtx()
  app = await testApp(ctx)
  folder = ctx.server.config.backupsFolder
  operator = app.as('operator')
  await operator.get('/api/session')
  await giveThemAPassword()
})

async function giveThemAPassword(): Promise<void> {
  const { db } = ctx.server
  const user = await db.selectFrom('auth_users').select('id').where('operator', '=', true).executeTakeFirstOrThrow()
  const dates = { created_at: ctx.now, updated_at: ctx.now }
  const none = {
    access_token: null,
    refresh_token: null,
    id_token: null,
    access_token_expires_at: null,
    refresh_token_expires_at: null,
    scope: null,
  }
  await db
    .insertInto('auth_accounts')
    .values({
      id: user.id,
      user_id: user.id,
      account_id: user.id,
      provider_id: 'credential',
      password: await passwordHash(PASSWORD),
      ...none,
      ...dates,
    })
    .execute()
}

const list = async () => (await operator.get('/api/operations/backups')).body

async function made() {
  const { body } = await operator.post('/api/operations/backups')
  await runJobs(ctx.server)
  return (await list()).backups.find(({ id }: { id: string }) => id === body.id)
}

test('an operator backs up, sees it in the list, checks it, and deletes it; an owner may not even look', async () => {
  const backup = await made()
  expect(backup).toMatchObject({ kind: 'by_hand', state: 'done', share: 1, isHere: true, failure: null })
  expect(readdirSync(folder)).toEqual([backup.fileName])
  expect((await operator.post(`/api/operations/backups/${backup.id}/verification`)).body).toMatchObject({ failure: null })
  const path = join(folder, backup.fileName)
  const bytes = readFileSync(path)
  bytes[1000] = (bytes[1000] ?? 0) ^ 1
  writeFileSync(path, bytes)
  const harmed = await operator.post(`/api/operations/backups/${backup.id}/verification`)
  expect(harmed.body.failure.code).toMatch(/^operations\.backup_damaged/)
  expect((await app.as('owner').get('/api/operations/backups')).status).toBe(403)
  expect((await operator.delete(`/api/operations/backups/${backup.id}`)).status).toBe(204)
  expect(readdirSync(folder)).toEqual([])
})

test('of two who ask at once one gets a backup', async () => {
  const answers = await Promise.all([operator.post('/api/operations/backups'), operator.post('/api/operations/backups')])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([202, 409])
  await runJobs(ctx.server)
})

test('taking one along asks for the password, and goes by an address of one’s own for a minute', async () => {
  const { id, bytes } = await made()
  const ask = (password: string) => operator.post(`/api/operations/backups/${id}/download`, { password })
  expect((await ask('another password')).status).toBe(409)
  const { body } = await ask(PASSWORD)
  expect((await operator.open('GET', body.path)).status).toBe(200)
  expect((await operator.get(body.path)).headers['content-length'] ?? String(bytes)).toBe(String(bytes))
  expect((await operator.get(`/api/operations/backups/${id}/file?token=x.y`)).status).toBe(403)
  const other = await made()
  expect((await operator.get(body.path.replace(id, other.id))).status).toBe(403)
  const audited = await app.as('owner').get('/api/audit?action=backup.downloaded')
  expect(audited.body.rows.length).toBeGreaterThan(0)
})

describe('the schedule', () => {
  const night = new Date(Date.now() + 30 * 3_600_000)
  const states = async () =>
    (await list()).backups.filter(({ kind }: { kind: string }) => kind === 'scheduled').map(({ state }: { state: string }) => state)

  test('makes one each night and no second; what was cut short is ended and tried again', async () => {
    await sweepBackups(ctx.server, night)
    expect(await states()).toEqual(['waiting'])
    await ctx.server.db.updateTable('operations_backups').set({ state: 'running' }).where('state', '=', 'waiting').execute()
    await sweepBackups(ctx.server, new Date(night.getTime() + 20_000))
    expect(await states()).toEqual(['running'])
    await sweepBackups(ctx.server, new Date(night.getTime() + 3_700_000))
    expect(await states()).toEqual(['waiting', 'failed'])
    await runJobs(ctx.server)
    await sweepBackups(ctx.server, new Date(night.getTime() + 7_400_000))
    expect(await states()).toEqual(['done', 'failed'])
  })

  test('is set by an operator, and stays what it was when it makes no sense', async () => {
    const schedule = { isOn: false, minute: 100, keepDaily: 2, keepWeekly: 0, keepMonthly: 1 }
    expect((await operator.put('/api/operations/backups/schedule', schedule)).status).toBe(204)
    expect((await operator.put('/api/operations/backups/schedule', { ...schedule, keepDaily: 0 })).status).toBe(400)
    expect(await list()).toMatchObject({ schedule, nextAt: null })
  })
})

test('files that lie in the folder are listed, others are left alone', async () => {
  const { fileName } = await made()
  const found = 'before-upgrade-2020-01-01T00-00-00.bazgasht'
  writeFileSync(join(folder, found), readFileSync(join(folder, fileName)))
  writeFileSync(join(folder, 'scheduled-2020-01-01T00-00-00.bazgasht'), 'cut off')
  writeFileSync(join(folder, 'holiday.jpg'), 'x')
  await sweepBackups(ctx.server, new Date())
  const names = (await list()).backups.map((each: { fileName: string }) => each.fileName)
  expect(names).toContain(found)
  expect(names).not.toContain('scheduled-2020-01-01T00-00-00.bazgasht')
  expect(existsSync(join(folder, 'holiday.jpg'))).toBe(true)
})

test('a backup that cannot be written has failed, and says why', async () => {
  const blocked = join(ctx.files.folder, 'no-folder')
  mkdirSync(ctx.files.folder, { recursive: true })
  writeFileSync(blocked, 'a file')
  const id = await askForBackup({ ...ctx, now: new Date() }, 'by_hand', blocked)
  await runJobs(ctx.server)
  const { backups } = await list()
  expect(backups.find((each: { id: string }) => each.id === id)).toMatchObject({
    state: 'failed',
    failure: { code: 'operations.backup_not_writable' },
  })
})
