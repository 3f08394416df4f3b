import { sql } from 'kysely'
import { rootsOf } from '#modules/customers'
import { inTransaction, type Ctx } from '#core/context'
import type { Among } from '#core/holdings'
import { lockSegments } from '../queries.ts'
import { asProduct } from '../segment-field.ts'
import { compileFew, LISTED, liveSegments, type Compiled } from './live-segments.ts'
import { tellMoves, type SegmentMove } from './tell-moves.ts'

/** So many customers are looked at by one statement, against so many segments. */
const CUSTOMERS_AT_ONCE = 2_000
const SEGMENTS_AT_ONCE = 25

/**
 * Looks at these profiles' customers again, against every segment that is followed, and tells who joined and who left. Whoever only visited is looked at
 * by the segments that ask about visits. Called again, it finds nothing to do.
 */
export async function followCustomers(
  given: Ctx,
  profiles: { readonly changed: readonly string[]; readonly visited: readonly string[] },
): Promise<void> {
  await inTransaction(asProduct(given), async (ctx) => {
    await lockSegments(ctx)
    const segments = await liveSegments(ctx)
    if (segments.length === 0) return
    const changed = await withRoots(ctx, profiles.changed)
    const known = new Set(changed)
    const visited = (await withRoots(ctx, profiles.visited)).filter((id) => !known.has(id))
    const all = await compileFew(ctx, segments, AMONG)
    const ofVisits = new Set(segments.flatMap(({ id, followsVisits }) => (followsVisits ? [id] : [])))
    await moveAll(ctx, all, changed)
    await moveAll(
      ctx,
      all.filter(({ id }) => ofVisits.has(id)),
      visited,
    )
  })
}

/** A profile that was merged away is in no segment any more: its own id is looked at too. */
async function withRoots(ctx: Ctx, profileIds: readonly string[]): Promise<string[]> {
  return [...new Set([...profileIds, ...(await rootsOf(ctx, profileIds)).values()])]
}

async function moveAll(ctx: Ctx, segments: readonly Compiled[], ids: readonly string[]): Promise<void> {
  for (const some of portions(ids, CUSTOMERS_AT_ONCE)) {
    const moves: SegmentMove[] = []
    for (const few of portions(segments, SEGMENTS_AT_ONCE)) moves.push(...(await moveSome(ctx, few, some)))
    await tellMoves(ctx, moves)
  }
}

function portions<Each>(all: readonly Each[], size: number): Each[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size))
}

/** The customers of the statement below. */
const AMONG: Among = { customers: sql`array(select id from people)`, profiles: sql`array(select id from families)` }

/** Writes what differs between who meets the conditions and who is known to, and gives the differences. */
async function moveSome(ctx: Ctx, segments: readonly Compiled[], ids: readonly string[]): Promise<SegmentMove[]> {
  const workspace = ctx.workspace.id
  const meets = segments.map(
    ({ id, meets }) => sql`
      select ${id}::uuid as segment_id, c.id as customer_id
      from people c
      left join sums s on s.workspace_id = c.workspace_id and s.customer_id = c.id
      where ${meets}`,
  )
  const { rows } = await sql<SegmentMove>`
    with people as materialized (
      select c.* from customers c where c.workspace_id = ${workspace} and c.id = any(${ids}::uuid[]) and ${LISTED}
    ),
    sums as materialized (
      select s.* from customers_summaries s where s.workspace_id = ${workspace} and s.customer_id = any(${ids}::uuid[])
    ),
    families as materialized (
      select id from people
      union all
      select p.id from customers p where p.workspace_id = ${workspace} and p.merged_into = any(${ids}::uuid[])
    ),
    meeting as materialized (${sql.join(meets, sql` union all `)}),
    held as materialized (
      select m.segment_id, m.customer_id
      from segments_members m
      where m.workspace_id = ${workspace} and m.segment_id = any(${segments.map(({ id }) => id)}::uuid[]) and m.customer_id = any(${ids}::uuid[])
    ),
    gone as (
      delete from segments_members m
      using held h
      where m.workspace_id = ${workspace} and m.segment_id = h.segment_id and m.customer_id = h.customer_id
        and not exists (select from meeting n where n.segment_id = h.segment_id and n.customer_id = h.customer_id)
      returning m.segment_id, m.customer_id
    ),
    come as (
      insert into segments_members (workspace_id, segment_id, customer_id, since)
      select ${workspace}::uuid, n.segment_id, n.customer_id, ${ctx.now}::timestamptz
      from meeting n
      where not exists (select from held h where h.segment_id = n.segment_id and h.customer_id = n.customer_id)
      returning segment_id, customer_id
    )
    select segment_id, customer_id, true as joined from come
    union all
    select segment_id, customer_id, false from gone`.execute(ctx.db)
  return rows
}
