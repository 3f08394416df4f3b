import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { PARTS } from './types/domain-parts.ts'
import { readPart } from './types/parts.ts'

/** Customers and what is at stake with them, minor units. */
export interface Worth {
  readonly customers: number
  readonly value: number | null
}

/** How many customers are expected to buy next on these days, and what is expected of them in all; null before anybody was scored. */
export async function dueWithin(ctx: Ctx, from: number, to: number): Promise<Worth | null> {
  const { rows } = await sql<{ scored: bigint | null; customers: bigint | null; value: bigint | null }>`
    select sum(customers) filter (where kind = 'all')::int8 as scored, sum(customers) filter (where kind = 'due')::int8 as customers,
           sum(expected_value) filter (where kind = 'due')::int8 as value
    from insights_score_cells
    where workspace_id = ${ctx.workspace.id} and (kind = 'all' or (kind = 'due' and x between ${from} and ${to}))`.execute(ctx.db)
  const [found] = rows
  if (!found?.scored) return null
  return { customers: Number(found.customers ?? 0), value: found.value ? Number(found.value) : null }
}

/** Customers at risk, and what they spent in the year up to the last study; null before customers were counted by stage. */
export async function atRisk(ctx: Ctx): Promise<Worth | null> {
  const sums = await readPart(ctx, 'sums', PARTS.sums)
  if (sums === null) return null
  const kinds = sums.kinds.filter(({ stage }) => stage === 'at_risk')
  const isKnown = kinds.some(({ yearRevenue }) => yearRevenue !== null)
  return {
    customers: kinds.reduce((sum, { customers }) => sum + customers, 0),
    value: isKnown ? kinds.reduce((sum, { yearRevenue }) => sum + (yearRevenue ?? 0), 0) : null,
  }
}
