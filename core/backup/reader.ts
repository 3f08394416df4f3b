import { createHash, type Hash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { promisify } from 'node:util'
import { zstdDecompress } from 'node:zlib'
import { refused, type AppError } from '#core/errors'
import {
  AT_ONCE,
  BackupHeader,
  END_MARK,
  FIRST_LINE,
  FORMAT,
  FRAME_HEAD,
  LONGEST_FRAME,
  PartBegin,
  PartEnd,
  PIECE,
  type BackupProgress,
  type Part,
} from './format.ts'

/** What a whole and sound backup holds. */
export interface BackupContents {
  readonly header: BackupHeader
  readonly parts: readonly Part[]
  readonly bytes: number
  readonly checksum: string
}

/** What becomes of a backup while it is read. */
export interface BackupVisitor {
  readonly begin?: (header: BackupHeader) => Promise<void>
  /** Takes a part's bytes; what is not taken is read and checked all the same. */
  readonly part?: (begin: PartBegin, chunks: AsyncIterable<Buffer>) => Promise<void>
}

interface Options {
  readonly tell?: (progress: BackupProgress) => void
  readonly signal?: AbortSignal
}

const unpacked = promisify(zstdDecompress)

/**
 * Reads a backup to its end and checks every byte: each part against its checksum, the file against the one in its trailer. Throws one of
 * `operations.backup_foreign`, `backup_other_format`, `backup_cut` and `backup_damaged`, and only then is the visitor's work worth nothing.
 */
export async function readBackup(path: string, visitor: BackupVisitor = {}, options: Options = {}): Promise<BackupContents> {
  const file = await opened(path)
  try {
    const { size } = await file.stat()
    const reading: Reading = { file, path, size, at: 0, part: '', whole: createHash('sha256'), options }
    await readFirstLine(reading)
    return await readRest(reading, visitor)
  } finally {
    await file.close()
  }
}

interface Reading {
  readonly file: FileHandle
  readonly path: string
  readonly size: number
  readonly whole: Hash
  readonly options: Options
  at: number
  /** What is read just now, for the message when it turns out damaged. */
  part: string
}

async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r')
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw refused('operations.backup_unreadable', { file: path, reason })
  }
}

async function readFirstLine(reading: Reading): Promise<void> {
  const { buffer, bytesRead } = await reading.file.read(Buffer.alloc(32), 0, 32, 0).catch(() => ({ buffer: Buffer.alloc(0), bytesRead: 0 }))
  const found = FIRST_LINE.exec(buffer.toString('latin1', 0, bytesRead))
  if (!found) throw refused('operations.backup_foreign', { file: reading.path })
  if (found[1] !== String(FORMAT)) throw refused('operations.backup_other_format', { file: reading.path, format: found[1] ?? '' })
  reading.whole.update(found[0])
  reading.at = found[0].length
}

async function readRest(reading: Reading, visitor: BackupVisitor): Promise<BackupContents> {
  const frames = framesOf(reading)
  const head = await nextOf(reading, frames)
  if (head.type !== 'H') throw await damaged(reading)
  const header = await parsed(reading, BackupHeader, head.payload)
  await visitor.begin?.(header)
  const parts: Part[] = []
  for (;;) {
    const { type, payload } = await nextOf(reading, frames)
    if (type === 'Z') return { header, parts, bytes: reading.at, checksum: payload.toString('hex', 0, 32) }
    if (type !== 'P') throw await damaged(reading)
    const begin = await parsed(reading, PartBegin, payload)
    reading.part = begin.name
    parts.push({ ...begin, ...(await readPart(reading, frames, { begin, visitor })) })
    reading.part = ''
  }
}

async function readPart(
  reading: Reading,
  frames: Frames,
  { begin, visitor }: { begin: PartBegin; visitor: BackupVisitor },
): Promise<PartEnd> {
  const sum = createHash('sha256')
  const read: { bytes: number; end: Buffer | null } = { bytes: 0, end: null }
  const chunks = piecesOf(reading, frames, { add: (piece) => sum.update(piece), read })
  // Not to be closed by a visitor that takes only some of them.
  await visitor.part?.(begin, { [Symbol.asyncIterator]: () => ({ next: () => chunks.next() }) })
  while (!(await chunks.next()).done);
  const said = await parsed(reading, PartEnd, read.end ?? Buffer.alloc(0))
  if (said.bytes !== read.bytes || said.sha256 !== sum.digest('hex')) throw await damaged(reading)
  return said
}

