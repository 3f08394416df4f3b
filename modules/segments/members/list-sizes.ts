import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { dayOf } from '#pure/zone'
import type { MovesResponse, SizesResponse } from '../api.ts'
import { segmentFor } from '../queries.ts'

const MOST_DAYS = 3660
const MOST_MOVES = 20
/** Moves are looked for among so many of the latest events. */
const LATEST = 50_000

/** How many were in the segment by day, oldest first. */
export async function listSizes(ctx: Ctx, id: string): Promise<SizesResponse> {
  const { condition_at } = await segmentFor(ctx, id)
  const { rows } = await sql<SizesResponse['sizes'][number]>`
    select * from (
      select z.day, z.members, z.came as joined, z.went as left
      from segments_sizes z
      where z.workspace_id = ${ctx.workspace.id} and z.segment_id = ${id}
      order by z.day desc
      limit ${MOST_DAYS}
    ) latest
    order by day`.execute(ctx.db)
  return { sizes: rows, conditionDay: dayOf(condition_at.getTime(), ctx.workspace.timeZone) }
}

/** Who joined and who left lately, latest first. */
export async function listMoves(ctx: Ctx, id: string): Promise<MovesResponse['moves']> {
  await segmentFor(ctx, id)
  const { rows } = await sql<{ id: string; name: string | null; event: string; at: Date }>`
    select c.id, c.name, e.name as event, e.occurred_at as at
    from events e
    join customers c on c.workspace_id = ${ctx.workspace.id} and c.id = e.customer_id
    where e.workspace_id = ${ctx.workspace.id} and e.name in ('segment.joined', 'segment.left') and e.payload ->> 'segmentId' = ${id}
      and e.seq > (select k.seq from event_counters k where k.workspace_id = ${ctx.workspace.id}) - ${LATEST}::int
    order by e.seq desc
    limit ${MOST_MOVES}`.execute(ctx.db)
  return rows.map((row) => ({ customerId: row.id, name: row.name, joined: row.event === 'segment.joined', at: row.at.toISOString() }))
}
