/** After how many seconds what failed is tried again; after the last of them it waits for a person. */
const MESSAGE_WAITS = [60, 300, 1800, 7200, 21_600]
const PULL_WAITS = [2, 5, 15, 60, 300, 900, 1800, 3600]

/** What may be different next time: the order that a message names has not arrived yet, or something failed that nobody foresaw. */
const PASSING: ReadonlySet<string> = new Set(['shops.unknown_order', 'shops.unknown_order_gone', 'shops.unexpected'])

/** When a message that failed is tried again, in seconds; null when only a person can help. `attempts` counts the one that failed. */
export function messageWait(code: string, attempts: number): number | null {
  return PASSING.has(code) ? (MESSAGE_WAITS[attempts - 1] ?? null) : null
}

const PASSING_THERE: ReadonlySet<string> = new Set([
  'shops.too_busy',
  'shops.trouble_there',
  'shops.broken_page',
  'core.outbound_timeout',
  'core.outbound_unreachable',
  'core.outbound_unknown_host',
  'core.outbound_too_large',
])

/** When a page that could not be had is asked for again; null when the shop has to be mended first. `asked` is what the shop itself wants. */
export function pageWait(code: string, attempts: number, asked: number | null): number | null {
  const usual = PASSING_THERE.has(code) ? (PULL_WAITS[attempts - 1] ?? null) : null
  return usual === null ? null : Math.min(3600, Math.max(usual, asked ?? 0))
}

/** How many are asked for at once: fewer after each failure, because small servers give up on large pages. */
export function pageSize(most: number, attempts: number): number {
  return Math.max(1, Math.floor(most / 4 ** Math.min(attempts, 3)))
}
