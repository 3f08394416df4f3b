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

/** Takes the counter's lock first, without counting: a rival with the same message either committed before or comes after us. */
async function alreadyEmitted(ctx: Ctx, messageId: string): Promise<bigint | undefined> {
  await sql`
    insert into event_counters (workspace_id, seq) values (${ctx.workspace.id}, 0)
    on conflict (workspace_id) do update set seq = event_counters.seq`.execute(ctx.db)
  const known = await ctx.db
    .selectFrom('events')
    .select('seq')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('message_id', '=', messageId)
    .executeTakeFirst()
  return known?.seq
}

async function nextSeq(ctx: Ctx): Promise<bigint> {
  const { rows } = await sql<{ seq: bigint }>`
    insert into event_counters (workspace_id, seq) values (${ctx.workspace.id}, 1)
    on conflict (workspace_id) do update set seq = event_counters.seq + 1
    returning seq`.execute(ctx.db)
  const row = rows[0]
  if (!row) throw new Error('a counter always answers')
  return row.seq
}
