import { emptyUnpacking, unpackHistory, type OpenHistory } from './domain-packed-history.ts'

/** One customer of a stream of packed histories. The next one is read into the same object. */
export interface HistoryRow {
  /** Holds the customer's uuid, 16 bytes from `idAt`. */
  bytes: Uint8Array
  idAt: number
  history: OpenHistory
  /** The group that the reader asked for; -1 where the customer is in none, or none was asked for. */
  part: number
  /** The amount that the reader asked for; NaN where it is unknown, or none was asked for. */
  amount: number
}

/** Reads histories as PostgreSQL's binary COPY sends them, in chunks cut anywhere: customer_id, bytes and, where asked for, part and amount. */
export interface HistoryReader {
  readonly push: (chunk: Uint8Array) => void
  /** How many customers have been read. */
  readonly count: () => number
}

/** PGCOPY's signature, flags and an empty extension. */
const HEADER_BYTES = 19
/** From a row's start: how many fields, then the length of the uuid. */
const ID = 6
const LENGTH = 22
const BYTES = 26

/** A reader that calls `take` for one customer after the other. */
export function historyReader(take: (row: HistoryRow) => void): HistoryReader {
  const unpacking = emptyUnpacking()
  const row: HistoryRow = { bytes: new Uint8Array(0), idAt: 0, history: unpacking.history, part: -1, amount: Number.NaN }
  let rest = new Uint8Array(0)
  let offset = HEADER_BYTES
  let count = 0
  const push = (chunk: Uint8Array) => {
    const bytes = rest.length === 0 ? chunk : joined(rest, chunk)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    row.bytes = bytes
    for (let end = rowEnd(view, offset); end !== null; end = rowEnd(view, offset)) {
      const fields = view.getInt16(offset)
      const length = view.getInt32(offset + LENGTH)
      row.idAt = offset + ID
      row.history = unpackHistory(unpacking, bytes, offset + BYTES)
      if (fields > 2) readAsked(row, view, offset + BYTES + length)
      take(row)
      count++
      offset = end
    }
    const used = Math.min(offset, bytes.length)
    rest = bytes.slice(used)
    offset -= used
  }
  return { push, count: () => count }
}

/** Where the row at `offset` ends; null when it is not all there, or the trailer. */
function rowEnd(view: DataView, offset: number): number | null {
  if (offset + BYTES > view.byteLength) return null
  const fields = view.getInt16(offset)
  let end = offset + BYTES + view.getInt32(offset + LENGTH)
  for (let field = 2; field < fields; field++) {
    if (end + 4 > view.byteLength) return null
    end += 4 + Math.max(0, view.getInt32(end))
  }
  return end <= view.byteLength ? end : null
}

function readAsked(row: HistoryRow, view: DataView, at: number): void {
  const isPart = view.getInt32(at) !== -1
  row.part = isPart ? view.getInt32(at + 4) : -1
  const amountAt = at + (isPart ? 8 : 4)
  row.amount = view.getInt32(amountAt) === -1 ? Number.NaN : view.getFloat64(amountAt + 4)
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}
