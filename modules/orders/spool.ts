import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished, pipeline } from 'node:stream/promises'

/** Bytes put aside on disk. */
export interface Spool {
  readonly read: () => AsyncIterable<Buffer>
  readonly remove: () => Promise<void>
}

/** Puts bytes aside until the connection they came over is free for them, or to read them twice. The caller removes the spool. */
export async function spool(chunks: AsyncIterable<string | Buffer>): Promise<Spool> {
  const path = freshPath()
  try {
    await pipeline(chunks, createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    await remove(path)
    throw error
  }
  return spoolAt(path)
}

/** Puts aside the first parts of pairs, and the second. The caller removes both spools. */
export async function spoolBoth(pairs: AsyncIterable<readonly [string | Buffer, string | Buffer]>): Promise<readonly [Spool, Spool]> {
  const paths = [freshPath(), freshPath()] as const
  const files = [createWriteStream(paths[0], { mode: 0o600 }), createWriteStream(paths[1], { mode: 0o600 })] as const
  const ends = Promise.all(files.map((file) => finished(file)))
  try {
    await Promise.race([ends, writePairs(pairs, files)])
    await ends
  } catch (error) {
    for (const file of files) file.destroy()
    await Promise.allSettled([ends])
    await Promise.all(paths.map(remove))
    throw error
  }
  return [spoolAt(paths[0]), spoolAt(paths[1])]
}

async function writePairs(
  pairs: AsyncIterable<readonly [string | Buffer, string | Buffer]>,
  [first, second]: readonly [WriteStream, WriteStream],
): Promise<void> {
  for await (const pair of pairs) {
    if (!first.write(pair[0])) await once(first, 'drain')
    if (!second.write(pair[1])) await once(second, 'drain')
  }
  first.end()
  second.end()
}

function spoolAt(path: string): Spool {
  return { read: () => createReadStream(path, { highWaterMark: 262_144 }), remove: () => remove(path) }
}

function freshPath(): string {
  return join(tmpdir(), `bazgasht-${randomUUID()}`)
}

function remove(path: string): Promise<void> {
  return rm(path, { force: true })
}