interface Taking {
  readonly add: (piece: Buffer) => void
  readonly read: { bytes: number; end: Buffer | null }
}

/** A part's pieces, a few being unpacked while the one before is taken. */
async function* piecesOf(reading: Reading, frames: Frames, { add, read }: Taking): AsyncGenerator<Buffer> {
  const ahead: Promise<Buffer>[] = []
  while (!read.end) {
    const { type, payload } = await nextOf(reading, frames)
    if (type === 'E') read.end = payload
    else if (type === 'D') ahead.push(unpackedPiece(payload))
    else throw await damaged(reading)
    while (ahead.length >= (read.end ? 1 : AT_ONCE)) {
      const piece = await ahead.shift()
      if (!piece || piece.length === 0) throw await damaged(reading)
      add(piece)
      read.bytes += piece.length
      yield piece
    }
  }
}

/** An empty piece stands for one that cannot be unpacked: written ones never are empty. */
function unpackedPiece(payload: Buffer): Promise<Buffer> {
  return unpacked(payload, { maxOutputLength: PIECE }).catch(() => Buffer.alloc(0))
}

interface Frame {
  readonly type: string
  readonly payload: Buffer
}
type Frames = AsyncGenerator<Frame>

async function* framesOf(reading: Reading): Frames {
  const { options, whole } = reading
  for (;;) {
    options.signal?.throwIfAborted()
    const head = await bytesOf(reading, FRAME_HEAD)
    const type = head.toString('latin1', 0, 1)
    const length = head.readUInt32BE(1)
    if (length > LONGEST_FRAME) throw await damaged(reading)
    const payload = await bytesOf(reading, length)
    if (type === 'Z') {
      await checkTrailer(reading, payload)
      yield { type, payload }
      return
    }
    whole.update(head)
    whole.update(payload)
    options.tell?.({ part: reading.part, share: reading.at / reading.size })
    yield { type, payload }
  }
}

async function checkTrailer(reading: Reading, payload: Buffer): Promise<void> {
  const expected = Buffer.concat([reading.whole.digest(), END_MARK])
  if (!payload.equals(expected) || reading.at !== reading.size) throw await damaged(reading)
}

async function nextOf(reading: Reading, frames: Frames): Promise<Frame> {
  const next = await frames.next()
  if (next.done) throw await damaged(reading)
  return next.value
}

async function bytesOf(reading: Reading, length: number): Promise<Buffer> {
  if (reading.at + length > reading.size) throw await damaged(reading)
  const buffer = Buffer.allocUnsafe(length)
  for (let filled = 0; filled < length;) {
    const { bytesRead } = await reading.file.read(buffer, filled, length - filled, reading.at + filled)
    if (bytesRead === 0) throw await damaged(reading)
    filled += bytesRead
  }
  reading.at += length
  return buffer
}

async function parsed<T>(reading: Reading, schema: { safeParse: (value: unknown) => { data?: T } }, payload: Buffer): Promise<T> {
  let value: unknown
  try {
    value = JSON.parse(payload.toString())
  } catch {
    throw await damaged(reading)
  }
  const { data } = schema.safeParse(value)
  if (data === undefined) throw await damaged(reading)
  return data
}

/** A file without its end mark was cut off, by a full disk or a copy that was interrupted; one that has it was changed somewhere. */
async function damaged({ file, path, size, part }: Reading): Promise<AppError> {
  const length = Math.min(END_MARK.length, size)
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length)
  if (!buffer.equals(END_MARK)) return refused('operations.backup_cut', { file: path })
  return part === '' ? refused('operations.backup_damaged', { file: path }) : refused('operations.backup_damaged_in', { file: path, part })
}
