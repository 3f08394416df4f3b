/** Histories of many customers side by side, one array a column. Customer k bought at places starts[k] to starts[k + 1] - 1, earliest first. */
export interface HistoryColumns {
  /** How many customers; each has one purchase at least. */
  readonly count: number
  /** 16 bytes a customer: the uuid. */
  readonly ids: Uint8Array
  /** count + 1 places. */
  readonly starts: Uint32Array
  /** Local day of each purchase, days since 1970-01-01. */
  readonly days: Int32Array
  /** Minor units of each purchase; 0 where it is unknown. */
  readonly amounts: Float64Array
  /** Whether anybody's purchases have amounts. */
  readonly hasAmounts: boolean
}

/** The uuid of customer k as text. */
export function customerIdAt({ ids }: Pick<HistoryColumns, 'ids'>, k: number): string {
  const hex = ids.subarray(16 * k, 16 * k + 16).toHex()
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
