import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { instantOfDay } from '#pure/zone'
import { YEAR_DAYS } from './domain-buying.ts'

/** The local days on which these customers (roots) visited, from a year before `asOfDay` up to now; those without visits are left out. */
export async function visitDays(ctx: Ctx, customerIds: readonly string[], asOfDay: number): Promise<Map<string, readonly number[]>> {
  const since = new Date(instantOfDay(asOfDay - YEAR_DAYS + 1, ctx.workspace.timeZone))
  const { rows } = await sql<{ root: string; days: number[] }>`
    select v.root, array_agg(distinct (e.occurred_at at time zone ${ctx.workspace.timeZone}::text)::date - date '1970-01-01') as days
    from (
      select id, coalesce(merged_into, id) as root from customers where workspace_id = ${ctx.workspace.id} and id = any(${customerIds}::uuid[])
      union
      select id, merged_into from customers where workspace_id = ${ctx.workspace.id} and merged_into = any(${customerIds}::uuid[])
    ) v
    join events e on e.workspace_id = ${ctx.workspace.id} and e.customer_id = v.id
    where e.occurred_at >= ${since} and e.name in ('visit.tracked', 'visit.paged', 'visit.screened')
    group by v.root`.execute(ctx.db)
  return new Map(rows.map(({ root, days }) => [root, days]))
}
