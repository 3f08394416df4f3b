import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { refused } from '#core/errors'
import { takeFileLock, type FileLock } from '#core/file-lock'

/** Makes this process the only server on the data folder until the lock is released; throws `core.already_running` when another one is. */
export function lockInstance(dataFolder: string): FileLock {
  const lock = takeFileLock(join(dataFolder, 'instance.lock'), 'exclusive')
  if (!lock) throw refused('core.already_running', { folder: dataFolder, process: holder(dataFolder) })
  writeFileSync(holderFile(dataFolder), `${process.pid}\n`)
  return lock
}

/** Only words for the message: the lock itself never depends on this file. */
function holder(dataFolder: string): string {
  try {
    return readFileSync(holderFile(dataFolder), 'utf8').trim()
  } catch {
    return '?'
  }
}

function holderFile(dataFolder: string): string {
  return join(dataFolder, 'instance.pid')
}
