import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import type { Erased } from '#core/holdings'
import { isoOfDay } from '#pure/calendar'

/** What is expected of a family, for them to read. Days are ISO days, money is minor units. */
export async function tellScores(ctx: Ctx, family: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const { rows } = await sql<ToldScore>`
    select k.p_alive as "stillCustomer", k.expected_365 as "expectedPurchasesInAYear", k.next_day as next,
           k.expected_value::text as "expectedValue", k.r as recency, k.f as frequency, k.m as money, k.rfm_group as "group"
    from insights_scores k
    where k.workspace_id = ${ctx.workspace.id} and k.customer_id = any(${family}::uuid[])`.execute(ctx.db)
  return { expected: rows.map(({ next, ...rest }) => ({ ...rest, nextPurchase: next === null ? null : isoOfDay(next) })) }
}

interface ToldScore {
  readonly next: number | null
}

/** What is expected of somebody who is erased goes; nobody works it out again. Sums follow by the event, see jobs.ts. */
export async function eraseScores(ctx: Ctx, family: readonly string[]): Promise<Erased> {
  const { numAffectedRows } = await sql`
    delete from insights_scores k
    where k.workspace_id = ${ctx.workspace.id} and k.customer_id = any(${family}::uuid[])`.execute(ctx.db)
  return { deleted: { scores: Number(numAffectedRows ?? 0n) }, anonymised: {} }
}
