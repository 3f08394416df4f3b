import * as z from 'zod'
import { inTransaction, type Ctx } from '#core/context'
import { emit } from '#core/events'
import { job, type Job } from '#core/jobs'
import type { Reaction } from '#core/reactions'
import type { Server } from '#core/server'
import { reachedOn } from './domain.ts'
import { loadFigures, markExpectedValue } from './figures.ts'
import { openGoals } from './queries.ts'
import type { KeptGoal } from './queries.ts'

const CHECK = 'insights.check_goals'
const Nudge = z.object({ workspaceId: z.uuid().optional() })

/** Once a day, and after what moves figures all at once: notes how far things have come and says which goals were reached. */
export const checkGoalsJob = (contextsOf: (server: Server, workspaceId: string | undefined) => Promise<Ctx[]>): Job =>
  job(CHECK, Nudge, async (server, { workspaceId }) => {
    for (const ctx of await contextsOf(server, workspaceId)) await checkGoals(ctx)
  })

/** Imports and fits move figures all at once. */
export const checkGoalsSoon: Reaction = {
  name: 'insights.check_goals_soon',
  on: ['import.finished', 'insights.fitted'],
  run: (ctx) => ctx.jobs.nudge(ctx, CHECK, { workspaceId: ctx.workspace.id }),
}

/** Says of every open goal, once, that it was reached. Gives how many were. */
export async function checkGoals(ctx: Ctx): Promise<number> {
  await inTransaction(ctx, markExpectedValue)
  const goals = await inTransaction(ctx, openGoals)
  if (goals.length === 0) return 0
  const figures = await inTransaction(ctx, (ctx) =>
    loadFigures(
      ctx,
      goals.map(({ measure }) => measure),
    ),
  )
  if (figures === null) return 0
  let reached = 0
  for (const goal of goals) {
    const day = reachedOn(figures, goal)
    if (day !== null && (await tell(ctx, goal, day))) reached += 1
  }
  return reached
}

/** Of two who find a goal reached at once, one tells; nobody does when it was set anew meanwhile. */
function tell(ctx: Ctx, { id, target, dueDay }: KeptGoal, day: number): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const told = await ctx.db
      .updateTable('insights_goals')
      .set({ reached_day: day })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .where('target', '=', target)
      .where('due_day', '=', dueDay)
      .where('reached_day', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!told) return false
    await emit(ctx, 'goal.reached', { goalId: id })
    return true
  })
}
