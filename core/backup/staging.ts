import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { refused } from '#core/errors'
import { takeFileLock, type FileLock } from '#core/file-lock'
import type { PartBegin } from './format.ts'

/** Files of a backup on their way: beside the data, until the database that they belong to is there. */
export interface Staging {
  readonly put: (part: PartBegin, chunks: AsyncIterable<Buffer>) => Promise<void>
  /** Everything is on the disk and may be put in its place. */
  readonly settle: () => Promise<void>
  /** Removes them, unless they were settled: whether the database was then committed, only the database knows, and the next start asks it. */
  readonly abandon: () => Promise<void>
}

const folderIn = (dataFolder: string) => join(dataFolder, 'restoring')
const MARK = 'settled'

/** Begins to stage the files of the restore with this id. What an interrupted one left is removed. */
export async function beginStaging(dataFolder: string, id: string): Promise<Staging> {
  const folder = folderIn(dataFolder)
  await rm(folder, { recursive: true, force: true })
  await mkdir(join(folder, 'data'), { recursive: true, mode: 0o700 })
  return {
    put: async ({ name }, chunks) => {
      const path = pathIn(join(folder, 'data'), name)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await pipeline(chunks, createWriteStream(path, { mode: 0o600, flush: true }))
    },
    settle: () => writeFile(join(folder, MARK), id, { flush: true }),
    abandon: async () => {
      if (!existsSync(join(folder, MARK))) await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Makes this process the only one that restores into the data folder; throws `operations.restore_running` when another one does. */
export function lockRestoring(dataFolder: string): FileLock {
  const lock = takeFileLock(join(dataFolder, 'restoring.lock'), 'exclusive')
  if (!lock) throw refused('operations.restore_running', { folder: dataFolder })
  return lock
}

/** Whether a restore left something to be finished, or is under way. */
export function wasRestoring(dataFolder: string): boolean {
  return existsSync(folderIn(dataFolder))
}

/**
 * Puts staged files in their places, when the database is the one that they were restored with; removes those of a restore that came to nothing.
 * Repeated, it goes on where it was interrupted.
 */
export async function finishRestoring(dataFolder: string, client: pg.Client): Promise<void> {
  const folder = folderIn(dataFolder)
  const id = await readFile(join(folder, MARK), 'utf8').catch(() => null)
  if (id !== null && (await restoredAs(client)) === `restored ${id}`) await moveAll(join(folder, 'data'), dataFolder)
  await rm(folder, { recursive: true, force: true })
}

async function restoredAs(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ comment: string | null }>(
    `select obj_description(to_regclass('public.migrations'), 'pg_class') as comment`,
  )
  return rows[0]?.comment ?? null
}

async function moveAll(from: string, to: string): Promise<void> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true })
  for (const entry of entries.filter((each) => each.isFile())) {
    const source = join(entry.parentPath, entry.name)
    const target = join(to, source.slice(from.length + 1))
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    await rename(source, target)
  }
  const folder = await open(to, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** A name in a file decides where we write: never above the folder. */
function pathIn(folder: string, name: string): string {
  const path = resolve(folder, name)
  if (!path.startsWith(folder + sep)) throw refused('operations.backup_foreign', { file: name })
  return path
}
