import { RFM_GROUPS } from '../types/domain-rfm.ts'
import { NOTHING, type ScoreColumns } from './domain-score.ts'

/** The columns of packed rows, as a temporary table has them. */
export const PACKED_COLUMNS =
  'customer_id uuid not null, p_alive real, expected_30 real, expected_90 real, expected_365 real, next_day integer, next_low integer, ' +
  'next_high integer, mean_spend bigint, expected_value bigint, r smallint, f smallint, m smallint, rfm_group text'

/** Rows a chunk: some hundred kilobytes. */
const ROWS = 4096
/** A row without its group's name: the count of fields, fourteen lengths, and the values. */
const ROW_BYTES = 2 + 14 * 4 + 16 + 4 * 4 + 3 * 4 + 2 * 8 + 3 * 2
const LONGEST_GROUP = 32
const HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const GROUPS = RFM_GROUPS.map((name) => Buffer.from(name, 'latin1'))

/**
 * The rows as `copy … from stdin (format binary)` reads them: as text they would take several times as long. `ids` holds 16 bytes a customer;
 * `told` hears how many rows have left.
 */
export function* packScores(ids: Uint8Array, columns: ScoreColumns, told: (rows: number) => void = () => undefined): Generator<Buffer> {
  yield HEADER
  const count = columns.alive.length
  for (let from = 0; from < count; from += ROWS) {
    const to = Math.min(count, from + ROWS)
    yield packRows(ids, columns, { from, to })
    told(to)
  }
  yield Buffer.from([0xff, 0xff])
}

function packRows(ids: Uint8Array, columns: ScoreColumns, { from, to }: { readonly from: number; readonly to: number }): Buffer {
  const bytes = Buffer.allocUnsafe((to - from) * (ROW_BYTES + LONGEST_GROUP))
  let at = 0
  for (let k = from; k < to; k++) {
    at = bytes.writeInt16BE(14, at)
    at = bytes.writeInt32BE(16, at)
    bytes.set(ids.subarray(16 * k, 16 * k + 16), at)
    at += 16
    for (const column of [columns.alive, columns.expected30, columns.expected90, columns.expected365]) at = putFloat(bytes, at, column[k])
    for (const column of [columns.nextDay, columns.nextLow, columns.nextHigh]) at = putInt(bytes, at, column[k])
    for (const column of [columns.meanSpend, columns.expectedValue]) at = putMoney(bytes, at, column[k])
    for (const column of [columns.r, columns.f, columns.m]) at = putScore(bytes, at, column[k])
    at = putGroup(bytes, at, columns.r[k] === 0 ? undefined : GROUPS[columns.group[k] ?? 0])
  }
  return bytes.subarray(0, at)
}

function putFloat(bytes: Buffer, at: number, value = Number.NaN): number {
  if (Number.isNaN(value)) return bytes.writeInt32BE(-1, at)
  return bytes.writeFloatBE(value, bytes.writeInt32BE(4, at))
}

function putInt(bytes: Buffer, at: number, value = NOTHING): number {
  if (value === NOTHING) return bytes.writeInt32BE(-1, at)
  return bytes.writeInt32BE(value, bytes.writeInt32BE(4, at))
}

/** Minor units up to 2^53, written in two halves: a bigint a value would be slow. */
function putMoney(bytes: Buffer, at: number, value = Number.NaN): number {
  // An amount without bound is none that could be counted with.
  if (!Number.isSafeInteger(value)) return bytes.writeInt32BE(-1, at)
  const high = Math.floor(value / 4_294_967_296)
  const begin = bytes.writeInt32BE(8, at)
  return bytes.writeUInt32BE(value - high * 4_294_967_296, bytes.writeInt32BE(high, begin))
}

function putScore(bytes: Buffer, at: number, value = 0): number {
  if (value === 0) return bytes.writeInt32BE(-1, at)
  return bytes.writeInt16BE(value, bytes.writeInt32BE(2, at))
}

function putGroup(bytes: Buffer, at: number, name: Buffer | undefined): number {
  if (!name) return bytes.writeInt32BE(-1, at)
  const begin = bytes.writeInt32BE(name.length, at)
  return begin + name.copy(bytes, begin)
}
