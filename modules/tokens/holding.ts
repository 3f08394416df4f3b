import type { Ctx } from '#core/context'
import type { Holding } from '#core/holdings'

/** What members leave behind here: keys that they have seen, which end with them and stay ended should they come back. */
export const tokensHolding: Holding = {
  module: 'tokens',
  belongings: [{ name: 'tokens', fate: 'ends', count: countTokens, end: endTokens }],
}

async function countTokens(ctx: Ctx, userId: string): Promise<number> {
  const { count } = await ctx.db
    .selectFrom('tokens')
    .select((row) => row.fn.countAll<bigint>().as('count'))
    .where('workspace_id', '=', ctx.workspace.id)
    .where('created_by', '=', userId)
    .where('revoked_at', 'is', null)
    .where((row) => row.or([row('expires_at', 'is', null), row('expires_at', '>', ctx.now)]))
    .executeTakeFirstOrThrow()
  return Number(count)
}

async function endTokens(ctx: Ctx, userId: string): Promise<void> {
  await ctx.db
    .updateTable('tokens')
    .set({ revoked_at: ctx.now })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('created_by', '=', userId)
    .where('revoked_at', 'is', null)
    .execute()
}
