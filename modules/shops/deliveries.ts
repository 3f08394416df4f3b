import { sql, type Selectable } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { notFound, refused } from '#core/errors'
import type { DeliveriesPage, DeliveriesQuery, DeliveryResponse, DeliveryRow } from './api.ts'
import { Details, shopFor } from './queries.ts'
import type { ShopsDeliveriesTable } from './tables.ts'

/** Messages of a connection, newest first. */
export async function listDeliveries(ctx: Ctx, shopId: string, query: DeliveriesQuery): Promise<DeliveriesPage> {
  await shopFor(ctx, shopId)
  const rows = await ctx.db
    .selectFrom('shops_deliveries')
    .select(['id', 'topic', 'received_at', 'bytes', 'state', 'error', 'error_details', 'attempts', 'try_at', 'worked_at'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('connection_id', '=', shopId)
    .$if(query.state !== undefined, (all) => all.where('state', '=', query.state ?? 'failed'))
    .$if(query.cursor !== undefined, (all) => all.where('id', '<', query.cursor ?? ''))
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute()
  const shown = rows.slice(0, query.limit)
  return { rows: shown.map(rowOf), next: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null }
}

/** One message with what it said. */
export async function showDelivery(ctx: Ctx, shopId: string, id: string): Promise<DeliveryResponse> {
  const row = await ctx.db
    .selectFrom('shops_deliveries')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .where('connection_id', '=', shopId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('shops.no_delivery')
  return { ...rowOf(row), body: row.body }
}

/** Has a message worked on once more; words that are older than what is known change nothing. */
export async function replayDelivery(ctx: Ctx, shopId: string, id: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { state } = await showDelivery(ctx, shopId, id)
    if (state === 'received') throw refused('shops.still_waiting')
    await ctx.db
      .updateTable('shops_deliveries')
      .set({ state: 'received', error: null, error_details: null, try_at: null })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .execute()
    await nudgeDeliveries(ctx)
  })
}

/** Has every failed message of a connection worked on once more; gives how many. */
export async function replayFailed(ctx: Ctx, shopId: string): Promise<{ waiting: number }> {
  return inTransaction(ctx, async (ctx) => {
    await shopFor(ctx, shopId)
    const { rows } = await sql<{ id: string }>`
      update shops_deliveries set state = 'received', error = null, error_details = null, try_at = null
      where workspace_id = ${ctx.workspace.id} and connection_id = ${shopId} and state = 'failed'
      returning id`.execute(ctx.db)
    await nudgeDeliveries(ctx)
    return { waiting: rows.length }
  })
}

/** Asks for the work on what waits. */
export async function nudgeDeliveries(ctx: Ctx, afterSeconds?: number): Promise<void> {
  const again = afterSeconds === undefined ? {} : { afterSeconds, singletonKey: 'again' }
  await ctx.jobs.nudge(ctx, 'shops.work_deliveries', { workspaceId: ctx.workspace.id }, again)
}

function rowOf(
  row: Omit<Selectable<ShopsDeliveriesTable>, 'workspace_id' | 'connection_id' | 'delivery_key' | 'body' | 'profile_ids'>,
): DeliveryRow {
  const problem = { details: Details.safeParse(row.error_details).data ?? {}, at: row.worked_at?.toISOString() ?? null }
  return {
    id: row.id,
    topic: row.topic,
    receivedAt: row.received_at.toISOString(),
    bytes: row.bytes,
    state: row.state,
    error: row.error === null ? null : { code: row.error, ...problem },
    attempts: row.attempts,
    tryAt: row.try_at?.toISOString() ?? null,
  }
}
