import { randomUUIDv7 } from 'node:crypto'
import { join } from 'node:path'
import { inTransaction, type Ctx } from '#core/context'
import { refused } from '#core/errors'
import { fileNameOf, type BackupKind } from './domain.ts'

/** Asks for a backup and gives its id; throws `operations.backup_running` while another one waits or runs. */
export function askForBackup(ctx: Ctx, kind: BackupKind, folder: string): Promise<string> {
  return inTransaction(ctx, async (ctx) => {
    const id = randomUUIDv7()
    const path = join(folder, fileNameOf(kind, ctx.now))
    const { numInsertedOrUpdatedRows } = await ctx.db
      .insertInto('operations_backups')
      .values({ id, kind, state: 'waiting', path, asked_by: ctx.actor.userId, asked_at: ctx.now, heartbeat_at: ctx.now, details: '{}' })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    if (numInsertedOrUpdatedRows === 0n) throw refused('operations.backup_running')
    await ctx.jobs.nudge(ctx, 'operations.run_backup', {})
    return id
  })
}
