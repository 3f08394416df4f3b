import { packHistory } from '../../orders/domain-packed-history.ts'
import type { PurchaseHistory } from '#domain/orders'

/** A customer of a stream, for tests. */
export interface Streamed extends PurchaseHistory {
  readonly part?: number | null
  readonly amount?: number | null
}

/** Histories as binary COPY would send them, with part and amount, cut into pieces of so many bytes. */
export function streamOf(customers: readonly Streamed[], piece = 50): Uint8Array[] {
  const rows = customers.map((customer, k) => {
    const bytes = packHistory(customer)
    const row = Buffer.alloc(26 + bytes.length + 20)
    row.writeInt16BE(4, 0)
    row.writeInt32BE(16, 2)
    row.writeInt32BE(k, 18)
    row.writeInt32BE(bytes.length, 22)
    row.set(bytes, 26)
    let at = 26 + bytes.length
    const { part = null, amount = null } = customer
    at = row.writeInt32BE(part === null ? -1 : 4, at)
    if (part !== null) at = row.writeInt32BE(part, at)
    at = row.writeInt32BE(amount === null ? -1 : 8, at)
    if (amount !== null) at = row.writeDoubleBE(amount, at)
    return row.subarray(0, at)
  })
  const all = Buffer.concat([Buffer.alloc(19), ...rows, Buffer.from([255, 255])])
  return Array.from({ length: Math.ceil(all.length / piece) }, (_, k) => all.subarray(k * piece, (k + 1) * piece))
}
