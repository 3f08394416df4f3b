import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'

/** Held until released, or until the process ends in whatever way. */
export interface FileLock {
  release(): void
}

/**
 * Takes a lock that the kernel drops when its process dies, so no crash and no reused process number can leave it behind; null when somebody else holds it.
 * Node has no file locks of its own; SQLite's are exact on every system, and an empty database is only its locks.
 */
export function takeFileLock(path: string, mode: 'shared' | 'exclusive'): FileLock | null {
  const db = new DatabaseSync(path)
  try {
    db.exec('pragma busy_timeout = 0')
    db.exec(mode === 'exclusive' ? 'begin exclusive' : 'begin; select count(*) from sqlite_schema')
  } catch (error) {
    db.close()
    if (isBusy(error)) return null
    throw error
  }
  return { release: () => db.close() }
}

/** As `takeFileLock`, waiting for the others to let go; null when they have not after `milliseconds`. */
export async function waitForFileLock(path: string, mode: 'shared' | 'exclusive', milliseconds: number): Promise<FileLock | null> {
  const deadline = Date.now() + milliseconds
  for (;;) {
    const lock = takeFileLock(path, mode)
    if (lock || Date.now() > deadline) return lock
    await wait(20)
  }
}

const SQLITE_BUSY = 5

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
}
