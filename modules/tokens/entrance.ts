import { sql } from 'kysely'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { inTransaction, type Ctx, type Workspace } from '#core/context'
import { AppError, notFound, tooMany } from '#core/errors'
import type { ContextOf, Entrance } from '#core/http-mount'
import { readSecretKey } from '#core/secret-keys'
import type { Server } from '#core/server'
import { systemCtx, openWorkspace, type RightsOf } from '#modules/workspaces'
import { agentOf } from '#pure/agent'
import { maskAddress } from '#pure/mask'
import { networkOf } from '#pure/network'
import { bearerOf } from './bearer.ts'
import { grantedScopes, stateOf } from './domain.ts'
import { once } from './once.ts'
import { standingOf } from './queries.ts'

/** How programs come in: by a token, so many calls a minute, and with writes that may be sent again. */
export function tokenEntrance(app: FastifyInstance, rightsOf: RightsOf, perMinute: number): Entrance {
  const known = new Set<string>()
  return { contextOf: contextsBy(rightsOf, known), limit: limitBy(app, known, perMinute), once, hidden: true }
}

const ERRORS = { expired: 'tokens.expired', revoked: 'tokens.revoked', creator_gone: 'tokens.creator_gone' } as const
/** How many keys a process remembers to have taken. */
const MOST_KNOWN = 10_000

function contextsBy(rightsOf: RightsOf, known: Set<string>): ContextOf {
  return async (server, request, _reply, permission) => {
    const { key, workspace } = await presented(server, request)
    const ctx = systemCtx(server, workspace)
    const token = await inTransaction(ctx, async (ctx) => {
      const found = await tokenOf(ctx, key.hash)
      if (found) await noteUse(ctx, found)
      return found
    })
    if (!token) throw refusedToken('tokens.unknown')
    const standing = standingOf(token, rightsOf)
    const state = stateOf(standing, ctx.now)
    if (state !== 'active' || !standing.creatorMay) throw refusedToken(state === 'active' ? ERRORS.creator_gone : ERRORS[state])
    if (known.size >= MOST_KNOWN) known.clear()
    known.add(key.hash)
    const can = grantedScopes(token.scopes, standing.creatorMay)
    if (!can.has(permission)) throw new AppError('forbidden', 'tokens.scope_missing', { permission })
    const from = { address: maskAddress(request.ip), agent: agentOf(request.headers['user-agent']) }
    return { ...ctx, actor: { kind: 'token', userId: null, id: token.id, ...from, role: 'token', can } }
  }
}

interface Presented {
  readonly key: { readonly workspaceId: string; readonly hash: string }
  readonly workspace: Workspace
}

/** The key that a request carries and its workspace, which is the only one that it can name. */
async function presented(server: Server, request: FastifyRequest): Promise<Presented> {
  const text = bearerOf(request)
  if (text === null) throw refusedToken('tokens.none')
  const key = readSecretKey('t', text)
  const workspace = key && (await openWorkspace(server.db, key.workspaceId))
  if (!key || !workspace) throw refusedToken('tokens.unknown')
  const named = request.headers['x-workspace']
  if (named !== undefined && named !== workspace.id) throw notFound('workspaces.not_found')
  return { key, workspace }
}

interface TokenRow {
  readonly id: string
  readonly scopes: string[]
  readonly expires_at: Date | null
  readonly revoked_at: Date | null
  readonly last_used_at: Date | null
  readonly creator_role: string | null
  readonly creator_listed: string[] | null
}

async function tokenOf(ctx: Ctx, hash: string): Promise<TokenRow | undefined> {
  const { rows } = await sql<TokenRow>`
    select t.id, t.scopes, t.expires_at, t.revoked_at, t.last_used_at, m.role as creator_role, r.permissions as creator_listed
    from tokens_keys as k
    join tokens as t on t.workspace_id = k.workspace_id and t.id = k.token_id
    left join workspaces_members as m on m.workspace_id = t.workspace_id and m.user_id = t.created_by
    left join workspaces_roles as r on r.workspace_id = m.workspace_id and r.id = m.role
    where k.workspace_id = ${ctx.workspace.id} and k.hash = ${hash} and (k.valid_until is null or k.valid_until > ${ctx.now})`.execute(
    ctx.db,
  )
  return rows[0]
}

/** At most once a minute, and never waiting for another request that does the same. */
async function noteUse(ctx: Ctx, { id, last_used_at }: TokenRow): Promise<void> {
  const minuteAgo = new Date(ctx.now.getTime() - 60_000)
  if (last_used_at && last_used_at > minuteAgo) return
  await sql`
    update tokens set last_used_at = ${ctx.now}
    where workspace_id = ${ctx.workspace.id} and id = (
      select id from tokens where workspace_id = ${ctx.workspace.id} and id = ${id} for update skip locked
    )`.execute(ctx.db)
}

function refusedToken(code: string): AppError {
  return new AppError('unauthenticated', code)
}

/** Counts by token once the key has been taken, and by address before that, so that made-up keys do not get a count each. */
function limitBy(app: FastifyInstance, known: ReadonlySet<string>, perMinute: number): Entrance['limit'] {
  const count = app.createRateLimit({
    max: perMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => {
      const hash = readSecretKey('t', bearerOf(request) ?? '')?.hash
      return hash && known.has(hash) ? hash : networkOf(request.ip)
    },
  })
  return async (request, reply) => {
    const counted = await count(request)
    if (counted.isAllowed) return
    const seconds = Math.ceil(counted.ttl / 1000)
    void reply.headers({ 'ratelimit-limit': counted.max, 'ratelimit-remaining': counted.remaining, 'ratelimit-reset': seconds })
    if (counted.isExceeded) throw tooMany('core.too_many_requests', seconds)
  }
}
