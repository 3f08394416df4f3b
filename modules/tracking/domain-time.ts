/** Times before this are mistakes of the sender. */
const EARLIEST = Date.UTC(1900, 0, 1)

interface Clocks {
  /** When the sender says that it happened, by its own clock. */
  readonly original: number | null
  /** When the sender sent it, by the same clock. */
  readonly sentAt: number | null
  /** When it came, by ours. */
  readonly receivedAt: number
}

/**
 * When a message happened: "timestamp = receivedAt - (sentAt - originalTimestamp)" (Segment's specification, common fields), so that a sender's
 * wrong clock does no harm. Without sentAt the sender's time stands, without a time that of arrival; nothing happened later than it came.
 * Epoch milliseconds; null when the result is no time in which anything can have happened.
 */
export function timeOfEvent({ original, sentAt, receivedAt }: Clocks): number | null {
  if (original === null) return receivedAt
  const at = sentAt === null ? original : receivedAt - (sentAt - original)
  if (at < EARLIEST) return null
  return Math.min(at, receivedAt)
}

/** An ISO 8601 time, or epoch milliseconds, as epoch milliseconds; null when it is neither. */
export function readTime(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) && Math.abs(value) <= LATEST ? Math.trunc(value) : null
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d|$)/.test(value)) return null
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : at
}

/** The greatest number that a Date takes. */
const LATEST = 8.64e15
