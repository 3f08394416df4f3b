import { inTransaction, type Ctx } from '#core/context'
import { emit } from '#core/events'
import type { Claimed } from './claim.ts'
import { nextAttemptAt, reasonToDisable } from './domain.ts'
import { nudgeSending } from './endpoints.ts'

/** How an attempt went. */
export interface Outcome {
  readonly status: number | null
  /** A code; null for success. */
  readonly error: string | null
  readonly answer: string | null
  readonly retryAfterMs: number | null
  readonly startedAt: Date
  readonly ms: number
}

interface Recorded {
  readonly endpointId: string
  readonly delivery: Claimed
  readonly outcome: Outcome
}

/** A retry that comes sooner than the sweep, which looks once a minute, is asked for. */
const SOON_MS = 60_000

/** Keeps how an attempt went and what follows: arrived, tried again later, or given up; an endpoint that is gone is not called any more. */
export async function recordAttempt(ctx: Ctx, { endpointId, delivery, outcome }: Recorded): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const failingSince = await noteHealth(ctx, endpointId, outcome.error === null)
    if (!(await keepAttempt(ctx, delivery, outcome))) return
    const reason = outcome.error === null ? null : reasonToDisable(outcome.status, failingSince, ctx.now)
    const next =
      outcome.error === null || reason ? null : nextAttemptAt(delivery.attempts - delivery.attempts_before, ctx.now, outcome.retryAfterMs)
    await settle(ctx, delivery, { outcome, next })
    if (reason) await disable(ctx, endpointId, reason)
    if (next) {
      const inMs = next.getTime() - ctx.now.getTime()
      if (inMs < SOON_MS) await nudgeSending(ctx, endpointId, Math.ceil(inMs / 1000))
    }
  })
}

/**
 * Since when the endpoint has been failing. The endpoint's row is held before any delivery's, as by everybody who writes both; a success of a healthy
 * endpoint, which is the usual case, writes nothing there and waits for nobody.
 */
async function noteHealth(ctx: Ctx, endpointId: string, isWell: boolean): Promise<Date | null> {
  const endpoint = { workspace_id: ctx.workspace.id, id: endpointId }
  if (isWell) {
    const wasFailing = ctx.db.updateTable('webhooks_endpoints').set({ failing_since: null }).where('failing_since', 'is not', null)
    await wasFailing.where(({ and }) => and(endpoint)).execute()
    return null
  }
  const held = ctx.db
    .selectFrom('webhooks_endpoints')
    .select('failing_since')
    .where(({ and }) => and(endpoint))
  const row = await held.forUpdate().executeTakeFirst()
  if (!row || row.failing_since) return row?.failing_since ?? null
  await ctx.db
    .updateTable('webhooks_endpoints')
    .set({ failing_since: ctx.now })
    .where(({ and }) => and(endpoint))
    .execute()
  return ctx.now
}

/** False when the delivery was removed or the lease has ended meanwhile: another attempt speaks for it now. */
async function keepAttempt(ctx: Ctx, { id, attempts }: Claimed, outcome: Outcome): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('webhooks_deliveries')
    .select(['attempts', 'body'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return false
  const { status, error, startedAt, ms } = outcome
  await ctx.db
    .insertInto('webhooks_attempts')
    .values({
      workspace_id: ctx.workspace.id,
      delivery_id: id,
      number: attempts,
      started_at: startedAt,
      ms,
      status,
      error,
      // Who was erased while this was on its way is not to be found in what came back.
      answer: row.body === null ? null : outcome.answer,
    })
    .execute()
  return row.attempts === attempts
}

async function settle(
  ctx: Ctx,
  { id }: Claimed,
  { outcome, next }: { readonly outcome: Outcome; readonly next: Date | null },
): Promise<void> {
  const arrived = outcome.error === null
  await ctx.db
    .updateTable('webhooks_deliveries')
    .set({
      state: arrived ? 'sent' : next ? 'failed' : 'given_up',
      next_at: next,
      last_status: outcome.status,
      last_error: outcome.error,
      last_ms: outcome.ms,
      done_at: next ? null : ctx.now,
    })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .where('body', 'is not', null)
    .execute()
}

/** Calls the endpoint no more and gives up what waits for it, until somebody resumes it. */
async function disable(ctx: Ctx, endpointId: string, reason: 'gone' | 'failing'): Promise<void> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('webhooks_endpoints')
    .set({ state: 'disabled', disabled_because: reason })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', endpointId)
    .where('state', '=', 'active')
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return
  await ctx.db
    .updateTable('webhooks_deliveries')
    .set({ state: 'given_up', next_at: null, last_error: 'webhooks.endpoint_disabled', done_at: ctx.now })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('endpoint_id', '=', endpointId)
    .where('state', 'in', ['waiting', 'failed'])
    .execute()
  await emit(ctx, 'webhook.disabled', { endpointId, reason })
}
