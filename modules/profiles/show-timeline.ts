import * as z from 'zod'
import type { Ctx } from '#core/context'
import type { TimelineSource } from '#core/holdings'
import { readCursor, writeCursor } from '#core/paging'
import type { TimelineQuery, TimelineResponse } from './api.ts'
import { mergeEntries, placeFor, type SourcedEntry, type TimelinePlace } from './domain-timeline.ts'
import { familyFor } from './family.ts'

/** What happened with a person, newest first, of every kind that the reader may see. */
export async function showTimeline(ctx: Ctx, customerId: string, query: TimelineQuery): Promise<TimelineResponse> {
  const family = await familyFor(ctx, customerId)
  const visible = sourcesFor(ctx)
  const wanted = query.kinds === undefined ? null : new Set(query.kinds.split(','))
  const sources = visible.filter(({ source }) => wanted === null || wanted.has(source.kind))
  const place = placeOf(query)
  const lists: SourcedEntry[][] = []
  for (const { name, source } of sources) {
    const before = place && placeFor(name, place)
    const entries = await source.read(ctx, { family, before, limit: query.limit + 1 })
    lists.push(entries.map((entry) => ({ ...entry, source: name })))
  }
  const { entries, hasMore } = mergeEntries(lists, query.limit)
  const last = entries.at(-1)
  return {
    entries: entries.map(({ source, at, ...entry }) => ({ ...entry, module: source.split('/')[0] ?? '', at: at.toISOString() })),
    next: last && hasMore ? writeCursor([last.at.getTime(), last.source, last.id]) : null,
    kinds: [...new Set(visible.map(({ source }) => source.kind))],
  }
}

interface NamedSource {
  /** 'orders/order' */
  readonly name: string
  readonly source: TimelineSource
}

function sourcesFor({ holdings, actor }: Ctx): NamedSource[] {
  const all = holdings.flatMap(({ module, timeline = [] }) => timeline.map((source) => ({ name: `${module}/${source.kind}`, source })))
  return all.filter(({ source }) => actor.can.has(source.may))
}

const Place = z.tuple([z.int(), z.string().max(100), z.string().max(200)])

function placeOf({ cursor, before }: TimelineQuery): TimelinePlace | null {
  if (cursor !== undefined) {
    const [at, source, id] = readCursor(Place, cursor)
    return { at, entry: { source, id } }
  }
  return before === undefined ? null : { at: Date.parse(before), entry: null }
}
