import * as z from 'zod'

/**
 * A backup is one file, written and read from its beginning to its end:
 *
 *     Bazgasht backup 1\n
 *     H  what was backed up (JSON)
 *     P  a part begins (JSON): the secret, a file of the data folder, or a table
 *     D  a piece of the part, compressed by itself (zstd); as often as needed
 *     E  the part ends (JSON): rows, bytes and SHA-256 of what the pieces unpack to
 *     Z  SHA-256 of everything before, and the end mark
 *
 * Each frame is a letter, the length of what follows (32 bits, big end first) and so many bytes. A table is what COPY writes as text: PostgreSQL reads
 * that back in any later version, on any machine.
 */
export const FORMAT = 1
export const FIRST_LINE = /^Bazgasht backup (\d{1,4})\n/
export const END_MARK = Buffer.from('end of backup\n')

/** A letter and a length. */
export const FRAME_HEAD = 5
/** What pieces unpack to at most, so that neither writing nor reading needs more memory for a larger shop. */
export const PIECE = 1 << 20
/** Nothing that we write comes near it: a longer frame is a damaged length. */
export const LONGEST_FRAME = 64 << 20
/** So many pieces are packed, or unpacked, at the same time. */
export const AT_ONCE = 4

export type FrameType = 'H' | 'P' | 'D' | 'E' | 'Z'

const Applied = z.object({ name: z.string(), checksum: z.string() })

/** What stands at the beginning of a backup. */
export const BackupHeader = z.object({
  /** Of the program that made it. */
  version: z.string(),
  at: z.iso.datetime(),
  postgres: z.string(),
  /** What the database had been brought to, in the order in which it was. */
  migrations: z.array(Applied),
  workspaces: z.int(),
  /** Whether the secret is inside. One that was set from outside is not. */
  hasSecret: z.boolean(),
  /** Tells whether a secret is the one that sealed texts were sealed with, and nothing else about it. */
  fingerprint: z.string(),
  hasFiles: z.boolean(),
  /** Every table; one that only means something where it was written is kept without its rows and has no part. */
  tables: z.array(z.string()),
})
export type BackupHeader = z.infer<typeof BackupHeader>

/** How a part begins. `columns` are those of a table. */
export const PartBegin = z.object({
  kind: z.enum(['secret', 'file', 'table']),
  name: z.string(),
  columns: z.array(z.string()).default([]),
})
export type PartBegin = z.infer<typeof PartBegin>

/** How a part ends. */
export const PartEnd = z.object({ rows: z.int(), bytes: z.int(), sha256: z.hex().length(64) })
export type PartEnd = z.infer<typeof PartEnd>

/** A part as it was written or read. */
export type Part = PartBegin & PartEnd

/** How far a long piece of work is: the part at hand and the share of the whole, 0 to 1. */
export interface BackupProgress {
  readonly part: string
  readonly share: number
}

/** A frame as it stands in the file. */
export function frame(type: FrameType, payload: Uint8Array): Buffer {
  const head = Buffer.alloc(FRAME_HEAD)
  head.write(type, 0, 'latin1')
  head.writeUInt32BE(payload.length, 1)
  return Buffer.concat([head, payload])
}
