import { randomUUIDv7 } from 'node:crypto'
import { compileCondition, type Condition } from '#modules/customers'
import { inTransaction, type Ctx } from '#core/context'
import { refused } from '#core/errors'
import { emit } from '#core/events'
import type { SegmentRequest } from './api.ts'
import { refusalOfCondition, segmentsBuiltOn, segmentsNamedIn } from './domain.ts'
import { conditionsOfAll, lockSegments, segmentFor, usersOf } from './queries.ts'

/** Keeps a rule under a name. */
export async function createSegment(ctx: Ctx, request: SegmentRequest): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    const id = randomUUIDv7()
    await lockSegments(ctx)
    await checkCondition(ctx, id, request.condition)
    await ctx.db
      .insertInto('segments')
      .values({
        workspace_id: ctx.workspace.id,
        id,
        name: request.name,
        description: request.description,
        condition: JSON.stringify(request.condition),
        members: null,
        counted_at: null,
        created_by: ctx.actor.userId,
        created_at: ctx.now,
        changed_at: ctx.now,
        archived_at: null,
        filled_at: null,
        condition_at: ctx.now,
        fault: null,
      })
      .execute()
    await writeUses(ctx, id, request.condition)
    await emit(ctx, 'segment.changed', { segmentId: id })
    await renewSoon(ctx)
    return { id }
  })
}

/** Gives a segment other words or another condition. */
export async function changeSegment(ctx: Ctx, id: string, request: SegmentRequest): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockSegments(ctx)
    const segment = await segmentFor(ctx, id)
    await checkCondition(ctx, id, request.condition)
    const isSame = JSON.stringify(segment.condition) === JSON.stringify(request.condition)
    await ctx.db
      .updateTable('segments')
      .set({
        name: request.name,
        description: request.description,
        condition: JSON.stringify(request.condition),
        changed_at: ctx.now,
        ...(!isSame && { condition_at: ctx.now }),
      })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .execute()
    await writeUses(ctx, id, request.condition)
    if (!isSame) await refill(ctx, segmentsBuiltOn(id, await conditionsOfAll(ctx)))
    await emit(ctx, 'segment.changed', { segmentId: id })
  })
}

/** Puts a segment away, or takes it out again; whatever names it goes on working. */
export async function archiveSegment(ctx: Ctx, id: string, archivedAt: Date | null): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockSegments(ctx)
    await segmentFor(ctx, id)
    await ctx.db
      .updateTable('segments')
      .set({ archived_at: archivedAt })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .execute()
    await refill(ctx, [id])
    await emit(ctx, 'segment.changed', { segmentId: id })
  })
}

/** Removes a segment that no other one names. */
export async function deleteSegment(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockSegments(ctx)
    await segmentFor(ctx, id)
    const users = (await usersOf(ctx)).get(id) ?? []
    if (users.length > 0) throw refused('segments.in_use', { segments: users })
    await ctx.db.deleteFrom('segments_members').where('workspace_id', '=', ctx.workspace.id).where('segment_id', '=', id).execute()
    await ctx.db.deleteFrom('segments').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
    await emit(ctx, 'segment.changed', { segmentId: id })
  })
}

/** Whoever is in them is gathered anew, in silence: nothing happened to anybody. */
async function refill(ctx: Ctx, ids: readonly string[]): Promise<void> {
  await ctx.db
    .updateTable('segments')
    .set({ filled_at: null, members: null, counted_at: null, fault: null })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', 'in', ids)
    .execute()
  await renewSoon(ctx)
}

function renewSoon(ctx: Ctx): Promise<void> {
  return ctx.jobs.nudge(ctx, 'segments.renew', { workspaceId: ctx.workspace.id, isTime: false })
}

/** The actor may ask for all of it, every segment that it names is there, and no circle closes. */
async function checkCondition(ctx: Ctx, id: string, condition: Condition): Promise<void> {
  const refusal = refusalOfCondition(id, condition, await conditionsOfAll(ctx))
  if (refusal) throw refused(refusal)
  await compileCondition(ctx, condition)
}

async function writeUses(ctx: Ctx, id: string, condition: Condition): Promise<void> {
  await ctx.db.deleteFrom('segments_uses').where('workspace_id', '=', ctx.workspace.id).where('segment_id', '=', id).execute()
  const uses = segmentsNamedIn(condition).map((named) => ({ workspace_id: ctx.workspace.id, segment_id: id, uses_id: named }))
  if (uses.length > 0) await ctx.db.insertInto('segments_uses').values(uses).execute()
}
