import type { ShownEntry, TimelineResponse } from './api.ts'

/** One line of the timeline as it is drawn: an entry, or a run of pages that were looked at one after another. */
export interface ShownLine {
  readonly key: string
  readonly entries: readonly [ShownEntry, ...ShownEntry[]]
}

/** Pages looked at with no more than this between them are one visit. */
const VISIT_GAP_MS = 30 * 60_000

/** A birthday's calendar changes with the birthday, which is told. */
const BESIDE_BIRTHDAY = 'change.birthdayCalendar'

/** Lines, newest first: consecutive page views of one visit become one line. */
export function linesOf(entries: readonly ShownEntry[]): ShownLine[] {
  const lines: { key: string; entries: [ShownEntry, ...ShownEntry[]] }[] = []
  for (const entry of entries) {
    if (entry.name === BESIDE_BIRTHDAY) continue
    const line = lines.at(-1)
    const last = line?.entries.at(-1)
    if (line && last && isPage(last) && isPage(entry) && Date.parse(last.at) - Date.parse(entry.at) <= VISIT_GAP_MS)
      line.entries.push(entry)
    else lines.push({ key: keyOf(entry), entries: [entry] })
  }
  return lines
}

function isPage({ name }: ShownEntry): boolean {
  return name === 'visit.paged'
}

function keyOf({ module, kind, id }: ShownEntry): string {
  return `${module}/${kind}/${id}`
}

/**
 * The pages with what is new put on the first one. Null when the newest page does not reach down to what is shown: then there may be a gap, and all has to
 * be read again.
 */
export function withNewest(pages: readonly TimelineResponse[], newest: TimelineResponse): TimelineResponse[] | null {
  const [first, ...rest] = pages
  if (!first) return null
  const known = new Set(pages.flatMap(({ entries }) => entries.map(keyOf)))
  const fresh = newest.entries.filter((entry) => !known.has(keyOf(entry)))
  if (fresh.length === newest.entries.length && newest.next !== null) return null
  const latest = new Map(newest.entries.map((entry) => [keyOf(entry), entry]))
  const kept = first.entries.map((entry) => latest.get(keyOf(entry)) ?? entry)
  const entries = [...fresh, ...kept].sort((one, other) => Date.parse(other.at) - Date.parse(one.at))
  return [{ ...first, entries, kinds: newest.kinds }, ...rest]
}
