import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import type { TimelineEntry, TimelineSource, TimelineWanted } from '#core/holdings'

/** The segments that a person is in, by name. */
export async function segmentsOf(
  ctx: Ctx,
  family: readonly string[],
): Promise<readonly { readonly name: string; readonly since: Date | null }[]> {
  const { rows } = await sql<{ name: string; since: Date | null }>`
    select g.name, m.since
    from segments g
    join segments_members m on m.workspace_id = g.workspace_id and m.segment_id = g.id and m.customer_id = any(${family}::uuid[])
    where g.workspace_id = ${ctx.workspace.id} and g.archived_at is null
    order by g.name`.execute(ctx.db)
  return rows
}

/** When a person joined segments and left them. */
export const movesSource: TimelineSource = { kind: 'segment', may: 'segments:read', read: readMoves }

/** Places in the log are padded, so that they compare as text. */
const WIDTH = 20

async function readMoves(ctx: Ctx, { family, before, limit }: TimelineWanted): Promise<TimelineEntry[]> {
  const earlier = before
    ? sql`and e.occurred_at <= ${before.at}::timestamptz
          and (e.occurred_at < ${before.at}::timestamptz or lpad(e.seq::text, ${WIDTH}, '0') collate "C" < ${before.id})`
    : sql``
  const { rows } = await sql<{ seq: bigint; event: string; at: Date; id: string; segment: string }>`
    select e.seq, e.name as event, e.occurred_at as at, g.id, g.name as segment
    from events e
    join segments g on g.workspace_id = ${ctx.workspace.id} and g.id::text = e.payload ->> 'segmentId'
    where e.workspace_id = ${ctx.workspace.id} and e.customer_id = any(${family}::uuid[]) and e.name in ('segment.joined', 'segment.left') ${earlier}
    order by e.occurred_at desc, e.seq desc
    limit ${limit}`.execute(ctx.db)
  return rows.map(({ seq, event, at, id, segment }) => ({
    id: String(seq).padStart(WIDTH, '0'),
    kind: 'segment',
    name: event,
    at,
    by: null,
    href: `/segments/${id}`,
    values: { segment },
  }))
}
