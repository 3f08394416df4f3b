import { randomUUIDv7 } from 'node:crypto'
import { inTransaction, type Ctx } from '#core/context'
import { notFound } from '#core/errors'
import { tell } from '#core/live'

/** The job that does what waits in a workspace. */
export const RUN_STUDIES = 'insights.run_studies'

/** Everybody's study is of no segment. */
export const EVERYBODY = ''

/** Has all orders, or those of a segment's customers, studied soon, and gives the study's id: that of the one which waits already, when one does. */
export function askForStudy(ctx: Ctx, lens = EVERYBODY): Promise<string> {
  return inTransaction(ctx, async (ctx) => {
    await ctx.db
      .insertInto('insights_studies')
      .values({
        workspace_id: ctx.workspace.id,
        id: randomUUIDv7(),
        lens,
        state: 'waiting',
        asked_by: ctx.actor.userId,
        asked_at: ctx.now,
        started_at: null,
        heartbeat_at: null,
        finished_at: null,
        share: null,
        error: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const waiting = ctx.db.selectFrom('insights_studies').select('id').where('workspace_id', '=', ctx.workspace.id)
    const { id } = await waiting.where('lens', '=', lens).where('state', '=', 'waiting').executeTakeFirstOrThrow()
    await ctx.jobs.nudge(ctx, RUN_STUDIES, { workspaceId: ctx.workspace.id })
    await tell(ctx, 'insights.progress', { what: 'study', id, share: null })
    return id
  })
}

/** Ends a study before it is done: at once when it waits, as soon as its worker looks up when it runs. What the one before found stays. */
export async function cancelStudy(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const studies = ctx.db.selectFrom('insights_studies').select('state').where('workspace_id', '=', ctx.workspace.id)
    const study = await studies.where('id', '=', id).forUpdate().executeTakeFirst()
    if (!study) throw notFound('insights.study_not_found')
    if (study.state !== 'waiting' && study.state !== 'running') return
    const change = study.state === 'waiting' ? { state: 'cancelled' as const, finished_at: ctx.now } : { cancel_requested: true }
    await ctx.db.updateTable('insights_studies').set(change).where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
    await tell(ctx, 'insights.progress', { what: 'study', id, share: null })
  })
}
