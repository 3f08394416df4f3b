import { sql } from 'kysely'
import { rootsOf } from '#modules/customers'
import type { Ctx } from '#core/context'
import { emitAll } from '#core/events'
import { tell } from '#core/live'
import { dayOf } from '#pure/zone'

/** Somebody who came into a segment, or left it. */
export interface SegmentMove {
  readonly segment_id: string
  readonly customer_id: string
  readonly joined: boolean
}

/** Events are written in portions, so that no statement grows with the shop. */
const PORTION = 5_000

/** Tells each move, and keeps how many are in the segments now. Whoever was merged into another has moved there, and is not told of. */
export async function tellMoves(ctx: Ctx, moves: readonly SegmentMove[]): Promise<void> {
  if (moves.length === 0) return
  const roots = await rootsOf(
    ctx,
    moves.map(({ customer_id }) => customer_id),
  )
  const told = moves.filter(({ customer_id }) => roots.get(customer_id) === customer_id)
  for (let from = 0; from < told.length; from += PORTION) {
    await emitAll(
      ctx,
      told.slice(from, from + PORTION).map(({ segment_id: segmentId, customer_id: customerId, joined }) => ({
        name: joined ? ('segment.joined' as const) : ('segment.left' as const),
        payload: { segmentId, customerId },
        customerId,
      })),
    )
  }
  await addToSizes(ctx, moves)
}

interface Size {
  readonly id: string
  readonly members: number
  readonly came?: number
  readonly went?: number
}

/** Keeps how many are in the segments now, and tells open pages. */
async function addToSizes(ctx: Ctx, moves: readonly SegmentMove[]): Promise<void> {
  const changes = new Map<string, { came: number; went: number }>()
  for (const { segment_id, joined } of moves) {
    const change = changes.get(segment_id) ?? { came: 0, went: 0 }
    changes.set(segment_id, { came: change.came + (joined ? 1 : 0), went: change.went + (joined ? 0 : 1) })
  }
  const { rows } = await sql<{ id: string; members: number }>`
    update segments g
    set members = coalesce(g.members, 0) + d.change, counted_at = ${ctx.now}
    from unnest(${[...changes.keys()]}::uuid[], ${[...changes.values()].map(({ came, went }) => came - went)}::int[]) as d (id, change)
    where g.workspace_id = ${ctx.workspace.id} and g.id = d.id
    returning g.id, g.members`.execute(ctx.db)
  await keepSizes(
    ctx,
    rows.map((row) => ({ ...row, ...changes.get(row.id) })),
  )
  for (const { id, members } of rows) await tell(ctx, 'segments.counted', { id, members })
}

/** The sizes of today, as far as it went. */
export async function keepSizes(ctx: Ctx, sizes: readonly Size[]): Promise<void> {
  await sql`
    insert into segments_sizes (workspace_id, segment_id, day, members, came, went)
    select ${ctx.workspace.id}::uuid, d.id, ${dayOf(ctx.now.getTime(), ctx.workspace.timeZone)}::int, d.members, d.came, d.went
    from unnest(
      ${sizes.map(({ id }) => id)}::uuid[], ${sizes.map(({ members }) => members)}::int[],
      ${sizes.map(({ came = 0 }) => came)}::int[], ${sizes.map(({ went = 0 }) => went)}::int[]
    ) as d (id, members, came, went)
    on conflict (workspace_id, segment_id, day) do update
    set members = excluded.members, came = segments_sizes.came + excluded.came, went = segments_sizes.went + excluded.went`.execute(ctx.db)
}
