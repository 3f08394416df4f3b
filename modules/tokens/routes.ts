import { routes, type Routes } from '#core/http'
import type { RightsOf } from '#modules/workspaces'
import { NewKey, RotationRequest, Token, TokenParams, TokenRequest, TokensResponse } from './api.ts'
import { createToken } from './create-token.ts'
import { listTokens, tokenFor } from './queries.ts'
import { revokeToken } from './revoke-token.ts'
import { rotateToken } from './rotate-token.ts'

/** Keys of programs, for people who configure the workspace. */
export function tokensRoutes(rightsOf: RightsOf): Routes {
  const tokens = routes('tokens')

  tokens.get('/', {
    summary: 'API tokens, and what a new one may be given',
    may: 'tokens:configure',
    gives: TokensResponse,
    run: async ({ ctx }) => ({ rows: await listTokens(ctx, rightsOf), scopes: [...ctx.actor.can] }),
  })

  tokens.post('/', {
    summary: 'Makes a token; its key is in this answer only',
    may: 'tokens:configure',
    body: TokenRequest,
    gives: NewKey,
    status: 201,
    run: ({ ctx, body }) => createToken(ctx, body, rightsOf),
    example: { body: { name: 'Warehouse', scopes: ['orders:read', 'customers:read'], expiresAt: '2027-03-20T20:30:00Z' } },
  })

  tokens.get('/:id', {
    summary: 'One token',
    may: 'tokens:configure',
    params: TokenParams,
    gives: Token,
    run: ({ ctx, params }) => tokenFor(ctx, params.id, rightsOf),
  })

  tokens.post('/:id/keys', {
    summary: 'Gives a token a new key; the one so far works for some hours more',
    may: 'tokens:configure',
    params: TokenParams,
    body: RotationRequest,
    gives: NewKey,
    status: 201,
    run: ({ ctx, params, body }) => rotateToken(ctx, params.id, body, rightsOf),
  })

  tokens.delete('/:id', {
    summary: 'Revokes a token and those made with it',
    may: 'tokens:configure',
    params: TokenParams,
    gives: 204,
    run: ({ ctx, params }) => revokeToken(ctx, params.id),
  })

  return tokens
}
