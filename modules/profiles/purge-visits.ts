import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import type { RetentionKind } from '#core/holdings'

/** How many events are removed in one step. */
const STEP = 5_000

/** Visits are the bulk of the log, and soon of little use. Reactions that have not read them yet keep them until they have. */
export const visitsRetention: RetentionKind = { name: 'events.visits', defaultDays: 730, purge: purgeVisits }

async function purgeVisits(ctx: Ctx, before: Date): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from events
    where workspace_id = ${ctx.workspace.id} and seq = any(array(
      select seq
      from events
      where workspace_id = ${ctx.workspace.id} and name in ('visit.tracked', 'visit.paged', 'visit.screened', 'visit.grouped')
        and occurred_at < ${before}
        and seq <= coalesce((select min(c.seq) from event_cursors c where c.workspace_id = ${ctx.workspace.id}), 0)
      order by seq
      limit ${STEP}
    ))`.execute(ctx.db)
  return Number(numAffectedRows)
}
