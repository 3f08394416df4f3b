import { sql } from 'kysely'
import { digestByHalves } from '#core/by-halves'
import { inTransaction, type Ctx } from '#core/context'
import { isObject, MESSAGE_TYPES } from './domain-messages.ts'
import { readStored, type Origin, type ReadMessage, type StoredMessage } from './read-stored.ts'
import { takeIn } from './take-in.ts'

const BATCH = 500

/** Digests all messages of the workspace that wait; leaves them alone while another process does. */
export async function digestMessages(ctx: Ctx): Promise<void> {
  for (let read = BATCH; read === BATCH;) read = await digestBatch({ ...ctx, now: new Date() })
}

/**
 * Digests the next messages and gives how many there were. Their effects and the note that they had them are one transaction: after any crash a
 * message has been digested, or waits.
 */
function digestBatch(ctx: Ctx): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await holdDigestion(ctx))) return 0
    const waiting = await nextMessages(ctx)
    const read: ReadMessage[] = []
    for (const message of waiting) {
      const result = readStored(message, ctx.workspace.currency)
      if (typeof result === 'string') await park(ctx, message, result)
      else read.push(result)
    }
    await digestByHalves(ctx, read, { run: takeIn, park })
    await noteUse(ctx, waiting)
    return waiting.length
  })
}

/** False while another process digests this workspace's messages. */
async function holdDigestion(ctx: Ctx): Promise<boolean> {
  if (await holds(ctx)) return true
  await ctx.db
    .insertInto('tracking_digests')
    .values({ workspace_id: ctx.workspace.id })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return holds(ctx)
}

async function holds(ctx: Ctx): Promise<boolean> {
  const { rows } = await sql`select from tracking_digests where workspace_id = ${ctx.workspace.id} for update skip locked`.execute(ctx.db)
  return rows.length > 0
}

async function nextMessages(ctx: Ctx): Promise<StoredMessage[]> {
  const rows = await ctx.db
    .selectFrom('tracking_messages')
    .select(['id', 'message_id', 'type', 'source_id', 'occurred_at', 'received_at', 'body'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('state', '=', 'waiting')
    .orderBy('id')
    .limit(BATCH)
    .execute()
  if (rows.length === 0) return []
  const origins = await originsOf(ctx)
  return rows.flatMap((row) => {
    const type = MESSAGE_TYPES.find((each) => each === row.type)
    const origin = origins.get(row.source_id)
    if (!type || !origin || !isObject(row.body)) return []
    return { id: row.id, messageId: row.message_id, type, origin, at: row.occurred_at, receivedAt: row.received_at, body: row.body }
  })
}

async function originsOf(ctx: Ctx): Promise<Map<string, Origin>> {
  const rows = await ctx.db
    .selectFrom('tracking_sources')
    .select(['id', 'name', 'kind', 'id_space'])
    .where('workspace_id', '=', ctx.workspace.id)
    .execute()
  return new Map(rows.map(({ id, name, kind, id_space }) => [id, { id, name, isTrusted: kind === 'server', idSpace: id_space }]))
}

/** Sets a message aside with the reason: shown to the owner, who may have it tried again. */
async function park(ctx: Ctx, { id }: { readonly id: string }, error: string): Promise<void> {
  await ctx.db
    .updateTable('tracking_messages')
    .set({ state: 'failed', error })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
}

/** Notes to the minute when each source last sent something. */
async function noteUse(ctx: Ctx, messages: readonly StoredMessage[]): Promise<void> {
  const last = new Map<string, Date>()
  for (const { origin, receivedAt } of messages) {
    const known = last.get(origin.id)
    if (!known || known < receivedAt) last.set(origin.id, receivedAt)
  }
  for (const [id, at] of last) {
    await ctx.db
      .updateTable('tracking_sources')
      .set({ last_used_at: at })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .where(({ or, eb }) => or([eb('last_used_at', 'is', null), eb('last_used_at', '<', new Date(at.getTime() - 60_000))]))
      .execute()
  }
}
