import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { tell } from '#core/live'
import type { Server } from '#core/server'
import { systemCtx, workspaceById } from '#modules/workspaces'
import type { FitProgress } from './api.ts'
import { fitAndScore } from './fit-and-score.ts'
import { claimFit } from './queue.ts'

type Runner = Pick<Server, 'db' | 'files' | 'jobs' | 'holdings' | 'log'>

/** Works on the fits that wait in a workspace, one after the other; leaves those alone that another process works on. */
export async function runFits(server: Runner, workspaceId: string): Promise<void> {
  for (;;) {
    const workspace = await workspaceById(server.db, workspaceId)
    if (!workspace) return
    const ctx = systemCtx(server, workspace)
    const id = await claimFit(ctx)
    if (id === null) return
    await runFit(server, ctx, id)
  }
}

/** Watches over the work: writes its progress and its sign of life twice a second, and stops it when asked to. */
async function runFit(server: Runner, ctx: Ctx, id: string): Promise<void> {
  const stop = new AbortController()
  let progress: FitProgress = { stage: 'reading', share: null }
  let pid: number | null = null
  const work = fitAndScore(ctx, id, {
    signal: stop.signal,
    tell: (now) => (progress = now),
    working: (id) => (pid = id),
  })
  const ended = work.then(
    () => null,
    (err: unknown) => ({ err }),
  )
  const finished = ended.then(() => true)
  while (!(await Promise.race([finished, wait(500)]))) {
    if (!stop.signal.aborted && (await showLife(ctx, id, progress))) continue
    stop.abort()
    if (pid !== null) await sql`select pg_cancel_backend(${pid})`.execute(server.db)
  }
  const failure = await ended
  if (failure && !stop.signal.aborted) server.log.error({ err: failure.err, fitId: id }, 'fit failed')
  if (failure) await settle(ctx, id, stop.signal.aborted)
  await inTransaction(ctx, (ctx) => tell(ctx, 'insights.progress', { what: 'fit', id, stage: null, share: null }))
}

/** The work's own transaction writes a success; what rolled back is written here. */
async function settle(ctx: Ctx, id: string, isCancelled: boolean): Promise<void> {
  const ending = isCancelled ? ({ state: 'cancelled' } as const) : ({ state: 'failed', error: 'insights.fit_failed' } as const)
  await inTransaction(ctx, (ctx) =>
    ctx.db
      .updateTable('insights_fits')
      .set({ ...ending, finished_at: new Date(), progress: null })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .where('state', '=', 'running')
      .execute(),
  )
}

/** False when somebody asked to stop, or took it for dead. */
function showLife(ctx: Ctx, id: string, progress: FitProgress): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const row = await ctx.db
      .updateTable('insights_fits')
      .set({ heartbeat_at: new Date(), progress: JSON.stringify(progress) })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .where('state', '=', 'running')
      .returning('cancel_requested')
      .executeTakeFirst()
    if (row) await tell(ctx, 'insights.progress', { what: 'fit', id, ...progress })
    return row?.cancel_requested === false
  })
}

function wait(ms: number): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), ms))
}
