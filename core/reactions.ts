import type { EventName } from '../app/events.ts'
import { attempt, digestByHalves } from '#core/by-halves'
import { inTransaction, type Ctx } from '#core/context'
import type { StoredEvent } from '#core/events'
import { isEmptied } from '#core/events-holding'

/** What happens because of events: exactly once each in the database, in order, in batches. */
export interface Reaction {
  /** module.what_it_keeps; its place in the log is stored under this name. */
  readonly name: string
  readonly on: readonly EventName[]
  readonly run: (ctx: Ctx, events: readonly StoredEvent[]) => Promise<void>
}

const BATCH = 500

/** Brings every reaction of the context's workspace up to date; leaves alone those that another process is working on. */
export async function runReactions(ctx: Ctx, reactions: readonly Reaction[]): Promise<void> {
  for (const reaction of reactions) {
    for (let read = BATCH; read === BATCH;) read = await runBatch({ ...ctx, now: new Date() }, reaction)
  }
}

/**
 * Lets a reaction digest its next events and gives how many it read. The cursor moves in the transaction that holds the effects,
 * so after any crash an event has either had its effects and been passed, or neither.
 */
function runBatch(ctx: Ctx, reaction: Reaction): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const cursor = await lockCursor(ctx, reaction)
    if (cursor === undefined) return 0
    const rows = await eventsAfter(ctx, cursor)
    const last = rows.at(-1)
    if (!last) return 0
    await digestByHalves(ctx, rows.filter(isFor(reaction)), {
      run: reaction.run,
      park: (ctx, { seq }, error) => park(ctx, reaction, seq, error),
    })
    await ctx.db
      .updateTable('event_cursors')
      .set({ seq: last.seq })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('reaction', '=', reaction.name)
      .execute()
    return rows.length
  })
}

/** How far the reaction has come; undefined when another process holds its cursor. */
async function lockCursor(ctx: Ctx, reaction: Reaction): Promise<bigint | undefined> {
  await ctx.db
    .insertInto('event_cursors')
    .values({ workspace_id: ctx.workspace.id, reaction: reaction.name, seq: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await ctx.db
    .selectFrom('event_cursors')
    .select('seq')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('reaction', '=', reaction.name)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row?.seq
}

interface LogRow {
  readonly seq: bigint
  readonly name: string
  readonly payload: unknown
  readonly customerId: string | null
  readonly occurredAt: Date
}

async function eventsAfter(ctx: Ctx, seq: bigint): Promise<LogRow[]> {
  return ctx.db
    .selectFrom('events')
    .select(['seq', 'name', 'payload', 'customer_id as customerId', 'occurred_at as occurredAt'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(BATCH)
    .execute()
}

/** The log is only written by `emit`, which checks payloads by type: a known name is enough. Of an erased person there is nothing left to react to. */
const isFor =
  (reaction: Reaction) =>
  (row: LogRow): row is LogRow & StoredEvent =>
    reaction.on.some((name) => name === row.name) && !isEmptied(row.payload)

async function park(ctx: Ctx, reaction: Reaction, seq: bigint, error: string): Promise<void> {
  await ctx.db
    .insertInto('event_parkings')
    .values({ workspace_id: ctx.workspace.id, reaction: reaction.name, seq, error, parked_at: ctx.now })
    .execute()
}

/**
 * Tries a parked event again, now: true when it was digested, or emptied in the meantime; false when it stays parked; undefined when it is not parked.
 */
export function retryParked(ctx: Ctx, reaction: Reaction, seq: bigint): Promise<boolean | undefined> {
  return inTransaction(ctx, async (ctx) => {
    const parked = ctx.db.selectFrom('event_parkings').select('seq').where('workspace_id', '=', ctx.workspace.id)
    const found = await parked.where('reaction', '=', reaction.name).where('seq', '=', seq).forUpdate().executeTakeFirst()
    if (!found) return undefined
    const events = (await eventsAfter(ctx, seq - 1n)).slice(0, 1).filter(isFor(reaction))
    const failure = events.length > 0 ? await attempt(ctx, () => reaction.run(ctx, events)) : undefined
    if (failure === undefined) await dropParked(ctx, reaction.name, seq)
    return failure === undefined
  })
}

/** Gives up on a parked event; false when there is none. */
export async function dropParked(ctx: Ctx, reaction: string, seq: bigint): Promise<boolean> {
  const { numDeletedRows } = await ctx.db
    .deleteFrom('event_parkings')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('reaction', '=', reaction)
    .where('seq', '=', seq)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}
