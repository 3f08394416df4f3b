import { sql } from 'kysely'
import type { EventName, Events } from '../app/events.ts'
import type { Ctx } from '#core/context'
import { inTransaction } from '#core/context'

/** An event as it lies in the log. `payload` is what app/events.ts says for its name. */
export type StoredEvent = { [Name in EventName]: EventOf<Name> }[EventName]

interface EventOf<Name extends EventName> {
  readonly seq: bigint
  readonly name: Name
  readonly payload: Events[Name]
  readonly customerId: string | null
  readonly occurredAt: Date
}

interface EmitOptions {
  readonly customerId?: string
  readonly occurredAt?: Date
  /** The sender's own id for this event: the same one twice is stored once. */
  readonly messageId?: string
}

/**
 * Appends to the workspace's log in the caller's transaction and gives the event's place in it.
 * The counter row stays locked until the transaction ends, so emit late in long transactions.
 */
export function emit<Name extends EventName>(ctx: Ctx, name: Name, payload: Events[Name], options: EmitOptions = {}): Promise<bigint> {
  return inTransaction(ctx, async (ctx) => {
    const known = options.messageId ? await alreadyEmitted(ctx, options.messageId) : undefined
    if (known !== undefined) return known
    const seq = await nextSeq(ctx)
    await ctx.db
      .insertInto('events')
      .values({
        workspace_id: ctx.workspace.id,
        seq,
        name,
        customer_id: options.customerId ?? null,
        occurred_at: options.occurredAt ?? ctx.now,
        recorded_at: ctx.now,
        actor: ctx.actor.userId ?? ctx.actor.kind,
        message_id: options.messageId ?? null,
        payload: JSON.stringify(payload),
      })
      .execute()
    await sql`select pg_notify('bazgasht_events', ${ctx.workspace.id})`.execute(ctx.db)
    return seq
  })
}

/** An event on its way into the log. */
export type NewEvent = { [Name in EventName]: { readonly name: Name; readonly payload: Events[Name] } & EmitOptions }[EventName]

/**
 * Appends many events in the caller's transaction, in their order, and gives how many were new. Those whose message is in the log already, or came
 * earlier in the same list, are left out.
 */
export function emitAll(ctx: Ctx, events: readonly NewEvent[]): Promise<number> {
  if (events.length === 0) return Promise.resolve(0)
  return inTransaction(ctx, async (ctx) => {
    const known = await knownMessages(ctx, events)
    const fresh = events.filter(({ messageId }) => messageId === undefined || (!known.has(messageId) && known.add(messageId)))
    if (fresh.length === 0) return 0
    const last = await nextSeq(ctx, fresh.length)
    const first = last - BigInt(fresh.length) + 1n
    await sql`
      insert into events (workspace_id, seq, name, customer_id, occurred_at, recorded_at, actor, message_id, payload)
      select ${ctx.workspace.id}::uuid, ${first}::int8 + e.place - 1, e.name, e.customer_id, e.occurred_at, ${ctx.now}::timestamptz,
             ${ctx.actor.userId ?? ctx.actor.kind}, e.message_id, e.payload
      from unnest(
        ${fresh.map(({ name }) => name)}::text[], ${fresh.map(({ customerId }) => customerId ?? null)}::uuid[],
        ${fresh.map(({ occurredAt }) => (occurredAt ?? ctx.now).toISOString())}::timestamptz[],
        ${fresh.map(({ messageId }) => messageId ?? null)}::text[], ${fresh.map(({ payload }) => JSON.stringify(payload))}::jsonb[]
      ) with ordinality as e (name, customer_id, occurred_at, message_id, payload, place)`.execute(ctx.db)
    await sql`select pg_notify('bazgasht_events', ${ctx.workspace.id})`.execute(ctx.db)
    return fresh.length
  })
}

/** Which of these messages are in the log. Takes the counter's lock first, like alreadyEmitted. */
async function knownMessages(ctx: Ctx, events: readonly NewEvent[]): Promise<Set<string>> {
  const given = events.flatMap(({ messageId }) => messageId ?? [])
  if (given.length === 0) return new Set()
  await holdCounter(ctx)
  const { rows } = await sql<{ message_id: string }>`
    select message_id from events where workspace_id = ${ctx.workspace.id} and message_id = any(${given}::text[])`.execute(ctx.db)
  return new Set(rows.map((row) => row.message_id))
}

/** Takes the counter's lock first, without counting: a rival with the same message either committed before or comes after us. */
async function alreadyEmitted(ctx: Ctx, messageId: string): Promise<bigint | undefined> {
  await holdCounter(ctx)
  const known = await ctx.db
    .selectFrom('events')
    .select('seq')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('message_id', '=', messageId)
    .executeTakeFirst()
  return known?.seq
}

async function holdCounter(ctx: Ctx): Promise<void> {
  await sql`
    insert into event_counters (workspace_id, seq) values (${ctx.workspace.id}, 0)
    on conflict (workspace_id) do update set seq = event_counters.seq`.execute(ctx.db)
}

/** The last of `count` new numbers. */
async function nextSeq(ctx: Ctx, count = 1): Promise<bigint> {
  const { rows } = await sql<{ seq: bigint }>`
    insert into event_counters (workspace_id, seq) values (${ctx.workspace.id}, ${count})
    on conflict (workspace_id) do update set seq = event_counters.seq + excluded.seq
    returning seq`.execute(ctx.db)
  const row = rows[0]
  if (!row) throw new Error('a counter always answers')
  return row.seq
}
