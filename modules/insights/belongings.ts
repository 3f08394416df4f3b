import type { Ctx } from '#core/context'
import type { Belonging } from '#core/holdings'

/** Goals that a member looks after, and the report of each month that they get. */
export const INSIGHTS_BELONGINGS: readonly Belonging[] = [
  { name: 'goals', fate: 'passes', count: countGoals, handOver: handOverGoals },
  { name: 'reports', fate: 'ends', count: countReports, end: endReports },
]

/** Goals that are over stay theirs, as history. */
async function countGoals(ctx: Ctx, userId: string): Promise<number> {
  const { count } = await ctx.db
    .selectFrom('insights_goals')
    .select((row) => row.fn.countAll<bigint>().as('count'))
    .where('workspace_id', '=', ctx.workspace.id)
    .where('owner_id', '=', userId)
    .where('archived_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

async function handOverGoals(ctx: Ctx, from: string, to: string): Promise<void> {
  await ctx.db
    .updateTable('insights_goals')
    .set({ owner_id: to, changed_at: ctx.now })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('owner_id', '=', from)
    .where('archived_at', 'is', null)
    .execute()
}

async function countReports(ctx: Ctx, userId: string): Promise<number> {
  const { count } = await ctx.db
    .selectFrom('insights_readers')
    .select((row) => row.fn.countAll<bigint>().as('count'))
    .where('workspace_id', '=', ctx.workspace.id)
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

async function endReports(ctx: Ctx, userId: string): Promise<void> {
  await ctx.db.deleteFrom('insights_readers').where('workspace_id', '=', ctx.workspace.id).where('user_id', '=', userId).execute()
}
