import { inTransaction, type Ctx } from '#core/context'
import { RUN_STUDIES } from './ask-for-study.ts'

/** Without a sign of life for this long, whoever worked on a study is taken for dead. */
const DEAD_AFTER_MS = 30_000
/** A study that ends its process again and again is not tried for ever. */
const MOST_ATTEMPTS = 2

/** What is to be studied. */
export interface ClaimedStudy {
  readonly id: string
  readonly lens: string
}

/** Takes the study that has waited longest; null when none does, or one of the workspace is being worked on: they go one by one. */
export function claimStudy(ctx: Ctx): Promise<ClaimedStudy | null> {
  return inTransaction({ ...ctx, now: new Date() }, async (ctx) => {
    await endDeadStudies(ctx)
    const studies = ctx.db.selectFrom('insights_studies').select(['id', 'lens', 'state']).where('workspace_id', '=', ctx.workspace.id)
    const open = await studies.where('state', 'in', ['waiting', 'running']).orderBy('id').forUpdate().execute()
    const waiting = open.find(({ state }) => state === 'waiting')
    if (!waiting || open.some(({ state }) => state === 'running')) return null
    await ctx.db
      .updateTable('insights_studies')
      .set((row) => ({ state: 'running', started_at: ctx.now, heartbeat_at: ctx.now, share: 0, attempts: row('attempts', '+', 1) }))
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', waiting.id)
      .execute()
    return { id: waiting.id, lens: waiting.lens }
  })
}

/** Looks after studies whose nudge was lost or whose process died. */
export async function sweepStudies(ctx: Ctx): Promise<void> {
  await inTransaction({ ...ctx, now: new Date() }, async (ctx) => {
    await endDeadStudies(ctx)
    const studies = ctx.db.selectFrom('insights_studies').select('id').where('workspace_id', '=', ctx.workspace.id)
    if (await studies.where('state', '=', 'waiting').executeTakeFirst()) {
      await ctx.jobs.nudge(ctx, RUN_STUDIES, { workspaceId: ctx.workspace.id })
    }
  })
}

/** A study whose process died waits again, unless another one of its kind does, somebody asked to stop it, or it was tried often enough. */
async function endDeadStudies(ctx: Ctx): Promise<void> {
  const studies = ctx.db.selectFrom('insights_studies').selectAll().where('workspace_id', '=', ctx.workspace.id)
  const open = await studies.where('state', 'in', ['waiting', 'running']).orderBy('id').forUpdate().execute()
  const isDead = ({ state, heartbeat_at }: (typeof open)[number]) =>
    state === 'running' && (heartbeat_at?.getTime() ?? 0) < ctx.now.getTime() - DEAD_AFTER_MS
  for (const dead of open.filter(isDead)) {
    const isReplaced = open.some(({ lens, state }) => state === 'waiting' && lens === dead.lens)
    const again = !isReplaced && !dead.cancel_requested && dead.attempts < MOST_ATTEMPTS
    const ending = dead.cancel_requested
      ? ({ state: 'cancelled', finished_at: ctx.now } as const)
      : ({ state: 'failed', finished_at: ctx.now, error: 'insights.study_interrupted' } as const)
    await ctx.db
      .updateTable('insights_studies')
      .set({ ...(again ? { state: 'waiting', started_at: null, heartbeat_at: null } : ending), share: null })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', dead.id)
      .execute()
  }
}
