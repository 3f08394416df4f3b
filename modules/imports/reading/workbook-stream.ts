import { createReadStream } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { invalid, tooLarge } from '#core/errors'
import { MOST_RATIO } from './open-bytes.ts'
import { dataOffset, type ZipEntry } from './zip-entries.ts'

/** A workbook's bytes, handed out only as fast as its rows are taken. */
export interface WorkbookStream {
  readonly bytes: ReadableStream<Uint8Array>
  /** Runs `next`, during which more bytes may be read. */
  starving<T>(next: () => Promise<T>): Promise<T>
}

/**
 * The archive with its parts in another order: names, styles and shared strings first, then the sheets. Excel writes shared strings
 * last, and the reader would have to keep the whole archive; so it can pass through once.
 */
export function workbookStream(path: string, entries: readonly ZipEntry[], progress: (bytes: number) => void): WorkbookStream {
  const parts = entries.filter(({ name }) => SMALL_PART.test(name) || SHEET.test(name)).toSorted((a, b) => rank(a.name) - rank(b.name))
  refuseTraps(parts)
  const takers = { waiting: 0 }
  let wake = () => {}
  const source = partBytes(path, parts, progress)
  const bytes = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        // Rows that are ready are taken within this turn; who still waits in the next one has none left.
        do {
          while (takers.waiting === 0) await new Promise<void>((resolve) => (wake = resolve))
          await nextTurn()
        } while (takers.waiting === 0)
        const { value, done } = await source.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      async cancel() {
        await source.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
  return {
    bytes,
    async starving(next) {
      takers.waiting++
      wake()
      try {
        return await next()
      } finally {
        takers.waiting--
      }
    },
  }
}

const SMALL_PART =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/workbook\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/styles\.xml|xl\/sharedStrings\.xml)$/i
const SHEET = /^xl\/worksheets\/[^/]+\.xml$/i
/** Shared strings are kept in memory while a sheet is read. */
const MOST_SMALL_PART_BYTES = 400 << 20
const CHUNK = 64 * 1024

function rank(name: string): number {
  return SHEET.test(name) ? 1 : 0
}

function refuseTraps(parts: readonly ZipEntry[]): void {
  for (const part of parts) {
    if (part.encrypted) throw invalid('imports.encrypted_archive')
    if (part.method !== 0 && part.method !== 8) throw invalid('imports.unknown_compression')
    if (rank(part.name) === 0 && part.bytes > MOST_SMALL_PART_BYTES) throw tooLarge('imports.archive_too_large')
    if (part.bytes > 64 << 20 && part.bytes > part.packedBytes * MOST_RATIO) throw tooLarge('imports.archive_too_large')
  }
}

async function* partBytes(
  path: string,
  parts: readonly ZipEntry[],
  progress: (bytes: number) => void,
): AsyncGenerator<Uint8Array, undefined> {
  let read = 0
  for (const part of parts) {
    yield localHeader(part)
    if (part.packedBytes === 0) continue
    const start = await dataOffset(path, part)
    for await (const chunk of createReadStream(path, { start, end: start + part.packedBytes - 1, highWaterMark: CHUNK })) {
      if (!Buffer.isBuffer(chunk)) continue
      read += chunk.length
      progress(read)
      yield chunk
    }
  }
}

/** A header with the sizes of the central directory in it, even where the archive itself writes them behind the data. */
function localHeader(part: ZipEntry): Uint8Array {
  const name = Buffer.from(part.name)
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(0x0800, 6)
  header.writeUInt16LE(part.method, 8)
  header.writeUInt32LE(part.checksum, 14)
  header.writeUInt32LE(part.packedBytes, 18)
  header.writeUInt32LE(part.bytes, 22)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}
