import { existsSync, statSync } from 'node:fs'
import { open, readdir, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { END_MARK } from '#core/backup/format'
import { refused } from '#core/errors'
import { readFileName, type BackupKind } from './domain.ts'

/** A backup that lies in the folder and is whole, as far as its end says. */
export interface FoundBackup {
  readonly path: string
  readonly kind: BackupKind
  readonly at: Date
  readonly bytes: number
  readonly checksum: string
}

/** The backups in the folder under names that we give. One that was cut off is none, nor is a file of somebody else. */
export async function backupsIn(folder: string): Promise<FoundBackup[]> {
  const names = await readdir(folder).catch(() => [])
  const found = await Promise.all(names.map((name) => look(folder, name)))
  return found.filter((each) => each !== null)
}

async function look(folder: string, name: string): Promise<FoundBackup | null> {
  const named = readFileName(name)
  if (!named) return null
  const path = join(folder, name)
  const checksum = await checksumAtEnd(path).catch(() => null)
  return checksum === null ? null : { path, ...named, bytes: (await stat(path)).size, checksum }
}

/** What the trailer says: the checksum before the end mark. Whether it is right takes reading the whole file. */
async function checksumAtEnd(path: string): Promise<string | null> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const length = 32 + END_MARK.length
    if (size < length) return null
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length)
    return buffer.subarray(32).equals(END_MARK) ? buffer.toString('hex', 0, 32) : null
  } finally {
    await file.close()
  }
}

/** Bytes that are free where the folder is, or will be; null where the system does not say. */
export async function freeIn(folder: string): Promise<number | null> {
  const there = existing(folder)
  return statfs(there).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  )
}

/** Refuses to begin when the next one may not fit: it takes about as much as the last, and the disk should not be filled to its brim. */
export async function refuseWithoutSpace(folder: string, lastBytes: number): Promise<void> {
  const free = await freeIn(folder)
  if (free !== null && free < 2 * lastBytes)
    throw refused('operations.backup_low_space', { folder, free: megabytes(free), wanted: megabytes(2 * lastBytes) })
}

/** Whether both are on one disk. */
export function isSameDisk(folder: string, dataFolder: string): boolean {
  return statSync(existing(folder)).dev === statSync(existing(dataFolder)).dev
}

function existing(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : existing(dirname(folder))
}

const megabytes = (bytes: number) => Math.round(bytes / 1e6)
