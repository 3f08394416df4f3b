import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** Folders of the data folder that are no files of the shop: the database, what is being restored, and backups themselves. */
const NOT_STORED = /^(?:postgres|restoring|backups)(?:\.|$)/

/** A backup, wherever somebody put it, finished or not. */
const A_BACKUP = /\.(?:bazgasht|partial)$/

/** The files that modules keep in the data folder (core/files.ts), as paths below it, sorted. What begins with a dot is half written. */
export async function listFiles(dataFolder: string): Promise<string[]> {
  const areas = await foldersIn(dataFolder)
  const found = await Promise.all(
    areas.filter((area) => !NOT_STORED.test(area)).map((area) => readdir(join(dataFolder, area), { recursive: true, withFileTypes: true })),
  )
  return found
    .flat()
    .filter((entry) => entry.isFile())
    .map((entry) => pathBelow(dataFolder, entry))
    .filter((path) => !path.split('/').some((name) => name.startsWith('.')) && !A_BACKUP.test(path))
    .sort()
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
}

function pathBelow(folder: string, entry: Dirent): string {
  return relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/')
}
