import { join } from 'node:path'
import { say } from './cli-messages.ts'
import { makeBackup } from '#core/backup/make-backup'
import { hasWorkspaces } from '#core/backup/target'
import type { Config } from '#core/config'
import { connectClient, type DbAddress } from '#core/db'
import { errorText } from '#core/error-words'
import { AppError, refused } from '#core/errors'
import { backupOf, fileNameOf } from '#modules/operations'

/** A way back: everything as the version before left it. Says where in one line; refuses to go on when it cannot be made. */
export async function backUpBeforeUpgrade(address: DbAddress, config: Config): Promise<void> {
  if (config.skipUpgradeBackup || !(await hasShop(address))) return
  const path = join(config.backupsFolder, fileNameOf('before_upgrade', new Date()))
  try {
    await makeBackup(await backupOf(config, address, { path }))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const reason = errorText(config.language, error.code, error.details) ?? error.code
    throw refused('operations.upgrade_without_backup', { reason })
  }
  console.error(say(config.language, 'upgrade_backup', { path }))
}

async function hasShop(address: DbAddress): Promise<boolean> {
  const client = await connectClient(address)
  try {
    return await hasWorkspaces(client)
  } finally {
    await client.end()
  }
}
