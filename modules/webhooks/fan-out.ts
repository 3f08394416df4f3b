import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import type { StoredEvent } from '#core/events'
import type { Reaction } from '#core/reactions'
import { rootsOf } from '#modules/customers'
import { wants } from './domain.ts'
import { nudgeSending } from './endpoints.ts'
import { PUBLIC_EVENT_NAMES } from './public-events.ts'

/** Writes down what is to be sent to whom. The sending itself is a job's. */
export const fanOutWebhooks: Reaction = {
  name: 'webhooks.fan_out',
  on: PUBLIC_EVENT_NAMES,
  run: async (ctx, events) => {
    const endpoints = await ctx.db
      .selectFrom('webhooks_endpoints')
      .select(['id', 'events'])
      .where('workspace_id', '=', ctx.workspace.id)
      .where('state', '!=', 'disabled')
      .execute()
    if (endpoints.length === 0) return
    const messages = await messagesOf(ctx, events)
    for (const endpoint of endpoints) {
      const wanted = messages.filter(({ name }) => wants(endpoint.events, name))
      if (wanted.length === 0) continue
      await insertDeliveries(ctx, endpoint.id, wanted)
      await nudgeSending(ctx, endpoint.id)
    }
  },
}

interface Message {
  readonly seq: bigint
  readonly name: string
  readonly customerId: string | null
  readonly body: string
}

/** People are told apart by their root: which profile an event was recorded for is nobody else's business. */
async function messagesOf(ctx: Ctx, events: readonly StoredEvent[]): Promise<Message[]> {
  const profiles = events.flatMap(({ payload, customerId }) => [...customerIn(payload), ...(customerId ? [customerId] : [])])
  const roots = await rootsOf(ctx, profiles)
  return events.map(({ seq, name, payload, customerId, occurredAt }) => {
    const [profile] = customerIn(payload)
    const data = profile === undefined ? payload : { ...payload, customerId: roots.get(profile) ?? profile }
    const body = JSON.stringify({ type: name, timestamp: occurredAt.toISOString(), sequence: Number(seq), data })
    return { seq, name, customerId: customerId ?? profile ?? null, body }
  })
}

function customerIn(payload: StoredEvent['payload']): string[] {
  return 'customerId' in payload && typeof payload.customerId === 'string' ? [payload.customerId] : []
}

async function insertDeliveries(ctx: Ctx, endpointId: string, messages: readonly Message[]): Promise<void> {
  await sql`
    insert into webhooks_deliveries (workspace_id, id, endpoint_id, seq, event, customer_id, body, state, attempts, next_at, created_at)
    select ${ctx.workspace.id}::uuid, m.id, ${endpointId}::uuid, m.seq, m.event, m.customer_id, m.body, 'waiting', 0, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    from unnest(
      ${messages.map(() => randomUUIDv7())}::uuid[], ${messages.map(({ seq }) => String(seq))}::int8[], ${messages.map(({ name }) => name)}::text[],
      ${messages.map(({ customerId }) => customerId)}::uuid[], ${messages.map(({ body }) => body)}::text[]
    ) as m (id, seq, event, customer_id, body)
    on conflict (workspace_id, endpoint_id, seq) where seq is not null do nothing`.execute(ctx.db)
}
