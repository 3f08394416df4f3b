import type { FileHandle } from 'node:fs/promises'
import { createDeflateRaw, crc32 } from 'node:zlib'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'

/** A ZIP archive that is written to a file, of any size, while its contents come. */
export interface Zip {
  /** Adds a file and gives how many bytes it holds, unpacked. */
  readonly add: (name: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) => Promise<number>
  /** Writes the list of contents, without which it is no archive, and gives how large the whole is. */
  readonly finish: () => Promise<number>
}

interface Entry {
  readonly name: Buffer
  readonly at: number
  readonly crc: number
  readonly packed: number
  readonly unpacked: number
}

/** UTF-8 names, deflated, made by version 4.5 of the format (APPNOTE.TXT, 4.3 to 4.5). */
const VERSION = 45
const UTF8 = 0x0800
const DEFLATED = 8
/** Sizes beyond 32 bits stand in an extra field, for which each local header keeps the room. */
const TOO_LARGE = 0xffffffff
const LARGE_SIZES = 0x0001
const ROOM = 0xd935

/** Writes an archive into an empty file. Headers are filled in once an entry has ended, so readers need no descriptor after it. */
export function zipInto(file: FileHandle, at: Date): Zip {
  const entries: Entry[] = []
  let end = 0
  const write = async (bytes: Uint8Array) => {
    await file.write(bytes, 0, bytes.length, end)
    end += bytes.length
  }
  return {
    add: async (name, chunks) => {
      const begun = { name: Buffer.from(name), at: end, crc: 0, packed: 0, unpacked: 0 }
      await write(localHeader(begun, at))
      const start = end
      const told = { crc: 0, unpacked: 0 }
      await pipeline(Readable.from(counted(chunks, told)), createDeflateRaw(), async (packed: AsyncIterable<Uint8Array>) => {
        for await (const chunk of packed) await write(chunk)
      })
      const entry = { ...begun, ...told, packed: end - start }
      const header = localHeader(entry, at)
      await file.write(header, 0, header.length, entry.at)
      entries.push(entry)
      return entry.unpacked
    },
    finish: async () => {
      const start = end
      for (const entry of entries) await write(centralHeader(entry, at))
      await write(endOfArchive(entries.length, start, end))
      await file.sync()
      return end
    },
  }
}

async function* counted(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, told: { crc: number; unpacked: number }) {
  for await (const chunk of chunks) {
    told.crc = crc32(chunk, told.crc)
    told.unpacked += chunk.length
    yield chunk
  }
}

function localHeader({ name, crc, packed, unpacked }: Entry, at: Date): Buffer {
  const isLarge = packed >= TOO_LARGE || unpacked >= TOO_LARGE
  const header = Buffer.alloc(30 + name.length + 20)
  header.writeUInt32LE(0x04034b50, 0)
  writeCommon(header, 4, { name, crc, at, packed: isLarge ? TOO_LARGE : packed, unpacked: isLarge ? TOO_LARGE : unpacked, extra: 20 })
  name.copy(header, 30)
  const extra = 30 + name.length
  header.writeUInt16LE(isLarge ? LARGE_SIZES : ROOM, extra)
  header.writeUInt16LE(16, extra + 2)
  if (isLarge) {
    header.writeBigUInt64LE(BigInt(unpacked), extra + 4)
    header.writeBigUInt64LE(BigInt(packed), extra + 12)
  }
  return header
}

interface Common {
  readonly name: Buffer
  readonly crc: number
  readonly at: Date
  readonly packed: number
  readonly unpacked: number
  readonly extra: number
}

/** What local and central headers have in common, from the version needed on. */
function writeCommon(header: Buffer, from: number, { name, crc, at, packed, unpacked, extra }: Common): void {
  header.writeUInt16LE(VERSION, from)
  header.writeUInt16LE(UTF8, from + 2)
  header.writeUInt16LE(DEFLATED, from + 4)
  header.writeUInt16LE((at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1), from + 6)
  header.writeUInt16LE(((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(), from + 8)
  header.writeUInt32LE(crc, from + 10)
  header.writeUInt32LE(packed, from + 14)
  header.writeUInt32LE(unpacked, from + 18)
  header.writeUInt16LE(name.length, from + 22)
  header.writeUInt16LE(extra, from + 24)
}

/** Sizes and place always stand in the extra field: readers of large archives know it, and there is one form to test. */
function centralHeader({ name, at: place, crc, packed, unpacked }: Entry, at: Date): Buffer {
  const header = Buffer.alloc(46 + name.length + 28)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE((3 << 8) | VERSION, 4)
  writeCommon(header, 6, { name, crc, at, packed: TOO_LARGE, unpacked: TOO_LARGE, extra: 28 })
  // A plain file that its owner may read and write.
  header.writeUInt32LE((0o100600 << 16) >>> 0, 38)
  header.writeUInt32LE(TOO_LARGE, 42)
  name.copy(header, 46)
  const extra = 46 + name.length
  header.writeUInt16LE(LARGE_SIZES, extra)
  header.writeUInt16LE(24, extra + 2)
  header.writeBigUInt64LE(BigInt(unpacked), extra + 4)
  header.writeBigUInt64LE(BigInt(packed), extra + 12)
  header.writeBigUInt64LE(BigInt(place), extra + 20)
  return header
}

/** The end for large archives, where it stands, and the end that every reader looks for. */
function endOfArchive(count: number, start: number, end: number): Buffer {
  const tail = Buffer.alloc(56 + 20 + 22)
  tail.writeUInt32LE(0x06064b50, 0)
  tail.writeBigUInt64LE(44n, 4)
  tail.writeUInt16LE(VERSION, 12)
  tail.writeUInt16LE(VERSION, 14)
  tail.writeBigUInt64LE(BigInt(count), 24)
  tail.writeBigUInt64LE(BigInt(count), 32)
  tail.writeBigUInt64LE(BigInt(end - start), 40)
  tail.writeBigUInt64LE(BigInt(start), 48)
  tail.writeUInt32LE(0x07064b50, 56)
  tail.writeBigUInt64LE(BigInt(end), 64)
  tail.writeUInt32LE(1, 72)
  tail.writeUInt32LE(0x06054b50, 76)
  tail.writeUInt16LE(0xffff, 84)
  tail.writeUInt16LE(0xffff, 86)
  tail.writeUInt32LE(TOO_LARGE, 88)
  tail.writeUInt32LE(TOO_LARGE, 92)
  return tail
}
