import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import type { Selectable } from 'kysely'
import * as z from 'zod'
import type { Db } from '#core/db'
import { notFound } from '#core/errors'
import type { Backup, ScheduleBody } from './api.ts'
import { USUAL_SCHEDULE, type KeptBackup } from './domain.ts'
import type { BackupsTables } from './tables.ts'

export type BackupRow = Selectable<BackupsTables['operations_backups']>

/** Every backup that is known of, newest first. */
export function listRows(db: Db): Promise<BackupRow[]> {
  return db.selectFrom('operations_backups').selectAll().orderBy('asked_at', 'desc').orderBy('id').execute()
}

/** A backup by its id; "not found" when there is none. */
export async function backupFor(db: Db, id: string): Promise<BackupRow> {
  const row = await db.selectFrom('operations_backups').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('operations.backup_not_found')
  return row
}

/** The schedule as it was set, or as it is by itself. */
export async function readSchedule(db: Db): Promise<ScheduleBody> {
  const row = await db.selectFrom('operations_settings').selectAll().executeTakeFirst()
  if (!row) return USUAL_SCHEDULE
  return { isOn: row.backs_up, minute: row.minute, keepDaily: row.keep_daily, keepWeekly: row.keep_weekly, keepMonthly: row.keep_monthly }
}

/** Those whose file is there. */
export function keptOf(rows: readonly BackupRow[]): (KeptBackup & { readonly path: string })[] {
  return rows
    .filter(({ state, path }) => state === 'done' && existsSync(path))
    .map(({ id, kind, asked_at, path }) => ({ id, kind, at: asked_at, path }))
}

/** How the last attempts came out, by schedule or by hand. */
export function standingOf(rows: readonly BackupRow[]): { readonly lastGoodAt: Date | null; readonly lastFailed: boolean } {
  const [last] = rows.filter(({ state, kind }) => (state === 'done' || state === 'failed') && kind !== 'before_restore')
  return { lastGoodAt: keptOf(rows)[0]?.at ?? null, lastFailed: last?.state === 'failed' }
}

const Details = z.record(z.string(), z.union([z.string(), z.number()]))

/** A backup as the page shows it. */
export function backupResponse(row: BackupRow): Backup {
  const { id, kind, state, path, checksum, share, error, details } = row
  return {
    id,
    kind,
    state,
    checksum,
    share,
    at: row.asked_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    fileName: basename(path),
    bytes: Number(row.bytes),
    failure: error === null ? null : { code: error, details: Details.safeParse(details).data ?? {} },
    isHere: existsSync(path),
  }
}
