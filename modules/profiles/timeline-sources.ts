import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import type { TimelineEntry, TimelineSource, TimelineWanted } from '#core/holdings'

/** What the log tells of a person beyond what other modules tell of themselves. */
const TOLD = ['visit.tracked', 'visit.paged', 'visit.screened', 'visit.grouped', 'customer.created', 'customer.stage_changed'] as const

/** Visits and milestones from the log of events. */
export const eventSource: TimelineSource = { kind: 'event', may: 'customers:read', read: readEvents }

/** Notes that members wrote. */
export const noteSource: TimelineSource = { kind: 'note', may: 'customers:read', read: readNoteEntries }

interface EventRow {
  readonly seq: bigint
  readonly name: string
  readonly occurred_at: Date
  readonly payload: Readonly<Record<string, unknown>>
}

/** Each profile's newest by the index, then the newest of all. Places in the log are padded, so that they compare as text. */
async function readEvents(ctx: Ctx, { family, before, limit }: TimelineWanted): Promise<TimelineEntry[]> {
  const earlier = before
    ? sql`and e.occurred_at <= ${before.at}::timestamptz
          and (e.occurred_at < ${before.at}::timestamptz or lpad(e.seq::text, ${WIDTH}, '0') collate "C" < ${before.id})`
    : sql``
  const { rows } = await sql<EventRow>`
    select found.seq, found.name, found.occurred_at, found.payload
    from unnest(${family}::uuid[]) as profile (id)
    cross join lateral (
      select e.seq, e.name, e.occurred_at, e.payload
      from events e
      where e.workspace_id = ${ctx.workspace.id} and e.customer_id = profile.id and e.name = any(${TOLD}::text[]) ${earlier}
      order by e.occurred_at desc, e.seq desc
      limit ${limit}
    ) found
    order by found.occurred_at desc, found.seq desc
    limit ${limit}`.execute(ctx.db)
  return rows.map(({ seq, name, occurred_at, payload }) => ({
    id: String(seq).padStart(WIDTH, '0'),
    kind: 'event',
    name,
    at: occurred_at,
    by: null,
    href: null,
    values: valuesOf(name, payload),
  }))
}

const WIDTH = 20

/** The few things about an event that a reader wants to see. */
function valuesOf(name: string, payload: Readonly<Record<string, unknown>>): Record<string, string | number | boolean | null> {
  if (name === 'customer.stage_changed') return { from: textOf(payload.from), to: textOf(payload.to) }
  if (name === 'customer.created') return { source: textOf(payload.source) }
  if (name === 'visit.grouped') return { group: textOf(payload.groupId) }
  const properties = recordOf(payload.properties)
  if (name === 'visit.tracked') return { event: textOf(payload.event), ...shortProperties(properties) }
  const page = recordOf(recordOf(payload.context).page)
  return {
    title: textOf(payload.name) ?? textOf(properties.title) ?? textOf(page.title),
    path: textOf(properties.path) ?? textOf(page.path) ?? textOf(properties.url),
  }
}

/** At most six short values, under names that cannot be taken for ours. */
function shortProperties(properties: Readonly<Record<string, unknown>>): Record<string, string | number | boolean> {
  const short = Object.entries(properties).flatMap(([key, value]): [string, string | number | boolean][] => {
    if (typeof value === 'number' || typeof value === 'boolean') return [[`p:${key}`, value]]
    return typeof value === 'string' && value !== '' && value.length <= 120 ? [[`p:${key}`, value]] : []
  })
  return Object.fromEntries(short.slice(0, 6))
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, 300) : null
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {}
}

interface NoteRow {
  readonly id: string
  readonly text: string
  readonly author_id: string
  readonly author_name: string | null
  readonly written_at: Date
  readonly edited_at: Date | null
}

async function readNoteEntries(ctx: Ctx, { family, before, limit }: TimelineWanted): Promise<TimelineEntry[]> {
  const earlier = before ? sql`and (n.written_at, n.id) < (${before.at}::timestamptz, ${before.id}::uuid)` : sql``
  const { rows } = await sql<NoteRow>`
    select n.id, n.text, n.author_id, u.name as author_name, n.written_at, n.edited_at
    from profiles_notes n
    left join auth_users u on u.id = n.author_id
    where n.workspace_id = ${ctx.workspace.id} and n.customer_id = any(${family}::uuid[]) ${earlier}
    order by n.written_at desc, n.id desc
    limit ${limit}`.execute(ctx.db)
  return rows.map((row) => ({
    id: row.id,
    kind: 'note',
    name: 'note',
    at: row.written_at,
    by: row.author_name,
    href: null,
    values: { text: row.text, authorId: row.author_id, editedAt: row.edited_at?.toISOString() ?? null },
  }))
}
