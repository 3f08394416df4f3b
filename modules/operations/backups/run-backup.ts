import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { audit } from '#core/audit'
import { makeBackup } from '#core/backup/make-backup'
import type { Db } from '#core/db'
import { AppError } from '#core/errors'
import type { Server } from '#core/server'
import { listWorkspaces, systemCtx } from '#modules/workspaces'
import { backupsToRemove } from './domain.ts'
import { refuseWithoutSpace } from './folder.ts'
import { keptOf, listRows, readSchedule, type BackupRow } from './queries.ts'
import { backupOf } from './wish.ts'

/** Without a sign of life for this long a run is taken for dead. */
const DEAD_AFTER = 60_000
const HEARTBEAT = 5_000

/** Makes the backup that waits, if any, and then removes what need not be kept any longer. */
export async function runBackup(server: Server): Promise<void> {
  const row = await claim(server.db)
  if (!row) return
  try {
    await perform(server, row)
  } catch (error) {
    await end(server.db, row.id, { state: 'failed', ...failureOf(error) })
    if (!(error instanceof AppError)) throw error
    return
  }
  await rotate(server)
}

/** The row that waits, as running; two processes that ask at once get it once. */
async function claim(db: Db): Promise<BackupRow | undefined> {
  const now = new Date()
  return db
    .updateTable('operations_backups')
    .set({ state: 'running', heartbeat_at: now, share: 0 })
    .where('state', '=', 'waiting')
    .returningAll()
    .executeTakeFirst()
}

async function perform(server: Server, { id, path, kind, asked_by }: BackupRow): Promise<void> {
  const last = (await listRows(server.db)).find(({ state }) => state === 'done')
  await refuseWithoutSpace(dirname(path), Number(last?.bytes ?? 0))
  const progress = { share: 0 }
  const beating = setInterval(() => void beat(server, id, progress.share), HEARTBEAT)
  try {
    const wish = await backupOf(server.config, server.address, { path })
    const { bytes, checksum } = await makeBackup(wish, { tell: ({ share }) => (progress.share = share) })
    await end(server.db, id, { state: 'done', bytes, checksum, share: 1 })
  } finally {
    clearInterval(beating)
  }
  for (const workspace of await listWorkspaces(server.db)) {
    const ctx = systemCtx(server, workspace)
    await audit(ctx, 'backup.made', { kind: 'backup', id, details: { kind, askedBy: asked_by } })
  }
}

/** Says that the run lives, and how far it is. A connection that is lost for a moment is no reason to end it. */
async function beat(server: Server, id: string, share: number): Promise<void> {
  const query = server.db.updateTable('operations_backups').set({ heartbeat_at: new Date(), share }).where('id', '=', id)
  await query.execute().catch((err: unknown) => server.log.warn({ err }, 'no sign of life of a backup'))
}

interface End {
  readonly state: 'done' | 'failed'
  readonly bytes?: number
  readonly checksum?: string
  readonly share?: number
  readonly error?: string
  readonly details?: string
}

async function end(db: Db, id: string, change: End): Promise<void> {
  await db
    .updateTable('operations_backups')
    .set({ ...change, ended_at: new Date() })
    .where('id', '=', id)
    .execute()
}

function failureOf(error: unknown): { readonly error: string; readonly details: string } {
  if (error instanceof AppError) return { error: error.code, details: JSON.stringify(error.details) }
  return { error: 'operations.backup_failed', details: '{}' }
}

/** Ends runs whose process died, so that the next one may begin. Their unfinished files go with the next backup (core/backup/writer.ts). */
export async function endDead(db: Db, now: Date): Promise<void> {
  await db
    .updateTable('operations_backups')
    .set({ state: 'failed', ended_at: now, error: 'operations.backup_interrupted' })
    .where('state', '=', 'running')
    .where('heartbeat_at', '<', new Date(now.getTime() - DEAD_AFTER))
    .execute()
}

const MONTH = 30 * 24 * 3_600_000

/** Removes files that the schedule need not keep, and forgets what failed long ago. */
async function rotate(server: Server): Promise<void> {
  const [oldest] = await listWorkspaces(server.db)
  const rows = await listRows(server.db)
  const kept = keptOf(rows)
  const gone = new Set(backupsToRemove(kept, await readSchedule(server.db), oldest?.timeZone ?? 'UTC').map(({ id }) => id))
  for (const { id, path } of kept.filter((each) => gone.has(each.id))) {
    await rm(path, { force: true })
    await forget(server.db, id)
  }
  const before = Date.now() - MONTH
  for (const { id } of rows.filter(({ state, asked_at }) => state === 'failed' && asked_at.getTime() < before)) await forget(server.db, id)
}

/** Takes a backup from the list. */
export async function forget(db: Db, id: string): Promise<void> {
  await db.deleteFrom('operations_backups').where('id', '=', id).execute()
}
