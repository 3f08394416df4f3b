import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createWriteStream } from 'node:fs'

/** The data folder's files. Names given by people never become paths: `path` refuses anything but plain names. */
export interface Files {
  readonly folder: string
  /** Where a file of this name lies; creates nothing. */
  readonly path: (area: string, name: string) => string
  /** Writes bytes or a stream whole or not at all, and returns the path. */
  readonly write: (area: string, name: string, content: string | Uint8Array | Readable) => Promise<string>
  readonly remove: (area: string, name: string) => Promise<void>
}

/** Files below the given folder. */
export function filesIn(folder: string): Files {
  const path = (area: string, name: string) => join(folder, plainName(area), plainName(name))
  return {
    folder,
    path,
    write: async (area, name, content) => {
      const target = path(area, name)
      await writeWhole(target, content)
      return target
    },
    remove: (area, name) => rm(path(area, name), { force: true }),
  }
}

/** Written beside its place, flushed, then renamed: a reader, or a crash, sees the old file or the new one. */
async function writeWhole(target: string, content: string | Uint8Array | Readable): Promise<void> {
  await mkdir(dirname(target), { recursive: true })
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}`)
  try {
    if (typeof content === 'string' || content instanceof Uint8Array)
      await pipeline([content], createWriteStream(temporary, { mode: 0o600 }))
    else await pipeline(content, createWriteStream(temporary, { mode: 0o600 }))
    const written = await open(temporary, 'r+')
    await written.sync()
    await written.close()
    await rename(temporary, target)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

function plainName(name: string): string {
  if (!/^[A-Za-z0-9_][A-Za-z0-9._-]{0,199}$/.test(name)) throw new Error('a stored file has a plain name')
  return name
}
