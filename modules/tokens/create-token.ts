import { randomUUIDv7 } from 'node:crypto'
import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { refused } from '#core/errors'
import { makeSecretKey, type SecretKey } from '#core/secret-keys'
import type { RightsOf } from '#modules/workspaces'
import type { NewKey, TokenRequest } from './api.ts'
import { earlier, refusalToCreate } from './domain.ts'
import { tokenFor, userBehind } from './queries.ts'

/** Makes a token that may do no more than who makes it, and gives its key, which is shown this once. */
export async function createToken(ctx: Ctx, request: TokenRequest, rightsOf: RightsOf): Promise<NewKey> {
  return inTransaction(ctx, async (ctx) => {
    const wanted = request.expiresAt === null ? null : new Date(request.expiresAt)
    const refusal = refusalToCreate({ scopes: request.scopes, expiresAt: wanted }, ctx.actor.can, ctx.now)
    if (refusal) throw refused(refusal)
    const id = randomUUIDv7()
    await ctx.db
      .insertInto('tokens')
      .values({
        workspace_id: ctx.workspace.id,
        id,
        name: request.name,
        scopes: [...new Set(request.scopes)],
        created_by: await userBehind(ctx),
        made_with: ctx.actor.kind === 'token' ? (ctx.actor.id ?? null) : null,
        created_at: ctx.now,
        expires_at: earlier(wanted, await endOfActingToken(ctx)),
        revoked_at: null,
        last_used_at: null,
      })
      .execute()
    const key = await addKey(ctx, id)
    await audit(ctx, 'token.created', { kind: 'token', id, details: { scopes: request.scopes } })
    return { token: await tokenFor(ctx, id, rightsOf), key: key.text }
  })
}

/** Gives a token a key that works until the token ends. */
export async function addKey(ctx: Ctx, tokenId: string): Promise<SecretKey> {
  const key = makeSecretKey('t', ctx.workspace.id)
  await ctx.db
    .insertInto('tokens_keys')
    .values({ workspace_id: ctx.workspace.id, hash: key.hash, token_id: tokenId, hint: key.hint, created_at: ctx.now, valid_until: null })
    .execute()
  return key
}

/** When the token that acts ends: one that it makes may not outlive it. */
async function endOfActingToken(ctx: Ctx): Promise<Date | null> {
  if (ctx.actor.kind !== 'token') return null
  const acting = await ctx.db
    .selectFrom('tokens')
    .select('expires_at')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', ctx.actor.id ?? null)
    .executeTakeFirstOrThrow()
  return acting.expires_at
}
