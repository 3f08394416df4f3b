import { sql } from 'kysely'
import type * as z from 'zod'
import type { Ctx } from '#core/context'
import { notFound } from '#core/errors'
import { rootsOf } from '#modules/customers'
import type { MessagesQuery, MessagesResponse, TroublesResponse } from './api.ts'

const SHOWN_FAILED = 100
const SHOWN_REFUSED = 100
const LONGEST_BODY = 2_000
const COUNTED_WAITING = 10_000

/** The last messages, newest first, and how many wait. */
export async function listMessages(ctx: Ctx, { limit, source }: z.infer<typeof MessagesQuery>): Promise<MessagesResponse> {
  let wanted = ctx.db
    .selectFrom('tracking_messages')
    .select(['id', 'message_id', 'source_id', 'type', 'state', 'error', 'profile_id', 'received_at', 'occurred_at'])
    .select(sql<string | null>`coalesce(body ->> 'event', body ->> 'name', body ->> 'groupId', body ->> 'previousId')`.as('name'))
    .where('workspace_id', '=', ctx.workspace.id)
    .orderBy('id', 'desc')
    .limit(limit)
  if (source !== undefined) wanted = wanted.where('source_id', '=', source)
  const rows = await wanted.execute()
  const roots = await rootsOf(
    ctx,
    rows.flatMap(({ profile_id }) => profile_id ?? []),
  )
  return {
    rows: rows.map((row) => ({
      id: row.id,
      messageId: row.message_id,
      sourceId: row.source_id,
      type: row.type,
      name: row.name,
      state: row.state,
      error: row.error,
      customerId: row.profile_id === null ? null : (roots.get(row.profile_id) ?? null),
      receivedAt: row.received_at.toISOString(),
      occurredAt: row.occurred_at.toISOString(),
    })),
    waiting: await countWaiting(ctx),
  }
}

async function countWaiting(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{ waiting: bigint }>`
    select count(*) as waiting
    from (select from tracking_messages where workspace_id = ${ctx.workspace.id} and state = 'waiting' limit ${COUNTED_WAITING}) w`.execute(
    ctx.db,
  )
  return Number(rows[0]?.waiting ?? 0)
}

/** What was not taken, and what was taken but could not be digested, newest first. */
export async function listTroubles(ctx: Ctx): Promise<TroublesResponse> {
  const refused = await ctx.db
    .selectFrom('tracking_refusals')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .orderBy('id', 'desc')
    .limit(SHOWN_REFUSED)
    .execute()
  const failed = await ctx.db
    .selectFrom('tracking_messages')
    .select(['id', 'message_id', 'source_id', 'type', 'error', 'received_at'])
    .select(sql<string>`left(body::text, ${sql.lit(LONGEST_BODY)})`.as('body'))
    .where('workspace_id', '=', ctx.workspace.id)
    .where('state', '=', 'failed')
    .orderBy('id', 'desc')
    .limit(SHOWN_FAILED)
    .execute()
  const { count } = await ctx.db
    .selectFrom('tracking_messages')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .where('workspace_id', '=', ctx.workspace.id)
    .where('state', '=', 'failed')
    .executeTakeFirstOrThrow()
  return {
    refused: refused.map((row) => ({
      id: row.id,
      sourceId: row.source_id,
      at: row.refused_at.toISOString(),
      code: row.code,
      path: row.path,
      type: row.type,
      messageId: row.message_id,
      body: row.body,
    })),
    failed: failed.map((row) => ({
      id: row.id,
      sourceId: row.source_id,
      at: row.received_at.toISOString(),
      code: row.error ?? 'unknown',
      type: row.type,
      messageId: row.message_id,
      body: row.body,
    })),
    failedCount: Number(count),
  }
}

/** Has messages that could not be digested tried again: one of them, or all. */
export async function retryFailed(ctx: Ctx, id?: string): Promise<void> {
  let retried = ctx.db
    .updateTable('tracking_messages')
    .set({ state: 'waiting', error: null })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('state', '=', 'failed')
  if (id !== undefined) retried = retried.where('id', '=', id)
  const { numUpdatedRows } = await retried.executeTakeFirstOrThrow()
  if (id !== undefined && numUpdatedRows === 0n) throw notFound('tracking.message_not_failed')
  await sql`select pg_notify('bazgasht_messages', ${ctx.workspace.id})`.execute(ctx.db)
}
