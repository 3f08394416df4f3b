import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import type { Holding } from '#core/holdings'

/** What tracking keeps about people: their messages as they came, for a while. What follows from them belongs to other modules. */
export const trackingHolding: Holding = {
  module: 'tracking',
  tell,
  erase,
  retention: [
    { name: 'tracking.messages', defaultDays: 30, purge: purgeMessages },
    { name: 'tracking.refusals', defaultDays: 30, purge: purgeRefusals },
  ],
}

const TOLD = 10_000
const PURGED = 5_000

async function tell(ctx: Ctx, family: readonly string[]): Promise<Record<string, unknown>> {
  const rows = await ctx.db
    .selectFrom('tracking_messages')
    .select(['type', 'occurred_at', 'received_at', 'body'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('profile_id', 'in', [...family])
    .orderBy('id', 'desc')
    .limit(TOLD)
    .execute()
  return {
    messages: rows.map(({ type, occurred_at, received_at, body }) => ({
      type,
      occurredAt: occurred_at,
      receivedAt: received_at,
      message: body,
    })),
  }
}

/** Messages that were not digested are on nobody's timeline yet: they are found by the identifiers that they name. */
async function erase(ctx: Ctx, family: readonly string[]) {
  const { rows } = await sql<{ deleted: string }>`
    with names as materialized (
      select distinct value from customers_keys
      where workspace_id = ${ctx.workspace.id} and customer_id = any(${family}::uuid[]) and kind <> 'name'
    ), digested as (
      delete from tracking_messages where workspace_id = ${ctx.workspace.id} and profile_id = any(${family}::uuid[]) returning 1
    ), undigested as (
      delete from tracking_messages
      where workspace_id = ${ctx.workspace.id} and state in ('waiting', 'failed')
        and (body ->> 'userId' in (select value from names) or body ->> 'anonymousId' in (select value from names)
          or body ->> 'previousId' in (select value from names) or lower(body -> 'traits' ->> 'email') in (select value from names))
      returning 1
    ), refused as (
      delete from tracking_refusals r
      where r.workspace_id = ${ctx.workspace.id} and exists (select from names where length(value) > 3 and position(value in r.body) > 0)
      returning 1
    )
    select 'messages' as deleted from digested
    union all select 'messages' from undigested
    union all select 'refusals' from refused`.execute(ctx.db)
  const count = (kind: string) => rows.filter(({ deleted }) => deleted === kind).length
  return { deleted: { messages: count('messages'), refusals: count('refusals') }, anonymised: {} }
}

async function purgeMessages(ctx: Ctx, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from tracking_messages where workspace_id = ${ctx.workspace.id} and id in (
      select id from tracking_messages
      where workspace_id = ${ctx.workspace.id} and id < ${firstIdAt(before)}::uuid and state <> 'waiting'
      order by id limit ${PURGED})`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}

async function purgeRefusals(ctx: Ctx, before: Date): Promise<number> {
  const { numDeletedRows } = await ctx.db
    .deleteFrom('tracking_refusals')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '<', firstIdAt(before))
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

/** The smallest version 7 uuid of an instant: ids hold the time in their first 48 bits. */
function firstIdAt(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`
}
