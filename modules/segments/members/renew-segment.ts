import { sql, type RawBuilder } from 'kysely'
import { choiceOfCustomers, sourceOfCustomers } from '#modules/customers'
import { inTransaction, type Ctx } from '#core/context'
import { AppError } from '#core/errors'
import { tell } from '#core/live'
import { lockSegments, segmentsWith, type Segment } from '../queries.ts'
import { asProduct } from '../segment-field.ts'
import { FOLLOWED, HISTORY, REACTION } from './domain-followed.ts'
import { keepSizes, tellMoves, type SegmentMove } from './tell-moves.ts'

/** So many joins and as many leaves are told in one transaction. */
const PORTION = 5_000

/** Gathers everybody who meets the condition of a segment that is not filled, in silence. */
export async function fillSegment(ctx: Ctx, id: string): Promise<void> {
  await inSegment(ctx, id, async (ctx, segment) => {
    if (segment.filled_at !== null) return
    await setApart(ctx, segment, sql`true`)
    await ctx.db
      .updateTable('segments')
      .set({ filled_at: ctx.now, fault: null })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .execute()
  })
}

/** Takes over what imported history did to a segment, in silence. Whoever else something happened to meanwhile is left to those events. */
export async function takeOverHistory(ctx: Ctx, id: string): Promise<void> {
  await inSegment(ctx, id, async (ctx, segment) => {
    if (segment.filled_at !== null) await setApart(ctx, segment, sql`found.id not in (select root from waiting)`)
  })
}

/**
 * Follows what time alone did to a segment, and tells it, a portion at a time. Whoever an event waits for is left to it; while history waits to be taken
 * over in silence, nothing is done. True when there is more to tell.
 */
export async function followTime(ctx: Ctx, id: string): Promise<boolean> {
  const told = await inSegment(ctx, id, async (ctx, segment) => {
    if (segment.filled_at === null) return 0
    const moves = await movesOf(ctx, segment)
    await tellMoves(ctx, moves)
    if (moves.length === 0 && segment.members !== null) await keepSizes(ctx, [{ id, members: segment.members }])
    return moves.length
  })
  return (told ?? 0) >= PORTION
}

/** Does it to a segment in use, alone; one that asks about a field that is gone is marked. */
async function inSegment<Result>(
  given: Ctx,
  id: string,
  work: (ctx: Ctx, segment: Segment) => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await inTransaction(asProduct(given), async (ctx) => {
      await lockSegments(ctx)
      const [segment] = await segmentsWith(ctx, [id])
      return segment && segment.archived_at === null ? work(ctx, segment) : undefined
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await inTransaction(given, async (ctx) => {
      await ctx.db
        .updateTable('segments')
        .set({ fault: error.code })
        .where('workspace_id', '=', ctx.workspace.id)
        .where('id', '=', id)
        .execute()
    })
    return undefined
  }
}

/** SQL: `waiting`, everybody to whom something happened that was not followed yet; `found`, who meets the condition; `held`, who is known to. */
async function standing(ctx: Ctx, { id, condition }: Segment): Promise<RawBuilder<unknown>> {
  const choice = await choiceOfCustomers(ctx, { filter: condition })
  const from = sourceOfCustomers(choice, 'none')
  const workspace = ctx.workspace.id
  return sql`
    waiting as materialized (
      select distinct coalesce(p.merged_into, p.id) as root
      from events e
      join customers p on p.workspace_id = ${workspace} and p.id = e.customer_id
      where e.workspace_id = ${workspace} and e.name = any(${[...FOLLOWED]}::text[]) and e.seq > ${cursor(ctx)}
    ),
    found as materialized (
      select ${from.id} as id from ${from.tables} where ${from.workspaceId} = ${workspace} and ${from.listed} and ${choice.where}
    ),
    held as materialized (
      select m.customer_id as id from segments_members m where m.workspace_id = ${workspace} and m.segment_id = ${id}
    )`
}

/** SQL: how far the log was followed. */
function cursor(ctx: Ctx): RawBuilder<bigint> {
  return sql`coalesce((select k.seq from event_cursors k where k.workspace_id = ${ctx.workspace.id} and k.reaction = ${REACTION}), 0)`
}

async function setApart(ctx: Ctx, segment: Segment, isMeant: RawBuilder<boolean>): Promise<void> {
  const { id } = segment
  const { rows } = await sql<{ members: number }>`
    with ${await standing(ctx, segment)},
    come as (
      insert into segments_members (workspace_id, segment_id, customer_id, since)
      select ${ctx.workspace.id}::uuid, ${id}::uuid, found.id, null from found
      where not exists (select from held where held.id = found.id) and ${isMeant}
      order by found.id
      returning 1
    ),
    gone as (
      delete from segments_members m
      using (select held.id from held where not exists (select from found where found.id = held.id)) found
      where m.workspace_id = ${ctx.workspace.id} and m.segment_id = ${id} and m.customer_id = found.id and ${isMeant}
      returning 1
    )
    select ((select count(*) from held) + (select count(*) from come) - (select count(*) from gone))::int as members`.execute(ctx.db)
  const members = rows[0]?.members ?? 0
  const segments = ctx.db.updateTable('segments').set({ members, counted_at: ctx.now })
  await segments.where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  await keepSizes(ctx, [{ id, members }])
  if (members !== segment.members) await tell(ctx, 'segments.counted', { id, members })
}

async function movesOf(ctx: Ctx, segment: Segment): Promise<SegmentMove[]> {
  const workspace = ctx.workspace.id
  const { rows } = await sql<SegmentMove>`
    with ${await standing(ctx, segment)},
    history as materialized (select ${historyWaits(ctx)} as waits),
    come as (
      insert into segments_members (workspace_id, segment_id, customer_id, since)
      select ${workspace}::uuid, ${segment.id}::uuid, found.id, ${ctx.now}::timestamptz from found
      where not (select waits from history) and not exists (select from held where held.id = found.id) and found.id not in (select root from waiting)
      limit ${PORTION}
      returning segment_id, customer_id
    ),
    gone as (
      delete from segments_members m
      using (
        select held.id from held
        where not (select waits from history) and not exists (select from found where found.id = held.id) and held.id not in (select root from waiting)
        limit ${PORTION}
      ) lost
      where m.workspace_id = ${workspace} and m.segment_id = ${segment.id} and m.customer_id = lost.id
      returning m.segment_id, m.customer_id
    )
    select segment_id, customer_id, true as joined from come
    union all
    select segment_id, customer_id, false from gone`.execute(ctx.db)
  return rows
}

/** SQL: whether history is coming in, or is there and was not taken over. */
function historyWaits(ctx: Ctx): RawBuilder<boolean> {
  const workspace = ctx.workspace.id
  return sql<boolean>`(
    exists (select from events e where e.workspace_id = ${workspace} and e.name = any(${[...HISTORY]}::text[]) and e.seq > ${cursor(ctx)})
    or exists (select from segments_sweeps w where w.workspace_id = ${workspace} and w.asked > w.done)
    or exists (select from shops_pulls p where p.workspace_id = ${workspace} and p.state in ('queued', 'running', 'paused')))`
}
