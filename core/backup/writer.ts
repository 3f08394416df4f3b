import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { zstdCompress } from 'node:zlib'
import { refused } from '#core/errors'
import { AT_ONCE, END_MARK, FORMAT, frame, PIECE, type BackupHeader, type FrameType, type Part, type PartBegin } from './format.ts'

/** Writes a backup part by part. The file gets its name only when it is whole and on the disk. */
export interface BackupWriter {
  /** Writes one part, and gives its size and checksum. `rows` is asked once all chunks were taken. */
  readonly part: (begin: PartBegin, chunks: AsyncIterable<Uint8Array>, rows?: () => number) => Promise<Part>
  /** Ends the file and gives it its name. */
  readonly finish: () => Promise<{ readonly bytes: number; readonly checksum: string }>
  /** Leaves nothing behind, unless the file was finished. */
  readonly abandon: () => Promise<void>
}

const PARTIAL = '.partial'
/** A partial file that nobody has written to for so long is one of a process that was killed. */
const DEAD_AFTER = 10 * 60_000

const packed = promisify(zstdCompress)

/** Begins a backup at the path, which must be free unless it may be replaced. Nobody but its owner may read it: it holds everything. */
export async function beginBackup(path: string, header: BackupHeader, mayReplace: boolean): Promise<BackupWriter> {
  refuseTaken(path, mayReplace)
  const partial = `${path}.${randomBytes(4).toString('hex')}${PARTIAL}`
  const file = await orCannotWrite(path, async () => {
    await removeDeadPartials(path)
    return open(partial, 'wx', 0o600)
  })
  const whole = createHash('sha256')
  let bytes = 0
  const write = async (data: Buffer) => {
    whole.update(data)
    bytes += data.length
    await orCannotWrite(path, () => file.write(data))
  }
  const put = (type: FrameType, payload: Uint8Array) => write(frame(type, payload))
  const abandon = async () => {
    await file.close().catch(() => undefined)
    await rm(partial, { force: true })
  }
  const finish = async () => {
    const checksum = whole.copy().digest()
    await put('Z', Buffer.concat([checksum, END_MARK]))
    await orCannotWrite(path, () => giveName(file, { partial, path, mayReplace }))
    return { bytes, checksum: checksum.toString('hex') }
  }
  try {
    await write(Buffer.from(`Bazgasht backup ${FORMAT}\n`))
    await put('H', json(header))
  } catch (error) {
    await abandon()
    throw error
  }
  return { part: (begin, chunks, rows) => writePart(put, { begin, chunks, rows }), finish, abandon }
}

interface PartSource {
  readonly begin: PartBegin
  readonly chunks: AsyncIterable<Uint8Array>
  readonly rows?: () => number
}

async function writePart(put: (type: FrameType, payload: Uint8Array) => Promise<void>, { begin, chunks, rows }: PartSource): Promise<Part> {
  await put('P', json(begin))
  const sum = createHash('sha256')
  const ahead: Promise<Buffer>[] = []
  let bytes = 0
  for await (const piece of piecesOf(chunks)) {
    sum.update(piece)
    bytes += piece.length
    ahead.push(packed(piece))
    const oldest = ahead.length < AT_ONCE ? undefined : ahead.shift()
    if (oldest) await put('D', await oldest)
  }
  for (const piece of ahead) await put('D', await piece)
  const end = { rows: rows?.() ?? 0, bytes, sha256: sum.digest('hex') }
  await put('E', json(end))
  return { ...begin, ...end }
}

/** The same bytes in larger pieces: what a database or a disk gives at a time is too small to pack well. */
async function* piecesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += PIECE) {
      const part = chunk.subarray(from, from + PIECE)
      if (length + part.length > PIECE) {
        yield Buffer.concat(waiting)
        waiting = []
        length = 0
      }
      waiting.push(part)
      length += part.length
    }
  }
  if (length > 0) yield Buffer.concat(waiting)
}

function refuseTaken(path: string, mayReplace: boolean): void {
  if (!mayReplace && existsSync(path)) throw refused('operations.backup_exists', { file: path })
}

async function giveName(
  file: FileHandle,
  { partial, path, mayReplace }: { partial: string; path: string; mayReplace: boolean },
): Promise<void> {
  await file.sync()
  await file.close()
  refuseTaken(path, mayReplace)
  await rename(partial, path)
  // The name is as good as lost until the folder is on the disk too.
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function removeDeadPartials(path: string): Promise<void> {
  const folder = dirname(path)
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${basename(path)}.`) || !name.endsWith(PARTIAL)) continue
    const old = join(folder, name)
    const found = await stat(old).catch(() => null)
    if (found && Date.now() - found.mtimeMs > DEAD_AFTER) await rm(old, { force: true })
  }
}

/** What the system says about the disk becomes a refusal that a person can act upon. */
async function orCannotWrite<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
    if (code === 'ENOSPC' || code === 'EDQUOT') throw refused('operations.backup_no_space', { folder: dirname(path) })
    if (/^E[A-Z]+$/.test(code)) throw refused('operations.backup_not_writable', { folder: dirname(path), reason: code })
    throw error
  }
}

function json(value: object): Buffer {
  return Buffer.from(JSON.stringify(value))
}
