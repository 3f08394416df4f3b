import { randomUUIDv7 } from 'node:crypto'
import { inTransaction, type Ctx } from '#core/context'
import { notFound } from '#core/errors'
import { tell } from '#core/live'

/** The job that does what waits in a workspace. */
export const RUN_FITS = 'insights.run_fits'

/** Has the models fitted and everybody scored soon, and gives the fit's id: that of the one which waits already, when one does. */
export function askForFit(ctx: Ctx): Promise<string> {
  return inTransaction(ctx, async (ctx) => {
    await ctx.db
      .insertInto('insights_fits')
      .values({
        workspace_id: ctx.workspace.id,
        id: randomUUIDv7(),
        state: 'waiting',
        asked_by: ctx.actor.userId,
        asked_at: ctx.now,
        started_at: null,
        heartbeat_at: null,
        finished_at: null,
        as_of_day: null,
        error: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const waiting = ctx.db.selectFrom('insights_fits').select('id').where('workspace_id', '=', ctx.workspace.id)
    const { id } = await waiting.where('state', '=', 'waiting').executeTakeFirstOrThrow()
    await ctx.jobs.nudge(ctx, RUN_FITS, { workspaceId: ctx.workspace.id })
    await tell(ctx, 'insights.progress', { what: 'fit', id, stage: 'waiting', share: null })
    return id
  })
}

/** Ends a fit before it is done: at once when it waits, as soon as its worker looks up when it runs. Scores stay as they were. */
export async function cancelFit(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const fits = ctx.db.selectFrom('insights_fits').select('state').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id)
    const fit = await fits.forUpdate().executeTakeFirst()
    if (!fit) throw notFound('insights.fit_not_found')
    if (fit.state !== 'waiting' && fit.state !== 'running') return
    const change = fit.state === 'waiting' ? { state: 'cancelled' as const, finished_at: ctx.now } : { cancel_requested: true }
    await ctx.db.updateTable('insights_fits').set(change).where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
    await tell(ctx, 'insights.progress', { what: 'fit', id, stage: null, share: null })
  })
}
