import type { Ctx } from '#core/context'
import { notFound } from '#core/errors'
import type { RightsOf } from '#modules/workspaces'
import type { Token } from './api.ts'
import { stateOf, type TokenStanding } from './domain.ts'

interface Row {
  readonly id: string
  readonly name: string
  readonly scopes: string[]
  readonly created_by: string
  readonly created_at: Date
  readonly expires_at: Date | null
  readonly revoked_at: Date | null
  readonly last_used_at: Date | null
  readonly creator_name: string | null
  readonly creator_role: string | null
  readonly creator_listed: string[] | null
}

/** Every token of the workspace, newest first. */
export async function listTokens(ctx: Ctx, rightsOf: RightsOf): Promise<Token[]> {
  const rows = await selectTokens(ctx).orderBy('tokens.created_at', 'desc').orderBy('tokens.id', 'desc').limit(1000).execute()
  return withKeys(ctx, rows, rightsOf)
}

/** One token; refuses what is not there. */
export async function tokenFor(ctx: Ctx, id: string, rightsOf: RightsOf): Promise<Token> {
  const [token] = await withKeys(ctx, await selectTokens(ctx).where('tokens.id', '=', id).execute(), rightsOf)
  if (!token) throw notFound('tokens.not_found')
  return token
}

/** How a row stands, given what its creator may do now. */
export function standingOf(
  row: Pick<Row, 'expires_at' | 'revoked_at' | 'creator_role' | 'creator_listed'>,
  rightsOf: RightsOf,
): TokenStanding {
  const creatorMay = row.creator_role === null ? null : rightsOf(row.creator_role, row.creator_listed)
  return { expiresAt: row.expires_at, revokedAt: row.revoked_at, creatorMay }
}

/** The user behind the actor: a member, or who made the token that acts. */
export async function userBehind(ctx: Ctx): Promise<string> {
  if (ctx.actor.userId) return ctx.actor.userId
  const made = await ctx.db
    .selectFrom('tokens')
    .select('created_by')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', ctx.actor.id ?? null)
    .executeTakeFirstOrThrow()
  return made.created_by
}

function selectTokens(ctx: Ctx) {
  return ctx.db
    .selectFrom('tokens')
    .leftJoin('workspaces_members as m', (join) =>
      join.onRef('m.workspace_id', '=', 'tokens.workspace_id').onRef('m.user_id', '=', 'tokens.created_by'),
    )
    .leftJoin('workspaces_roles as r', (join) => join.onRef('r.workspace_id', '=', 'm.workspace_id').onRef('r.id', '=', 'm.role'))
    .leftJoin('auth_users as u', 'u.id', 'm.user_id')
    .select([
      'tokens.id',
      'tokens.name',
      'tokens.scopes',
      'tokens.created_by',
      'tokens.created_at',
      'tokens.expires_at',
      'tokens.revoked_at',
    ])
    .select(['tokens.last_used_at', 'u.name as creator_name', 'm.role as creator_role', 'r.permissions as creator_listed'])
    .where('tokens.workspace_id', '=', ctx.workspace.id)
}

async function withKeys(ctx: Ctx, rows: readonly Row[], rightsOf: RightsOf): Promise<Token[]> {
  if (rows.length === 0) return []
  const keys = await ctx.db
    .selectFrom('tokens_keys')
    .select(['token_id', 'hint', 'valid_until'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where(
      'token_id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute()
  return rows.map((row) => {
    const own = keys.filter((key) => key.token_id === row.id)
    const standing = standingOf(row, rightsOf)
    const oldUntil = own.map((key) => key.valid_until).find((until) => until !== null && until > ctx.now) ?? null
    return {
      id: row.id,
      name: row.name,
      scopes: row.scopes,
      lostScopes: row.scopes.filter((scope) => !standing.creatorMay?.has(scope)),
      hint: own.find((key) => key.valid_until === null)?.hint ?? '',
      state: stateOf(standing, ctx.now),
      createdBy: row.creator_name,
      createdAt: row.created_at.toISOString(),
      expiresAt: row.expires_at?.toISOString() ?? null,
      revokedAt: row.revoked_at?.toISOString() ?? null,
      lastUsedAt: row.last_used_at?.toISOString() ?? null,
      oldKeyUntil: oldUntil?.toISOString() ?? null,
    }
  })
}
