import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import type { Holding } from '#core/holdings'

const VISITS = ['visit.tracked', 'visit.paged', 'visit.screened', 'visit.grouped'] as const
const WINDOW = 20_000

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
  retention: [{ name: 'events.visits', defaultDays: 730, purge: forgetVisits }],
}

/** Empties old visits, from where the last time ended, and gives how many; stops at the first window of numbers that is not old as a whole. */
async function forgetVisits(ctx: Ctx, before: Date): Promise<number> {
  for (;;) {
    const from = await placeOf(ctx)
    const { rows } = await sql<{ events: number; newest: Date | null; last: bigint | null }>`
      select count(*)::int as events, max(recorded_at) as newest, max(seq) as last from events
      where workspace_id = ${ctx.workspace.id} and seq > ${from} and seq <= ${from + BigInt(WINDOW)}`.execute(ctx.db)
    const [window] = rows
    if (!window?.last || !window.newest) return 0
    const { numAffectedRows } = await sql`
      update events set payload = '{}'
      where workspace_id = ${ctx.workspace.id} and seq > ${from} and seq <= ${window.last} and recorded_at < ${before}
        and name = any(${[...VISITS]}::text[]) and payload <> '{}'`.execute(ctx.db)
    const emptied = Number(numAffectedRows ?? 0n)
    if (window.newest < before) await moveTo(ctx, window.last)
    if (emptied > 0 || window.newest >= before) return emptied
  }
}

/** The place is kept where reactions keep theirs. */
const PLACE = 'events.forget_visits'

async function placeOf(ctx: Ctx): Promise<bigint> {
  const query = ctx.db.selectFrom('event_cursors').select('seq').where('workspace_id', '=', ctx.workspace.id)
  return (await query.where('reaction', '=', PLACE).executeTakeFirst())?.seq ?? 0n
}

async function moveTo(ctx: Ctx, seq: bigint): Promise<void> {
  await ctx.db
    .insertInto('event_cursors')
    .values({ workspace_id: ctx.workspace.id, reaction: PLACE, seq })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'reaction']).doUpdateSet({ seq }))
    .execute()
}
