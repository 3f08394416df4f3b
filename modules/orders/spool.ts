import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** Bytes put aside on disk. */
export interface Spool {
  readonly read: () => AsyncIterable<Buffer>
  readonly remove: () => Promise<void>
}

/** Puts bytes aside until the connection they came over is free for them, or to read them twice. The caller removes the spool. */
export async function spool(chunks: AsyncIterable<string | Buffer>): Promise<Spool> {
  const path = join(tmpdir(), `bazgasht-${randomUUID()}`)
  const remove = () => rm(path, { force: true })
  try {
    await pipeline(chunks, createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    await remove()
    throw error
  }
  return { read: () => createReadStream(path, { highWaterMark: 262_144 }), remove }
}
