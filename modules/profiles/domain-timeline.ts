import type { TimelineEntry } from '#core/holdings'

/** The smallest of ids, in either way that sources compare them: as uuids or as text. */
const BEFORE_ALL_IDS = '00000000-0000-0000-0000-000000000000'

/** A place on a merged timeline: entries are ordered by instant, source and id, newest and greatest first. */
export interface TimelinePlace {
  /** ms since 1970. */
  readonly at: number
  /** Null: before everything of this instant. */
  readonly entry: { readonly source: string; readonly id: string } | null
}

/** An entry with the name of the source that gave it. */
export interface SourcedEntry extends TimelineEntry {
  readonly source: string
}

/**
 * The place from which one source goes on. Ids of different sources cannot be compared, so a source that comes after the place's own in the order of an instant
 * still has to give that instant, and one that comes before has given it.
 */
export function placeFor(source: string, { at, entry }: TimelinePlace): { readonly at: Date; readonly id: string } {
  if (entry === null || source > entry.source) return { at: new Date(at), id: BEFORE_ALL_IDS }
  if (source === entry.source) return { at: new Date(at), id: entry.id }
  return { at: new Date(at + 1), id: BEFORE_ALL_IDS }
}

/** The newest `limit` of what all sources gave, and whether there is more. */
export function mergeEntries(
  lists: readonly (readonly SourcedEntry[])[],
  limit: number,
): { readonly entries: readonly SourcedEntry[]; readonly hasMore: boolean } {
  const all = lists.flat().sort(newestFirst)
  return { entries: all.slice(0, limit), hasMore: all.length > limit }
}

function newestFirst(one: SourcedEntry, other: SourcedEntry): number {
  return other.at.getTime() - one.at.getTime() || compare(other.source, one.source) || compare(other.id, one.id)
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
