import { sql } from 'kysely'
import type { Ctx } from '#core/context'

/**
 * Holds the workspace's identities until the caller's transaction ends: whoever finds, adds, merges or splits customers takes it first, before the
 * book of orders and the counter of events, so that what arrives meanwhile lands on the right one.
 */
export async function lockIdentities(ctx: Ctx): Promise<void> {
  if (await holds(ctx)) return
  await ctx.db
    .insertInto('customers_locks')
    .values({ workspace_id: ctx.workspace.id })
    .onConflict((oc) => oc.doNothing())
    .execute()
  await holds(ctx)
}

/** False before anybody ever took the lock: there is no row then. */
async function holds(ctx: Ctx): Promise<boolean> {
  const { rows } = await sql`select from customers_locks where workspace_id = ${ctx.workspace.id} for update`.execute(ctx.db)
  return rows.length > 0
}
