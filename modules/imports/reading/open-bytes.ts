import { createReadStream, type ReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { pipeline, type Transform } from 'node:stream'
import { createGunzip, createInflateRaw } from 'node:zlib'
import { AppError, invalid, tooLarge } from '#core/errors'
import { dataOffset, zipEntries, type ZipEntry } from './zip-entries.ts'

/** The bytes of the one table in a file, unpacked; may be read several times. */
export interface ByteSource {
  readonly compression: 'none' | 'gzip' | 'zip'
  /** True when the file is an XLSX workbook, which its own reader opens. */
  readonly workbook: boolean
  readonly bytesTotal: number
  /** Bytes of the file as it lies on disk, taken in by the latest reading. */
  bytesRead(): number
  chunks(): AsyncGenerator<Buffer>
}

/** Looks at the first bytes and gives the way to read the rest; refuses archives without exactly one readable table. */
export async function openBytes(path: string): Promise<ByteSource> {
  const { size } = await stat(path)
  const head = await firstBytes(path, 4)
  if (size === 0) throw invalid('imports.empty_file')
  if (head[0] === 0x1f && head[1] === 0x8b) return byteSource(path, size, 'gzip', { unpack: () => createGunzip({ chunkSize: CHUNK }) })
  if (head.toString('latin1') === 'PK\u0003\u0004') return openZip(path, size)
  if (head.toString('latin1') === 'PK\u0005\u0006') throw invalid('imports.empty_archive')
  if (head.toString('hex') === 'd0cf11e0') throw invalid('imports.old_or_locked_workbook')
  return byteSource(path, size, 'none', {})
}

/** Unpacked more than this many times its size, beyond the first megabytes, a file is a trap. */
export const MOST_RATIO = 300

const CHUNK = 256 * 1024
const RATIO_FREE_BYTES = 64 << 20

async function openZip(path: string, size: number): Promise<ByteSource> {
  const entries = await zipEntries(path)
  if (entries.some((entry) => entry.name === 'xl/workbook.xml' || entry.name === '[Content_Types].xml')) {
    return { ...byteSource(path, size, 'zip', {}), workbook: true, compression: 'none' }
  }
  const entry = onlyTable(entries)
  const start = await dataOffset(path, entry)
  return byteSource(path, size, 'zip', {
    start,
    end: start + entry.packedBytes - 1,
    ...(entry.method === 8 && { unpack: () => createInflateRaw({ chunkSize: CHUNK }) }),
  })
}

function onlyTable(entries: readonly ZipEntry[]): ZipEntry {
  const visible = entries.filter(
    ({ name }) => !name.startsWith('__MACOSX/') && !/(?:^|\/)\.[^/]*$/.test(name) && !/(?:^|\/)(?:thumbs\.db|desktop\.ini)$/i.test(name),
  )
  const tables = visible.filter(({ name }) => /\.(?:csv|tsv|txt|tab|psv|dat)$/i.test(name))
  const candidates = tables.length > 0 ? tables : visible
  const [entry] = candidates
  if (!entry) throw invalid('imports.empty_archive')
  if (candidates.length > 1) throw invalid('imports.several_files', { files: candidates.slice(0, 5).map(({ name }) => name) })
  if (entry.encrypted) throw invalid('imports.encrypted_archive')
  if (entry.method !== 0 && entry.method !== 8) throw invalid('imports.unknown_compression')
  if (/\.(?:xlsx|xlsm|zip|gz)$/i.test(entry.name)) throw invalid('imports.archive_in_archive', { file: entry.name })
  if (entry.bytes === 0) throw invalid('imports.empty_file')
  if (entry.bytes > RATIO_FREE_BYTES && entry.bytes > entry.packedBytes * MOST_RATIO) throw tooLarge('imports.archive_too_large')
  return entry
}

interface Span {
  readonly start?: number
  readonly end?: number
  readonly unpack?: () => Transform
}

function byteSource(path: string, size: number, compression: 'none' | 'gzip' | 'zip', span: Span): ByteSource {
  let reading: ReadStream | null = null
  async function* chunks(): AsyncGenerator<Buffer> {
    const source = createReadStream(path, {
      highWaterMark: CHUNK,
      start: span.start ?? 0,
      ...(span.end !== undefined && { end: span.end }),
    })
    reading = source
    const packed = span.unpack?.()
    // The callback takes the error of a reader that left early; the iteration below throws the real ones.
    const bytes = packed ? pipeline(source, packed, () => {}) : source
    let unpacked = 0
    try {
      for await (const chunk of bytes) {
        if (!Buffer.isBuffer(chunk)) continue
        unpacked += chunk.length
        if (packed && unpacked > RATIO_FREE_BYTES && unpacked > source.bytesRead * MOST_RATIO) throw tooLarge('imports.archive_too_large')
        yield chunk
      }
    } catch (error) {
      if (packed && !(error instanceof AppError) && isZlibError(error)) throw invalid('imports.damaged_archive')
      throw error
    } finally {
      source.destroy()
    }
  }
  return { compression, workbook: false, bytesTotal: size, bytesRead: () => reading?.bytesRead ?? 0, chunks }
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_')
}

async function firstBytes(path: string, length: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
