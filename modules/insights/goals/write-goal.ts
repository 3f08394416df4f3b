import { randomUUIDv7 } from 'node:crypto'
import { inTransaction, type Ctx } from '#core/context'
import { invalid, notFound, refused } from '#core/errors'
import { listColleagues } from '#modules/workspaces'
import { dayOfIso } from '#pure/calendar'
import { dayOf } from '#pure/zone'
import type { GoalRequest } from './api.ts'
import { refusalOfGoal, startValueOf } from './domain.ts'
import { loadFigures } from './figures.ts'
import { lockGoal } from './queries.ts'

/** Sets a goal. */
export async function setGoal(ctx: Ctx, request: GoalRequest): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    const id = randomUUIDv7()
    const values = await valuesOf(ctx, request)
    const made = { created_by: ctx.actor.userId, created_at: ctx.now, archived_at: null }
    await ctx.db
      .insertInto('insights_goals')
      .values({ workspace_id: ctx.workspace.id, id, ...values, ...made })
      .execute()
    return { id }
  })
}

/** Sets a goal anew: another number, date, owner or note. Whether it is reached is found out again. */
export async function changeGoal(ctx: Ctx, id: string, request: GoalRequest): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockGoal(ctx, id)
    const values = await valuesOf(ctx, request)
    await ctx.db.updateTable('insights_goals').set(values).where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  })
}

/** Puts a goal away, or takes it out again. */
export async function archiveGoal(ctx: Ctx, id: string, archivedAt: Date | null): Promise<void> {
  const goals = ctx.db.updateTable('insights_goals').set({ archived_at: archivedAt }).where('workspace_id', '=', ctx.workspace.id)
  const changed = await inTransaction(ctx, () => goals.where('id', '=', id).returning('id').executeTakeFirst())
  if (!changed) throw notFound('insights.goal_not_found')
}

/** Removes a goal for good. */
export async function deleteGoal(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockGoal(ctx, id)
    await ctx.db.deleteFrom('insights_goals').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  })
}

async function valuesOf(ctx: Ctx, { measure, target, startDay, dueDay, ownerId, note }: GoalRequest) {
  if (ownerId !== null && !(await listColleagues(ctx)).some(({ id }) => id === ownerId)) throw invalid('insights.no_such_member')
  const figures = await loadFigures(ctx, [measure])
  const start = startDay === undefined ? null : dayOfIso(startDay)
  const begins = start ?? (figures === null ? dayOf(ctx.now.getTime(), ctx.workspace.timeZone) : figures.asOfDay + 1)
  const goal = { measure, target, startDay: begins, dueDay: dayOfIso(dueDay) ?? begins }
  const refusal = refusalOfGoal(figures, goal)
  if (refusal || figures === null) throw refused(refusal ?? 'insights.goal_needs_orders')
  return {
    measure,
    target,
    start_day: goal.startDay,
    due_day: goal.dueDay,
    start_value: startValueOf(figures, measure, goal.startDay),
    owner_id: ownerId,
    note,
    reached_day: null,
    changed_at: ctx.now,
  }
}
