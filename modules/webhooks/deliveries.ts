import * as z from 'zod'
import type { Selectable } from 'kysely'
import type { Ctx } from '#core/context'
import { notFound } from '#core/errors'
import { readCursor, writeCursor } from '#core/paging'
import type { DeliveriesPage, DeliveriesQuery, DeliveryResponse, DeliveryRow } from './api.ts'
import { endpointFor } from './queries.ts'
import { webhookIdOf } from './send.ts'
import type { WebhooksTables } from './tables.ts'

type Row = Selectable<WebhooksTables['webhooks_deliveries']>

const Place = z.tuple([z.iso.datetime(), z.uuid()])

/** The deliveries to an endpoint, newest first, page by page. */
export async function listDeliveries(ctx: Ctx, endpointId: string, query: DeliveriesQuery): Promise<DeliveriesPage> {
  await endpointFor(ctx, endpointId)
  let wanted = ctx.db
    .selectFrom('webhooks_deliveries')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .where('endpoint_id', '=', endpointId)
  if (query.state) wanted = wanted.where('state', '=', query.state)
  if (query.event !== undefined) wanted = wanted.where('event', '=', query.event)
  if (query.cursor !== undefined) {
    const [at, id] = readCursor(Place, query.cursor)
    wanted = wanted.where(({ eb, refTuple, tuple }) => eb(refTuple('created_at', 'id'), '<', tuple(new Date(at), id)))
  }
  const rows = await wanted
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute()
  const shown = rows.slice(0, query.limit)
  const last = rows.length > shown.length ? shown.at(-1) : undefined
  return { rows: shown.map(rowOf), next: last ? writeCursor([last.created_at.toISOString(), last.id]) : null }
}

/** One delivery with what was sent and every attempt. */
export async function deliveryFor(ctx: Ctx, endpointId: string, id: string): Promise<DeliveryResponse> {
  const row = await ctx.db
    .selectFrom('webhooks_deliveries')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .where('endpoint_id', '=', endpointId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('webhooks.delivery_not_found')
  const tries = await ctx.db
    .selectFrom('webhooks_attempts')
    .select(['number', 'started_at', 'ms', 'status', 'error', 'answer'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('delivery_id', '=', id)
    .orderBy('number', 'desc')
    .limit(100)
    .execute()
  return {
    ...rowOf(row),
    webhookId: webhookIdOf(row.id),
    body: ctx.actor.can.has('customers:contact') ? row.body : null,
    tries: tries.map(({ started_at, ...rest }) => ({ ...rest, startedAt: started_at.toISOString() })),
  }
}

function rowOf(row: Row): DeliveryRow {
  return {
    id: row.id,
    event: row.event,
    state: row.state,
    attempts: row.attempts,
    nextAt: row.next_at?.toISOString() ?? null,
    lastStatus: row.last_status,
    lastError: row.last_error,
    lastMs: row.last_ms,
    createdAt: row.created_at.toISOString(),
    doneAt: row.done_at?.toISOString() ?? null,
  }
}
