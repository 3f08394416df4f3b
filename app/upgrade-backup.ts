import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { backupOf, stampOf } from './backups.ts'
import { say } from './cli-messages.ts'
import { makeBackup } from '#core/backup/make-backup'
import { hasWorkspaces } from '#core/backup/target'
import type { Config } from '#core/config'
import { connectClient, type DbAddress } from '#core/db'
import { errorText } from '#core/error-words'
import { AppError, refused } from '#core/errors'

const KEPT = 3
const NAME = /^before-upgrade-[\dT-]+\.bazgasht$/

/** A way back: everything as the version before left it. Says where in one line; refuses to go on when it cannot be made. */
export async function backUpBeforeUpgrade(address: DbAddress, config: Config): Promise<void> {
  if (config.skipUpgradeBackup || !(await hasShop(address))) return
  const path = join(config.backupsFolder, `before-upgrade-${stampOf(new Date())}.bazgasht`)
  try {
    await makeBackup(await backupOf(config, address, { path }))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const reason = errorText(config.language, error.code, error.details) ?? error.code
    throw refused('operations.upgrade_without_backup', { reason })
  }
  console.error(say(config.language, 'upgrade_backup', { path }))
  await removeOld(config.backupsFolder)
}

async function hasShop(address: DbAddress): Promise<boolean> {
  const client = await connectClient(address)
  return hasWorkspaces(client).finally(() => client.end())
}

/** Names sort as their times do. */
async function removeOld(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => NAME.test(name)).sort()
  for (const name of names.slice(0, -KEPT)) await rm(join(folder, name), { force: true })
}
