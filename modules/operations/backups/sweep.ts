import { randomUUIDv7 } from 'node:crypto'
import type { Server } from '#core/server'
import { installation } from './installation.ts'
import { askForBackup } from './ask-backup.ts'
import { isDue, latestSlot } from './domain.ts'
import { backupsIn } from './folder.ts'
import { listRows, readSchedule } from './queries.ts'
import { endDead } from './run-backup.ts'

/** Ends what died, lists what lies in the folder, and asks for a backup when one is due, now or since the machine was last on. */
export async function sweepBackups(server: Server, now: Date): Promise<void> {
  await endDead(server.db, now)
  await listFound(server)
  const here = await installation(server)
  if (!here) return
  const rows = await listRows(server.db)
  if (rows.some(({ state }) => state === 'waiting')) await server.jobs.nudge(server, 'operations.run_backup', {})
  if (rows.some(({ state }) => state === 'waiting' || state === 'running')) return
  const schedule = await readSchedule(server.db)
  const slot = latestSlot(schedule, now, here.timeZone)
  const attempts = rows.filter(({ kind }) => kind === 'scheduled').map(({ asked_at, state }) => ({ askedAt: asked_at, state }))
  if (isDue(schedule, { slot, now, installedAt: here.installedAt, attempts })) {
    await askForBackup({ ...here.ctx, now }, 'scheduled', server.config.backupsFolder)
  }
}

/** Files that the list does not know: made before an upgrade or a restore, or before the list itself was restored. */
async function listFound({ db, config }: Server): Promise<void> {
  const found = await backupsIn(config.backupsFolder)
  const known = new Set((await listRows(db)).map(({ path }) => path))
  for (const { path, kind, at, bytes, checksum } of found.filter((each) => !known.has(each.path))) {
    const row = { id: randomUUIDv7(), kind, path, bytes, checksum, asked_by: null, asked_at: at, ended_at: at, heartbeat_at: at }
    await db
      .insertInto('operations_backups')
      .values({ ...row, state: 'done', share: 1, details: '{}' })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}
