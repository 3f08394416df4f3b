import { inTransaction, type Ctx } from '#core/context'
import { askForFit, RUN_FITS } from './ask-for-fit.ts'

/** Without a sign of life for this long, whoever worked on a fit is taken for dead. */
const DEAD_AFTER_MS = 30_000
/** A fit that ends its process again and again is not tried for ever. */
const PATIENCE_MS = 3_600_000

/** Takes the fit that waits; null when none does, or another one runs. */
export function claimFit(ctx: Ctx): Promise<string | null> {
  return inTransaction({ ...ctx, now: new Date() }, async (ctx) => {
    if (await endDeadFit(ctx)) await askForFit(ctx)
    const fits = ctx.db.selectFrom('insights_fits').select(['id', 'state']).where('workspace_id', '=', ctx.workspace.id)
    const open = await fits.where('state', 'in', ['waiting', 'running']).orderBy('id').forUpdate().execute()
    const waiting = open.find(({ state }) => state === 'waiting')
    if (!waiting || open.some(({ state }) => state === 'running')) return null
    await ctx.db
      .updateTable('insights_fits')
      .set({ state: 'running', started_at: ctx.now, heartbeat_at: ctx.now })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', waiting.id)
      .execute()
    return waiting.id
  })
}

/** Looks after fits whose nudge was lost or whose process died. */
export async function sweepFits(ctx: Ctx): Promise<void> {
  await inTransaction({ ...ctx, now: new Date() }, async (ctx) => {
    if (await endDeadFit(ctx)) await askForFit(ctx)
    const fits = ctx.db.selectFrom('insights_fits').select('id').where('workspace_id', '=', ctx.workspace.id)
    const waiting = await fits.where('state', '=', 'waiting').executeTakeFirst()
    if (waiting) await ctx.jobs.nudge(ctx, RUN_FITS, { workspaceId: ctx.workspace.id })
  })
}

/** Ends a fit whose process died; true when it should be tried again. Nothing of it was written. */
async function endDeadFit(ctx: Ctx): Promise<boolean> {
  const dead = await ctx.db
    .updateTable('insights_fits')
    .set({ state: 'failed', error: 'insights.fit_interrupted', finished_at: ctx.now, progress: null })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('state', '=', 'running')
    .where('heartbeat_at', '<', new Date(ctx.now.getTime() - DEAD_AFTER_MS))
    .returning('id')
    .executeTakeFirst()
  if (!dead) return false
  const before = ctx.db.selectFrom('insights_fits').select('id').where('workspace_id', '=', ctx.workspace.id).where('state', '=', 'failed')
  const recent = before.where('error', '=', 'insights.fit_interrupted').where('id', '<>', dead.id)
  return (await recent.where('finished_at', '>', new Date(ctx.now.getTime() - PATIENCE_MS)).executeTakeFirst()) === undefined
}
