import { sql } from 'kysely'
import type { EventName } from '../app/events.ts'
import { inTransaction, type Ctx } from '#core/context'
import { AppError } from '#core/errors'
import type { StoredEvent } from '#core/events'

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
    await digest(ctx, reaction, rows.filter(isFor(reaction)))
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

/** The log is only written by `emit`, which checks payloads by type: a known name is enough. */
const isFor =
  (reaction: Reaction) =>
  (row: LogRow): row is LogRow & StoredEvent =>
    reaction.on.some((name) => name === row.name)

/** All at once when that works; otherwise halves, until the event that cannot be digested stands alone and is parked. */
async function digest(ctx: Ctx, reaction: Reaction, events: readonly StoredEvent[]): Promise<void> {
  const [first] = events
  if (!first) return
  const failure = await attempt(ctx, reaction, events)
  if (failure === undefined) return
  if (events.length === 1) return park(ctx, reaction, first.seq, failure)
  const middle = Math.ceil(events.length / 2)
  await digest(ctx, reaction, events.slice(0, middle))
  await digest(ctx, reaction, events.slice(middle))
}

/** Runs the reaction inside a savepoint; gives what went wrong, by kind only, or undefined. Throws when the trouble is not the events'. */
async function attempt(ctx: Ctx, reaction: Reaction, events: readonly StoredEvent[]): Promise<string | undefined> {
  await sql`savepoint reaction`.execute(ctx.db)
  try {
    await reaction.run(ctx, events)
    await sql`release savepoint reaction`.execute(ctx.db)
    return undefined
  } catch (error) {
    if (isPassing(error)) throw error
    await sql`rollback to savepoint reaction`.execute(ctx.db)
    await sql`release savepoint reaction`.execute(ctx.db)
    return kindOf(error)
  }
}

async function park(ctx: Ctx, reaction: Reaction, seq: bigint, error: string): Promise<void> {
  await ctx.db
    .insertInto('event_parkings')
    .values({ workspace_id: ctx.workspace.id, reaction: reaction.name, seq, error, parked_at: ctx.now })
    .execute()
}

/** Tries a parked event again, now: true when it was digested, false when it stays parked, undefined when it is not parked. */
export function retryParked(ctx: Ctx, reaction: Reaction, seq: bigint): Promise<boolean | undefined> {
  return inTransaction(ctx, async (ctx) => {
    const parked = ctx.db.selectFrom('event_parkings').select('seq').where('workspace_id', '=', ctx.workspace.id)
    const found = await parked.where('reaction', '=', reaction.name).where('seq', '=', seq).forUpdate().executeTakeFirst()
    if (!found) return undefined
    const events = (await eventsAfter(ctx, seq - 1n)).slice(0, 1).filter(isFor(reaction))
    const failure = await attempt(ctx, reaction, events)
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

/** Lost connections, deadlocks, shutdowns, full disks: the same events will do later. */
function isPassing(error: unknown): boolean {
  const code = codeOf(error)
  if (code === undefined) return error instanceof Error && /connection/i.test(error.message)
  return /^(08|40|53|57|58)/.test(code) || /^E[A-Z]+$/.test(code)
}

/** An error's text may hold people's data, so only its kind is kept. */
function kindOf(error: unknown): string {
  if (error instanceof AppError) return error.code
  if (!(error instanceof Error)) return 'unknown'
  return [error.name, codeOf(error)].filter(Boolean).join(' ')
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
