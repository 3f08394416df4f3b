import type { Ctx } from '#core/context'
import { isoOfDay } from '#pure/calendar'
import { FitProgress, type FitStatus } from './api.ts'
import { standingFit, type StandingFit } from './standing-fit.ts'

/** Whether a fit waits or runs, which one the scores stand by, and whether the last one failed. */
export async function fitStatus(ctx: Ctx, standing?: StandingFit | null): Promise<FitStatus> {
  const done = standing === undefined ? await standingFit(ctx) : standing
  const fits = ctx.db.selectFrom('insights_fits').where('workspace_id', '=', ctx.workspace.id)
  const open = await fits
    .select(['id', 'progress', 'asked_at'])
    .where('state', 'in', ['waiting', 'running'])
    .orderBy('id')
    .executeTakeFirst()
  const last = await fits
    .select(['id', 'state', 'finished_at', 'error'])
    .where('finished_at', 'is not', null)
    .orderBy('finished_at', 'desc')
    .executeTakeFirst()
  return {
    open: open ? { id: open.id, progress: FitProgress.parse(open.progress ?? WAITING), askedAt: open.asked_at.toISOString() } : null,
    done: done ? { id: done.id, finishedAt: done.finishedAt.toISOString(), asOf: isoOfDay(done.judge.asOfDay) } : null,
    failed:
      last?.state === 'failed' && last.finished_at
        ? { id: last.id, at: last.finished_at.toISOString(), code: last.error ?? 'insights.fit_failed' }
        : null,
  }
}

const WAITING = { stage: 'waiting', share: null }
