import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { notFound, refused } from '#core/errors'
import type { PingResponse, RedeliveriesResponse } from './api.ts'
import { nudgeSending } from './endpoints.ts'
import { PING } from './public-events.ts'
import { lockEndpoint, type EndpointRow } from './queries.ts'

/** Sends a delivery again, whatever became of it, with the same webhook-id: a receiver that has it can tell. */
export async function redeliver(ctx: Ctx, endpointId: string, id: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    refuseUnlessCalled(await lockEndpoint(ctx, endpointId))
    const row = await ctx.db
      .selectFrom('webhooks_deliveries')
      .select(['body', 'state'])
      .where('workspace_id', '=', ctx.workspace.id)
      .where('endpoint_id', '=', endpointId)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw notFound('webhooks.delivery_not_found')
    if (row.body === null) throw refused('webhooks.body_erased')
    // What waits is on its way already, maybe at this moment.
    if (row.state === 'waiting') return
    await sendAgain(ctx, [id])
    await nudgeSending(ctx, endpointId)
  })
}

/** Sends everything again that was given up since then; gives how much that is. */
export async function redeliverFailed(ctx: Ctx, endpointId: string, since: Date): Promise<RedeliveriesResponse> {
  return inTransaction(ctx, async (ctx) => {
    refuseUnlessCalled(await lockEndpoint(ctx, endpointId))
    const lost = await ctx.db
      .selectFrom('webhooks_deliveries')
      .select('id')
      .where('workspace_id', '=', ctx.workspace.id)
      .where('endpoint_id', '=', endpointId)
      .where('state', '=', 'given_up')
      .where('created_at', '>=', since)
      .where('body', 'is not', null)
      .forUpdate()
      .execute()
    await sendAgain(
      ctx,
      lost.map(({ id }) => id),
    )
    if (lost.length > 0) await nudgeSending(ctx, endpointId)
    return { count: lost.length }
  })
}

/** Sends a test, which is logged like any other delivery. */
export async function ping(ctx: Ctx, endpointId: string): Promise<PingResponse> {
  return inTransaction(ctx, async (ctx) => {
    refuseUnlessCalled(await lockEndpoint(ctx, endpointId))
    const deliveryId = randomUUIDv7()
    const body = JSON.stringify({ type: PING, timestamp: ctx.now.toISOString(), sequence: null, data: { endpointId } })
    await ctx.db
      .insertInto('webhooks_deliveries')
      .values({
        workspace_id: ctx.workspace.id,
        id: deliveryId,
        endpoint_id: endpointId,
        seq: null,
        event: PING,
        customer_id: null,
        body,
        state: 'waiting',
        attempts: 0,
        next_at: ctx.now,
        last_status: null,
        last_error: null,
        last_ms: null,
        created_at: ctx.now,
        done_at: null,
      })
      .execute()
    await nudgeSending(ctx, endpointId)
    return { deliveryId }
  })
}

function refuseUnlessCalled({ state }: Pick<EndpointRow, 'state'>): void {
  if (state !== 'active') throw refused('webhooks.not_active')
}

async function sendAgain(ctx: Ctx, ids: readonly string[]): Promise<void> {
  await sql`
    update webhooks_deliveries
    set state = 'waiting', attempts_before = attempts, next_at = ${ctx.now}, done_at = null
    where workspace_id = ${ctx.workspace.id} and id = any(${ids}::uuid[])`.execute(ctx.db)
}
