import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { notFound, refused } from '#core/errors'
import type { RightsOf } from '#modules/workspaces'
import type { NewKey } from './api.ts'
import { addKey } from './create-token.ts'
import { tokenFor } from './queries.ts'

/** Gives a token a new key. The one so far works for some hours more; an older one ends now. */
export async function rotateToken(
  ctx: Ctx,
  id: string,
  { oldKeyHours }: { readonly oldKeyHours: number },
  rightsOf: RightsOf,
): Promise<NewKey> {
  return inTransaction(ctx, async (ctx) => {
    await lockToken(ctx, id)
    const { state, scopes } = await tokenFor(ctx, id, rightsOf)
    if (state !== 'active') throw refused('tokens.not_active')
    // Else a member could come into the possession of a key that may do more than they.
    if (!scopes.every((scope) => ctx.actor.can.has(scope))) throw refused('tokens.scope_not_yours')
    const ofToken = { workspace_id: ctx.workspace.id, token_id: id }
    await ctx.db
      .deleteFrom('tokens_keys')
      .where(({ and, eb }) => and([and(ofToken), eb('valid_until', 'is not', null)]))
      .execute()
    const until = new Date(ctx.now.getTime() + oldKeyHours * 3_600_000)
    await ctx.db
      .updateTable('tokens_keys')
      .set({ valid_until: until })
      .where(({ and }) => and(ofToken))
      .execute()
    const key = await addKey(ctx, id)
    await audit(ctx, 'token.rotated', { kind: 'token', id, details: { oldKeyHours } })
    return { token: await tokenFor(ctx, id, rightsOf), key: key.text }
  })
}

/** Holds a token until the transaction ends; refuses what is not there. */
export async function lockToken(ctx: Ctx, id: string): Promise<void> {
  const row = await ctx.db
    .selectFrom('tokens')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('tokens.not_found')
}
