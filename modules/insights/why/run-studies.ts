import { Worker } from 'node:worker_threads'
import * as z from 'zod'
import { inTransaction, type Ctx } from '#core/context'
import { tell } from '#core/live'
import type { Server } from '#core/server'
import { systemCtx, workspaceById } from '#modules/workspaces'
import { lensOf } from '../time/lens.ts'
import { EVERYBODY } from './ask-for-study.ts'
import { compiledAmong, type CompiledAmong } from './compiled-among.ts'
import { claimStudy, type ClaimedStudy } from './queue.ts'

type Runner = Pick<Server, 'address' | 'db' | 'files' | 'jobs' | 'holdings' | 'log'>

/** Works on the studies that wait in a workspace, one after the other; leaves those alone that another process works on. */
export async function runStudies(server: Runner, workspaceId: string): Promise<void> {
  for (;;) {
    const workspace = await workspaceById(server.db, workspaceId)
    if (!workspace) return
    const ctx = systemCtx(server, workspace)
    const study = await claimStudy(ctx)
    if (study === null) return
    await runStudy(server, ctx, study)
  }
}

/** Watches over the work: writes its progress and its sign of life twice a second, and stops it when asked to. */
async function runStudy(server: Runner, ctx: Ctx, study: ClaimedStudy): Promise<void> {
  const work = await amongOf(ctx, study.lens).then(
    (among) => beginStudy(server, ctx, study, among),
    (error: unknown) => ({ ended: Promise.resolve({ failure: String(error) }), share: () => 0, stop: () => undefined }),
  )
  const finished = work.ended.then(() => true)
  let stopping = false
  while (!(await Promise.race([finished, wait(500)]))) {
    stopping ||= await showLife(ctx, study.id, work.share())
    if (stopping) work.stop()
  }
  const outcome = await work.ended
  if (outcome !== 'done' && !stopping) server.log.error({ reason: outcome.failure, studyId: study.id }, 'study failed')
  if (outcome !== 'done') await settle(ctx, study.id, stopping)
  await inTransaction(ctx, (ctx) => tell(ctx, 'insights.progress', { what: 'study', id: study.id, share: null }))
}

/** A segment's condition may ask what only the holdings know, so it is compiled here. */
async function amongOf(ctx: Ctx, lens: string): Promise<CompiledAmong | null> {
  const among = await lensOf(ctx, lens === EVERYBODY ? null : lens)
  return among && compiledAmong(ctx, among)
}

type Outcome = 'done' | { readonly failure: string }

interface Work {
  readonly ended: Promise<Outcome>
  readonly share: () => number
  readonly stop: () => void
}

const Said = z.object({ share: z.number().optional(), done: z.literal(true).optional(), failure: z.string().optional() })

/** In a thread of its own with connections of its own; ending it ends them, and the database rolls back. */
function beginStudy({ address, files, log }: Runner, ctx: Ctx, study: ClaimedStudy, among: CompiledAmong | null): Work {
  const thread = new Worker(new URL('./study-thread.ts', import.meta.url), {
    // Flags of this process, such as a loader of tests, are none of the thread's.
    execArgv: [],
    workerData: { address: plainAddress(address), folder: files.folder, workspaceId: ctx.workspace.id, study, among },
  })
  let share = 0
  let outcome: Outcome = { failure: 'the thread ended' }
  const ended = new Promise<Outcome>((resolve) => {
    thread.on('message', (data) => {
      const said = Said.parse(data)
      if (said.share !== undefined) share = said.share
      if (said.done) outcome = 'done'
      if (said.failure !== undefined) outcome = { failure: said.failure }
    })
    thread.on('error', (err) => log.error({ err }, 'study thread'))
    thread.on('exit', () => resolve(outcome))
  })
  return { ended, share: () => share, stop: () => void thread.terminate() }
}

/** A thread gets a copy, which functions cannot be part of. */
function plainAddress(address: Runner['address']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(address).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value)))
}

/** The work's own transaction writes a success; what rolled back is written here. */
async function settle(ctx: Ctx, id: string, isCancelled: boolean): Promise<void> {
  const ending = isCancelled ? ({ state: 'cancelled' } as const) : ({ state: 'failed', error: 'insights.study_failed' } as const)
  await inTransaction(ctx, (ctx) =>
    ctx.db
      .updateTable('insights_studies')
      .set({ ...ending, finished_at: new Date(), share: null })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .where('state', '=', 'running')
      .execute(),
  )
}

/** True when somebody asked to stop, or took it for dead. */
function showLife(ctx: Ctx, id: string, share: number): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const row = await ctx.db
      .updateTable('insights_studies')
      .set({ heartbeat_at: new Date(), share })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .where('state', '=', 'running')
      .returning('cancel_requested')
      .executeTakeFirst()
    if (row) await tell(ctx, 'insights.progress', { what: 'study', id, share })
    return row?.cancel_requested !== false
  })
}

function wait(ms: number): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), ms))
}
