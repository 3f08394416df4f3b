import type { RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'
import type { HistoryColumns } from './domain-history-columns.ts'
import { historyReader } from './domain-history-rows.ts'
import type { OpenHistory } from './domain-packed-history.ts'
import { streamHistories } from './stream-histories.ts'

/**
 * The purchases of every customer who has any (as of one moment), in columns sorted by customer; of those only whom `among` names: SQL that gives
 * `customer_id`. Refunds are left out. Threads share the columns rather than copy them. `tell` hears how far it has come, 0 to 1.
 */
export function loadHistoryColumns(
  ctx: Ctx,
  among: RawBuilder<unknown> | null = null,
  tell?: (share: number) => void,
): Promise<HistoryColumns> {
  return streamHistories(ctx, { among, sorted: true }, async ({ chunks, expected }) => {
    const columns = growingColumns(expected.customers, expected.purchases)
    const reader = historyReader(({ bytes, idAt, history }) => columns.add(bytes, idAt, history))
    for await (const chunk of chunks) {
      reader.push(chunk)
      tell?.(Math.min(1, reader.count() / Math.max(1, expected.customers)))
    }
    return columns.close()
  })
}

/** Columns with room for what is expected; they grow when that was too little. */
function growingColumns(customers: number, purchases: number) {
  let count = 0
  let total = 0
  let hasAmounts = false
  let ids = shared(Uint8Array, 16 * customers)
  let starts = shared(Uint32Array, customers + 1)
  let days = shared(Int32Array, purchases)
  let amounts = shared(Float64Array, purchases)

  const add = (bytes: Uint8Array, idAt: number, history: OpenHistory) => {
    const length = history.days.length
    if (length === 0) return
    if (16 * count >= ids.length) ids = grown(Uint8Array, ids, 16 * (count + 1))
    if (count + 1 >= starts.length) starts = grown(Uint32Array, starts, count + 2)
    if (total + length > days.length) {
      days = grown(Int32Array, days, total + length)
      amounts = grown(Float64Array, amounts, total + length)
    }
    for (let k = 0; k < 16; k++) ids[16 * count + k] = bytes[idAt + k]!
    for (let k = 0; k < length; k++) days[total + k] = history.days[k]!
    if (history.amounts !== null) {
      hasAmounts = true
      for (let k = 0; k < length; k++) amounts[total + k] = history.amounts[k]!
    }
    total += length
    starts[++count] = total
  }
  const close = (): HistoryColumns => ({
    count,
    ids: ids.subarray(0, 16 * count),
    starts: starts.subarray(0, count + 1),
    days: days.subarray(0, total),
    amounts: amounts.subarray(0, total),
    hasAmounts,
  })
  return { add, close }
}

interface ArrayKind<T> {
  new (buffer: SharedArrayBuffer): T
  readonly BYTES_PER_ELEMENT: number
}

function shared<T>(Kind: ArrayKind<T>, length: number): T {
  return new Kind(new SharedArrayBuffer(Kind.BYTES_PER_ELEMENT * length))
}

/** A longer array that begins like this one: half as long again, or as long as it must be. */
function grown<T extends { readonly length: number; set(from: T): void }>(Kind: ArrayKind<T>, array: T, least: number): T {
  const longer = shared(Kind, Math.max(least, Math.ceil(array.length * 1.5), 1024))
  longer.set(array)
  return longer
}
