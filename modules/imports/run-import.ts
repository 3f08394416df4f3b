import { existsSync } from 'node:fs'
import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { tell } from '#core/live'
import type { Server } from '#core/server'
import { systemCtx, workspaceById } from '#modules/workspaces'
import type { ImportProgress } from './api.ts'
import { progressMeter } from './progress.ts'
import { claimNext, type Claimed } from './queue.ts'
import { removeUpload } from './upload.ts'
import { beginWork, type Outcome } from './work.ts'

type Runner = Pick<Server, 'address' | 'db' | 'files' | 'jobs' | 'holdings' | 'log'>

/** Brings in and takes back what waits in a workspace, one import after the other, and comes back when nothing is left that this process can run. */
export async function runQueued(
  server: Runner,
  workspaceId: string,
  seen: (progress: ImportProgress) => void = () => undefined,
): Promise<void> {
  for (;;) {
    const workspace = await workspaceById(server.db, workspaceId)
    if (!workspace) return
    const ctx = systemCtx(server, workspace)
    const next = await claimNext(ctx, (path) => existsSync(server.files.path('imports', path)))
    if (!next) return
    await runClaimed(server, ctx, next, seen)
  }
}

/** Watches over the work: writes its progress and its sign of life twice a second, and stops it when asked to. */
async function runClaimed(server: Runner, ctx: Ctx, claimed: Claimed, seen: (progress: ImportProgress) => void): Promise<void> {
  const meter = progressMeter(claimed.task)
  let pid: number | null = null
  let stopping = false
  const work = beginWork(server, ctx, claimed, { tell: meter.stand, working: (id) => (pid = id) })
  const finished = work.ended.then(() => true)
  while (!(await Promise.race([finished, wait(500)]))) {
    const progress = meter.read()
    if (progress) seen(progress)
    stopping = (await showLife(ctx, claimed.id, progress)) || stopping
    if (!stopping) continue
    work.stop()
    if (pid !== null) await sql`select pg_cancel_backend(${pid})`.execute(server.db)
  }
  await settle(server, ctx, claimed, { stopping, outcome: await work.ended })
}

/** What the row says while the work is done. */
const STATUS = { run: 'running', undo: 'undoing' } as const

interface Ending {
  readonly stopping: boolean
  readonly outcome: Outcome | null
}

/** The work's own transaction writes a success; what rolled back is written here. Nothing but the list of skipped rows is kept of the file. */
async function settle(server: Runner, ctx: Ctx, { id, filePath, task }: Claimed, { stopping, outcome }: Ending): Promise<void> {
  if (!outcome?.done) {
    if (!stopping) server.log.warn({ importId: id, task, reason: outcome?.failure?.reason ?? 'the thread ended' }, 'import failed')
    const error = stopping ? null : (outcome?.failure?.code ?? (task === 'undo' ? 'imports.undo_failed' : 'imports.failed'))
    const fallen =
      task === 'undo' ? ({ status: 'done' } as const) : ({ status: stopping ? 'cancelled' : 'failed', finished_at: new Date() } as const)
    await inTransaction(ctx, (ctx) =>
      ctx.db
        .updateTable('imports')
        .set({ ...fallen, error, progress: null })
        .where('workspace_id', '=', ctx.workspace.id)
        .where('id', '=', id)
        .where('status', '=', STATUS[task])
        .execute(),
    )
    if (task === 'run') await server.files.remove('imports', `${id}.skipped.csv.gz`)
  }
  if (task === 'run') await removeUpload(ctx, filePath)
  await inTransaction(ctx, (ctx) => tell(ctx, 'import.progress', { id, progress: null }))
}

/** True when somebody asked to stop. */
async function showLife(ctx: Ctx, id: string, progress: ImportProgress | null): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const row = await ctx.db
      .updateTable('imports')
      .set({ heartbeat_at: new Date(), ...(progress && { progress: JSON.stringify(progress) }) })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .where('status', 'in', ['running', 'undoing'])
      .returning('cancel_requested')
      .executeTakeFirst()
    if (progress) await tell(ctx, 'import.progress', { id, progress })
    return row?.cancel_requested ?? false
  })
}

function wait(ms: number): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), ms))
}
