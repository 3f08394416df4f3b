import { sql } from 'kysely'
import type { Holding } from '#core/holdings'

/** Whether an event was emptied because the person it was about is erased. Every event says something, so an empty one says just this. */
export function isEmptied(payload: unknown): boolean {
  return typeof payload === 'object' && payload !== null && Object.keys(payload).length === 0
}

/**
 * What the log of events keeps about customers. Numbers of the log have no gaps, so events are emptied, never taken out: what stays is that
 * something of this name happened at that time.
 */
export const eventsHolding: Holding = {
  module: 'events',
  tell: async (ctx, family) => {
    const { rows } = await sql<{ name: string; occurred_at: Date; payload: unknown }>`
      select name, occurred_at, payload from events
      where workspace_id = ${ctx.workspace.id} and customer_id = any(${family}::uuid[])
      order by seq`.execute(ctx.db)
    return { events: rows.map(({ name, occurred_at, payload }) => ({ name, at: occurred_at, payload })) }
  },
  erase: async (ctx, family) => {
    const { numAffectedRows } = await sql`
      update events set payload = '{}'
      where workspace_id = ${ctx.workspace.id} and customer_id = any(${family}::uuid[])`.execute(ctx.db)
    return { deleted: {}, anonymised: { events: Number(numAffectedRows ?? 0n) } }
  },
}
