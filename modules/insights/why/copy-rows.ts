/** One row of PostgreSQL's binary COPY format: where its fields lie in the bytes. Good until the next row is read. */
export interface BinaryRow {
  bytes: Buffer
  readonly starts: Int32Array
  /** -1 is null. */
  readonly lengths: Int32Array
}

/** PGCOPY's signature, flags and an empty extension. */
const HEADER_BYTES = 19
/** 2000-01-01, where PostgreSQL's microseconds begin. */
const EPOCH_MS = 946_684_800_000
const HIGH = 4_294_967_296

/** Shows each row of `copy (…) to stdout (format binary)`, whatever pieces the bytes come in. Memory holds one piece. */
export async function eachRow(chunks: AsyncIterable<Buffer>, columns: number, visit: (row: BinaryRow) => void): Promise<void> {
  const row: BinaryRow = { bytes: Buffer.alloc(0), starts: new Int32Array(columns), lengths: new Int32Array(columns) }
  let rest: Buffer = Buffer.alloc(0)
  let offset = HEADER_BYTES
  for await (const chunk of chunks) {
    row.bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    for (let end = rowEnd(row, offset); end !== -1; end = rowEnd(row, offset)) {
      visit(row)
      offset = end
    }
    const used = Math.min(offset, row.bytes.length)
    rest = row.bytes.subarray(used)
    offset -= used
  }
}

/** Finds the fields of the row at `offset`, and where it ends; -1 when it is not all there, or the trailer. */
function rowEnd({ bytes, starts, lengths }: BinaryRow, offset: number): number {
  const size = bytes.length
  if (offset + 2 > size || bytes.readInt16BE(offset) === -1) return -1
  let at = offset + 2
  for (let k = 0; k < starts.length; k++) {
    if (at + 4 > size) return -1
    const length = bytes.readInt32BE(at)
    at += 4
    starts[k] = at
    lengths[k] = length
    if (length > 0) at += length
  }
  return at <= size ? at : -1
}

export const isNullAt = ({ lengths }: BinaryRow, k: number): boolean => lengths[k] === -1

/** A whole number that a double holds exactly; null when null. */
export function int8At({ bytes, starts, lengths }: BinaryRow, k: number): number | null {
  if (lengths[k] === -1) return null
  const at = starts[k] ?? 0
  return bytes.readInt32BE(at) * HIGH + bytes.readUInt32BE(at + 4)
}

export function float8At({ bytes, starts, lengths }: BinaryRow, k: number): number | null {
  return lengths[k] === -1 ? null : bytes.readDoubleBE(starts[k] ?? 0)
}

export function booleanAt({ bytes, starts, lengths }: BinaryRow, k: number): boolean | null {
  return lengths[k] === -1 ? null : bytes[starts[k] ?? 0] === 1
}

/** An instant in ms since 1970; null when null. */
export function instantAt(row: BinaryRow, k: number): number | null {
  const micros = int8At(row, k)
  return micros === null ? null : EPOCH_MS + Math.floor(micros / 1000)
}

/** The field's bytes as a key for maps, one character a byte; null when null. */
export function keyAt({ bytes, starts, lengths }: BinaryRow, k: number): string | null {
  const length = lengths[k] ?? -1
  const at = starts[k] ?? 0
  return length === -1 ? null : bytes.toString('latin1', at, at + length)
}

export function textAt({ bytes, starts, lengths }: BinaryRow, k: number): string | null {
  const length = lengths[k] ?? -1
  const at = starts[k] ?? 0
  return length === -1 ? null : bytes.toString('utf8', at, at + length)
}

/** A uuid as text. */
export function uuidAt({ bytes, starts }: BinaryRow, k: number): string {
  const at = starts[k] ?? 0
  const hex = bytes.toString('hex', at, at + 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
