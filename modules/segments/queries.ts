import { sql, type Selectable } from 'kysely'
import { Condition } from '#api/customers'
import type { Ctx } from '#core/context'
import { notFound } from '#core/errors'
import { dayOf } from '#pure/zone'
import type { SegmentResponse } from './api.ts'
import type { SegmentsTable } from './tables.ts'

/** A segment as it is kept, with its condition read. */
export interface Segment extends Omit<Selectable<SegmentsTable>, 'condition'> {
  readonly condition: Condition
}

/** The segment, or "not found" for one that is missing and for one of another workspace alike. */
export async function segmentFor(ctx: Ctx, id: string): Promise<Segment> {
  const row = await ctx.db
    .selectFrom('segments')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('segments.not_found')
  return segmentOf(row)
}

/** Segments with these ids, in no order; those that are missing are left out. */
export async function segmentsWith(ctx: Ctx, ids: readonly string[]): Promise<Segment[]> {
  if (ids.length === 0) return []
  const rows = await ctx.db.selectFrom('segments').selectAll().where('workspace_id', '=', ctx.workspace.id).where('id', 'in', ids).execute()
  return rows.map(segmentOf)
}

/** All segments that are in use or, when asked for, all that were archived, by name. */
export async function listSegments(ctx: Ctx, archived: boolean): Promise<SegmentResponse[]> {
  const rows = await ctx.db
    .selectFrom('segments')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .where('archived_at', archived ? 'is not' : 'is', null)
    .orderBy(sql`name collate "fa-x-icu"`)
    .orderBy('id')
    .execute()
  const users = await usersOf(ctx)
  const sizes = await lastSizes(
    ctx,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => segmentResponse(segmentOf(row), users.get(row.id) ?? [], sizes.get(row.id) ?? []))
}

/** One segment, as pages show it. */
export async function showSegment(ctx: Ctx, id: string): Promise<SegmentResponse> {
  const segment = await segmentFor(ctx, id)
  return segmentResponse(segment, (await usersOf(ctx)).get(id) ?? [], (await lastSizes(ctx, [id])).get(id) ?? [])
}

const DAYS_SHOWN = 60

/** The sizes of the last days, oldest first. */
async function lastSizes(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, SegmentResponse['sizes']>> {
  const { rows } = await sql<{ segment_id: string; sizes: SegmentResponse['sizes'] }>`
    select z.segment_id, jsonb_agg(jsonb_build_object('day', z.day, 'members', z.members) order by z.day) as sizes
    from segments_sizes z
    where z.workspace_id = ${ctx.workspace.id} and z.segment_id = any(${ids}::uuid[])
      and z.day > ${dayOf(ctx.now.getTime(), ctx.workspace.timeZone) - DAYS_SHOWN}::int
    group by z.segment_id`.execute(ctx.db)
  return new Map(rows.map(({ segment_id, sizes }) => [segment_id, sizes]))
}

/** The conditions of all segments, archived ones too. */
export async function conditionsOfAll(ctx: Ctx): Promise<ReadonlyMap<string, Condition>> {
  const rows = await ctx.db.selectFrom('segments').select(['id', 'condition']).where('workspace_id', '=', ctx.workspace.id).execute()
  return new Map(rows.map(({ id, condition }) => [id, Condition.parse(condition)]))
}

/** The names of the segments that name each one. */
export async function usersOf(ctx: Ctx): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await ctx.db
    .selectFrom('segments_uses as u')
    .innerJoin('segments as s', (join) => join.onRef('s.workspace_id', '=', 'u.workspace_id').onRef('s.id', '=', 'u.segment_id'))
    .select(['u.uses_id', 's.name'])
    .where('u.workspace_id', '=', ctx.workspace.id)
    .orderBy('s.name')
    .execute()
  const users = new Map<string, string[]>()
  for (const { uses_id, name } of rows) users.set(uses_id, [...(users.get(uses_id) ?? []), name])
  return users
}

/** Held by whoever writes conditions, until the transaction ends. */
export async function lockSegments(ctx: Ctx): Promise<void> {
  await sql`insert into segments_locks (workspace_id) values (${ctx.workspace.id}) on conflict (workspace_id) do nothing`.execute(ctx.db)
  await sql`select from segments_locks where workspace_id = ${ctx.workspace.id} for update`.execute(ctx.db)
}

function segmentOf(row: Selectable<SegmentsTable>): Segment {
  return { ...row, condition: Condition.parse(row.condition) }
}

function segmentResponse(segment: Segment, usedBy: readonly string[], sizes: SegmentResponse['sizes']): SegmentResponse {
  return {
    id: segment.id,
    name: segment.name,
    description: segment.description,
    condition: segment.condition,
    members: segment.members,
    countedAt: segment.counted_at?.toISOString() ?? null,
    createdBy: segment.created_by,
    createdAt: segment.created_at.toISOString(),
    changedAt: segment.changed_at.toISOString(),
    archivedAt: segment.archived_at?.toISOString() ?? null,
    filledAt: segment.filled_at?.toISOString() ?? null,
    conditionAt: segment.condition_at.toISOString(),
    fault: segment.fault,
    sizes: [...sizes],
    usedBy: [...usedBy],
  }
}
