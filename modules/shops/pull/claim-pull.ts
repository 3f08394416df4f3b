import { inTransaction, type Ctx } from '#core/context'
import { tell } from '#core/live'
import type { Refusal } from '../domain-heard.ts'
import type { Pull } from './queries.ts'

/** Without a sign of life for this long a worker is taken for dead. A page takes a minute at most. */
export const DEAD_AFTER_MS = 150_000

/** Takes the shop's pull to work on it; null when there is none, somebody works on it, or it is not its time yet. */
export async function claimPull(ctx: Ctx, shopId: string, worker: string): Promise<Pull | null> {
  return inTransaction(ctx, async (ctx) => {
    const pull = await ctx.db
      .selectFrom('shops_pulls')
      .selectAll()
      .where('workspace_id', '=', ctx.workspace.id)
      .where('connection_id', '=', shopId)
      .where('state', 'in', ['queued', 'running'])
      .forUpdate()
      .executeTakeFirst()
    if (!pull) return null
    const lives = pull.state === 'running' && pull.heartbeat_at && ctx.now.getTime() - pull.heartbeat_at.getTime() < DEAD_AFTER_MS
    if (lives || (pull.try_at && pull.try_at > ctx.now)) return null
    return changePull(
      ctx,
      pull,
      wishOf(pull, ctx.now) ?? { state: 'running', worker, heartbeat_at: ctx.now, started_at: pull.started_at ?? ctx.now, try_at: null },
    )
  })
}

/** Holds the pull if it is still this worker's; null when somebody else took it over or it is over. */
export async function holdPull(ctx: Ctx, pull: Pull): Promise<Pull | null> {
  const held = await ctx.db
    .selectFrom('shops_pulls')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', pull.id)
    .forUpdate()
    .executeTakeFirst()
  return held?.state === 'running' && held.worker === pull.worker ? held : null
}

interface Fallen {
  readonly refusal: Refusal
  /** When it is tried again; `stays` when this worker does. Null when the shop has to be mended first. */
  readonly wait: { readonly seconds: number; readonly stays: boolean } | null
}

/** Writes down that a page could not be had. Gives the pull when this worker goes on. */
export async function settlePull(ctx: Ctx, pull: Pull, { refusal, wait }: Fallen): Promise<Pull | null> {
  return inTransaction(ctx, async (ctx) => {
    const held = await holdPull(ctx, pull)
    if (!held) return null
    const error = {
      error: refusal.code,
      error_details: JSON.stringify(refusal.details),
      attempts: held.attempts + 1,
      heartbeat_at: ctx.now,
    }
    const tryAt = wait && !wait.stays ? new Date(ctx.now.getTime() + wait.seconds * 1000) : null
    const next = wait
      ? ({ state: wait.stays ? 'running' : 'queued', try_at: tryAt } as const)
      : ({ state: 'failed', try_at: null, finished_at: ctx.now } as const)
    return changePull(ctx, held, { ...error, ...next, ...wishOf(held, ctx.now) })
  })
}

/** What somebody asked for meanwhile. */
export function wishOf({ wish }: Pull, now: Date): PullChange | null {
  if (wish === 'pause') return { state: 'paused', wish: null, worker: null }
  return wish === 'cancel' ? { state: 'cancelled', wish: null, worker: null, finished_at: now } : null
}

interface PullChange {
  readonly state?: Pull['state']
  readonly wish?: null
  readonly worker?: string | null
  readonly heartbeat_at?: Date
  readonly started_at?: Date
  readonly finished_at?: Date
  readonly try_at?: Date | null
  readonly attempts?: number
  readonly error?: string | null
  readonly error_details?: string | null
  readonly stage?: string
  readonly cursor?: string | null
  readonly counts?: string
  readonly skipped?: string
}

/** Changes the pull and tells open pages; gives it while it runs. */
export async function changePull(ctx: Ctx, pull: Pull, change: PullChange): Promise<Pull | null> {
  const row = await ctx.db
    .updateTable('shops_pulls')
    .set(change)
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', pull.id)
    .returningAll()
    .executeTakeFirst()
  await tell(ctx, 'shop.heard', { shopId: pull.connection_id })
  return row?.state === 'running' ? row : null
}
