import { tooMany } from '#core/errors'

/** Counts calls by name in windows of a minute, and refuses those beyond the limit. */
export type LimitRate = (name: string, limit: number, now: number) => void

const WINDOW_MS = 60_000
const MOST_NAMES = 100_000

/** Each process counts for itself. */
export function limitRates(): LimitRate {
  const counts = new Map<string, number>()
  let until = 0
  return (name, limit, now) => {
    if (now >= until || counts.size > MOST_NAMES) {
      counts.clear()
      until = now + WINDOW_MS
    }
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    if (count > limit) throw tooMany('core.too_many_requests', Math.ceil((until - now) / 1000))
  }
}
