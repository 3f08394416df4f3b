import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import type { Erased } from '#core/holdings'

/** How a family buys as far as it was studied, for them to read. Shares lie between 0 and 1, money is minor units. */
export async function tellTypes(ctx: Ctx, family: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const { rows } = await sql<Readonly<Record<string, unknown>>>`
    select k.type, k.purchases, k.discounted, k.variety, k.repeated, k.irregularity, k.visits, k.visits_without as "visitsWithoutPurchase",
           k.margin::text as margin, k.first_category as "firstCategory", k.first_channel as "firstChannel", k.first_source as "firstSource"
    from insights_types k
    where k.workspace_id = ${ctx.workspace.id} and k.customer_id = any(${family}::uuid[])`.execute(ctx.db)
  return { behaviour: rows }
}

/** How somebody who is erased buys goes; write-types.ts passes them over from then on. */
export async function eraseTypes(ctx: Ctx, family: readonly string[]): Promise<Erased> {
  const { numAffectedRows } = await sql`
    delete from insights_types k
    where k.workspace_id = ${ctx.workspace.id} and k.customer_id = any(${family}::uuid[])`.execute(ctx.db)
  return { deleted: { types: Number(numAffectedRows ?? 0n) }, anonymised: {} }
}
