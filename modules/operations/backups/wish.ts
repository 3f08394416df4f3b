import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { BackupWish } from '#core/backup/make-backup'
import type { Config, Settings } from '#core/config'
import type { DbAddress } from '#core/db'
import { refused } from '#core/errors'
import { programVersion } from '#core/version'

/**
 * Tables whose rows stay out of backups: where backups lie is known on the machine where they lie, and a session that was ended since must not come
 * back with a restore, nor be there for whoever gets hold of the file.
 */
const LEFT_OUT: readonly string[] = ['operations_backups', 'operations_processes', 'auth_sessions']

/** What a backup of this installation is made of. The folder that it goes to is made when it is missing. */
export async function backupOf(
  config: Config,
  address: DbAddress,
  { path, keepsFiles = true, mayReplace = false }: { path: string; keepsFiles?: boolean; mayReplace?: boolean },
): Promise<BackupWish> {
  await makeFolder(dirname(path))
  return {
    address,
    path,
    dataFolder: config.dataFolder,
    version: programVersion(),
    secret: config.secret,
    keepsSecret: (await keptSecret(config)) === config.secret,
    keepsFiles,
    leaveOut: LEFT_OUT,
    mayReplace,
  }
}

/** The secret that the installation made for itself; null when there is none. */
export async function keptSecret({ dataFolder }: Pick<Settings, 'dataFolder'>): Promise<string | null> {
  const text = await readFile(join(dataFolder, 'secret'), 'utf8').catch(() => '')
  return text.trim() === '' ? null : text.trim()
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await makeWithParents(folder)
  } catch (error) {
    throw refused('operations.backup_not_writable', { folder, reason: error instanceof Error && 'code' in error ? String(error.code) : '' })
  }
}

/** Step by step: `mkdir` with `recursive` never ends where a folder that exists takes no folders, as in /proc. */
async function makeWithParents(folder: string): Promise<void> {
  if (existsSync(folder)) return
  if (dirname(folder) !== folder) await makeWithParents(dirname(folder))
  try {
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    // Another process may have been quicker.
    if (!existsSync(folder)) throw error
  }
}
