import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import type { Belonging } from '#core/holdings'
import { sayAbout } from './identity/say-about.ts'

const AT_ONCE = 1000

/** Customers that a member is in charge of, and lists that they kept for themselves. */
export const CUSTOMERS_BELONGINGS: readonly Belonging[] = [
  { name: 'customers', fate: 'passes', count: countInCharge, handOver: handOverCustomers },
  { name: 'views', fate: 'passes', count: countViews, handOver: handOverViews },
]

async function countInCharge(ctx: Ctx, userId: string): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    select count(*) as count from customers
    where workspace_id = ${ctx.workspace.id} and owner_id = ${userId} and merged_into is null`.execute(ctx.db)
  return Number(rows[0]?.count ?? 0)
}

/** Said of each customer, as a member would: that somebody else is in charge stays to be read, and who follows changes hears it. */
async function handOverCustomers(ctx: Ctx, from: string, to: string): Promise<void> {
  const by = ctx.actor.userId ?? ctx.actor.id ?? ctx.actor.kind
  for (let after: string | null = null; ;) {
    const ids = await inChargeAfter(ctx, from, after)
    const sayings = ids.map((profileId) => ({ profileId, at: ctx.now, by, fields: { ownerId: to } }))
    await sayAbout(ctx, sayings)
    after = ids.at(-1) ?? null
    if (ids.length < AT_ONCE) return
  }
}

async function inChargeAfter(ctx: Ctx, userId: string, after: string | null): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from customers
    where workspace_id = ${ctx.workspace.id} and owner_id = ${userId} and merged_into is null
      and (${after}::uuid is null or id > ${after}::uuid)
    order by id limit ${AT_ONCE}`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

async function countViews(ctx: Ctx, userId: string): Promise<number> {
  const counted = ctx.db.selectFrom('customers_views').select((row) => row.fn.countAll<bigint>().as('count'))
  const { count } = await counted.where('workspace_id', '=', ctx.workspace.id).where('owner_id', '=', userId).executeTakeFirstOrThrow()
  return Number(count)
}

/** The lists pass; how the member's own page looked is nobody's business any more. */
async function handOverViews(ctx: Ctx, from: string, to: string): Promise<void> {
  const views = ctx.db.updateTable('customers_views').set({ owner_id: to })
  await views.where('workspace_id', '=', ctx.workspace.id).where('owner_id', '=', from).execute()
  await ctx.db.deleteFrom('customers_lists').where('workspace_id', '=', ctx.workspace.id).where('user_id', '=', from).execute()
}
