const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How long after each failed attempt the next one comes: ten attempts within three days. */
export const DELAYS: readonly number[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  20 * HOUR,
]

/** After so long without a single success an endpoint is not called any more. */
const DISABLED_AFTER = 5 * DAY
/** An endpoint may ask for patience, but not for so much that messages pile up. */
const LONGEST_PATIENCE = HOUR

/** When a delivery whose `attempts`-th attempt has failed is tried again; null when it is given up. */
export function nextAttemptAt(attempts: number, failedAt: Date, retryAfterMs: number | null): Date | null {
  const delay = DELAYS[attempts - 1]
  if (delay === undefined) return null
  return new Date(failedAt.getTime() + Math.max(delay, Math.min(retryAfterMs ?? 0, LONGEST_PATIENCE)))
}

/** What a Retry-After header asks for, in milliseconds: seconds, or a date. */
export function retryAfterOf(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null
  if (/^\d{1,9}$/.test(header)) return Number(header) * SECOND
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime())
}

/** Why an endpoint is not called any more after a failure; null when it still is. 410 is its own word that it is gone. */
export function reasonToDisable(status: number | null, failingSince: Date | null, now: Date): 'gone' | 'failing' | null {
  if (status === 410) return 'gone'
  return failingSince && now.getTime() - failingSince.getTime() >= DISABLED_AFTER ? 'failing' : null
}

/** Whether an endpoint has chosen this event; without a choice it gets all. */
export function wants(events: readonly string[] | null, name: string): boolean {
  return events === null || events.includes(name)
}
