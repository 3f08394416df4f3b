import { open, type FileHandle } from 'node:fs/promises'
import { inflateRawSync } from 'node:zlib'
import { invalid } from '#core/errors'

/** One file inside a ZIP archive. */
export interface ZipEntry {
  readonly name: string
  readonly encrypted: boolean
  /** 0 stored, 8 deflated. */
  readonly method: number
  /** CRC-32 of the unpacked bytes. */
  readonly checksum: number
  readonly packedBytes: number
  readonly bytes: number
  /** Where its local header stands. */
  readonly headerAt: number
}

/** The files of an archive, from its central directory (APPNOTE 6.3, ZIP64 included); folders are left out. */
export async function zipEntries(path: string): Promise<ZipEntry[]> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const directory = await findDirectory(file, size)
    if (directory.bytes > MOST_DIRECTORY_BYTES || directory.at + directory.bytes > size) throw invalid('imports.damaged_archive')
    return readEntries(await readAt(file, directory.at, directory.bytes)).filter((entry) => !entry.name.endsWith('/'))
  } finally {
    await file.close()
  }
}

/** Where an entry's packed bytes begin in the archive. */
export async function dataOffset(path: string, entry: ZipEntry): Promise<number> {
  const file = await open(path)
  try {
    const header = await readAt(file, entry.headerAt, 30)
    if (header.readUInt32LE(0) !== LOCAL_HEADER) throw invalid('imports.damaged_archive')
    return entry.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  } finally {
    await file.close()
  }
}

/** A small entry unpacked, as text. */
export async function entryText(path: string, entry: ZipEntry): Promise<string> {
  if (entry.packedBytes > MOST_DIRECTORY_BYTES) throw invalid('imports.damaged_archive')
  const start = await dataOffset(path, entry)
  const file = await open(path)
  try {
    const packed = await readAt(file, start, entry.packedBytes)
    return (entry.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: MOST_DIRECTORY_BYTES })).toString('utf8')
  } finally {
    await file.close()
  }
}

const LOCAL_HEADER = 0x04034b50
const CENTRAL_HEADER = 0x02014b50
const END_OF_DIRECTORY = 0x06054b50
const ZIP64_LOCATOR = 0x07064b50
const ZIP64_END = 0x06064b50
const MOST_DIRECTORY_BYTES = 16 << 20

async function findDirectory(file: FileHandle, size: number): Promise<{ at: number; bytes: number }> {
  const tail = await readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557))
  let at = tail.length - 22
  while (at >= 0 && tail.readUInt32LE(at) !== END_OF_DIRECTORY) at--
  if (at < 0) throw invalid('imports.damaged_archive')
  const short = { at: tail.readUInt32LE(at + 16), bytes: tail.readUInt32LE(at + 12) }
  if (short.at !== 0xffffffff && short.bytes !== 0xffffffff) return short
  if (at < 20 || tail.readUInt32LE(at - 20) !== ZIP64_LOCATOR) throw invalid('imports.damaged_archive')
  const end = await readAt(file, Number(tail.readBigUInt64LE(at - 12)), 56)
  if (end.readUInt32LE(0) !== ZIP64_END) throw invalid('imports.damaged_archive')
  return { at: Number(end.readBigUInt64LE(48)), bytes: Number(end.readBigUInt64LE(40)) }
}

function readEntries(directory: Buffer): ZipEntry[] {
  const entries: ZipEntry[] = []
  let at = 0
  while (at + 46 <= directory.length && directory.readUInt32LE(at) === CENTRAL_HEADER) {
    const nameEnd = at + 46 + directory.readUInt16LE(at + 28)
    const extraEnd = nameEnd + directory.readUInt16LE(at + 30)
    if (extraEnd > directory.length) throw invalid('imports.damaged_archive')
    const sizes = wideSizes(directory.subarray(nameEnd, extraEnd), {
      bytes: directory.readUInt32LE(at + 24),
      packedBytes: directory.readUInt32LE(at + 20),
      headerAt: directory.readUInt32LE(at + 42),
    })
    entries.push({
      name: directory.toString('utf8', at + 46, nameEnd),
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      method: directory.readUInt16LE(at + 10),
      checksum: directory.readUInt32LE(at + 16),
      ...sizes,
    })
    at = extraEnd + directory.readUInt16LE(at + 32)
  }
  return entries
}

interface Sizes {
  readonly bytes: number
  readonly packedBytes: number
  readonly headerAt: number
}

/** ZIP64 gives, in this order, only those sizes that did not fit. */
function wideSizes(extra: Buffer, sizes: Sizes): Sizes {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let next = at + 4
    const wide = (value: number) => {
      if (value !== 0xffffffff || next + 8 > extra.length) return value
      next += 8
      return Number(extra.readBigUInt64LE(next - 8))
    }
    const bytes = wide(sizes.bytes)
    const packedBytes = wide(sizes.packedBytes)
    return { bytes, packedBytes, headerAt: wide(sizes.headerAt) }
  }
  return sizes
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  if (bytesRead < length) throw invalid('imports.damaged_archive')
  return buffer
}
