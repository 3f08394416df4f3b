/** What decides whether a token is taken. */
export interface TokenStanding {
  readonly expiresAt: Date | null
  readonly revokedAt: Date | null
  /** What the creator may do now; null when they are no member any more. */
  readonly creatorMay: ReadonlySet<string> | null
}

export type TokenState = 'active' | 'expired' | 'revoked' | 'creator_gone'

/** How a token stands now. */
export function stateOf({ expiresAt, revokedAt, creatorMay }: TokenStanding, now: Date): TokenState {
  if (revokedAt) return 'revoked'
  if (expiresAt && expiresAt <= now) return 'expired'
  return creatorMay ? 'active' : 'creator_gone'
}

/** What a token may do: its scopes, as far as its creator still may. */
export function grantedScopes(scopes: readonly string[], creatorMay: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(scopes.filter((scope) => creatorMay.has(scope)))
}

interface NewToken {
  readonly scopes: readonly string[]
  readonly expiresAt: Date | null
}

/** Why nobody with these permissions may make such a token; null when they may. */
export function refusalToCreate(
  { scopes, expiresAt }: NewToken,
  may: ReadonlySet<string>,
  now: Date,
): 'tokens.scope_not_yours' | 'tokens.expires_in_past' | null {
  if (!scopes.every((scope) => may.has(scope))) return 'tokens.scope_not_yours'
  return expiresAt && expiresAt <= now ? 'tokens.expires_in_past' : null
}

/** The earlier of two ends, of which either may be never. */
export function earlier(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b
  return a < b ? a : b
}
