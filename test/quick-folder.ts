import { statfsSync } from 'node:fs'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'

/** What all tests together have at once at most, many times over. */
const ROOM = 4 * 1024 ** 3

/**
 * Where tests keep what they throw away: in memory where the machine has plenty. A database is a thousand small files, and hundreds of databases
 * are made; on a disk each takes ten times as long.
 */
export function quickFolder(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return Math.min(bavail * bsize, freemem()) > ROOM ? '/dev/shm' : tmpdir()
  } catch {
    return tmpdir()
  }
}

/** Where every Node that tests start keeps what it compiled: the next one starts in half the time. */
export const COMPILED = join(import.meta.dirname, '..', 'node_modules', '.cache', 'compiled')
