import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Ctx, Workspace } from '#core/context'
import { AppError, forbidden, notFound, unauthenticated } from '#core/errors'
import { noteWho } from '#core/request-log'
import type { Server } from '#core/server'
import { agentOf } from '#pure/agent'
import { maskAddress } from '#pure/mask'
import { Handle } from './api.ts'
import { idOfHandle, membershipsOf, type Membership } from './queries.ts'
import type { RightsOf } from './roles/domain.ts'

type ContextOf = (server: Server, request: FastifyRequest, reply: FastifyReply, permission: string) => Promise<Ctx>

/**
 * How a request becomes a member's context: the session's cookie, then the workspace that the request names (the first joined, when it
 * names none), then the role. Throws 401, 404 or 403, in this order: who is no member does not learn that a workspace exists.
 */
export function memberContexts(rightsOf: RightsOf): ContextOf {
  return async (server, request, reply, permission) => {
    // Before anything is asked: what changes from here on, whoever keeps the context hears of.
    const now = new Date()
    const session = await server.auth.session(headersOf(request))
    if (!session) throw unauthenticated()
    if (session.cookies.length > 0) void reply.header('set-cookie', [...session.cookies])
    const wanted = wantedWorkspace(request)
    const memberships = await membershipsOf(server.db, session.user.id)
    const membership = await membershipFor(server, memberships, wanted)
    noteWho(request, { user: session.user.id, workspace: membership?.workspace.id ?? null })
    if (!membership) throw notFound('workspaces.not_found')
    if (membership.closing && membership.role !== 'owner') throw new AppError('forbidden', 'workspaces.closed')
    if (isHeldBack(membership, request)) throw new AppError('forbidden', 'accounts.second_factor_required')
    const { workspace, role, ownRole, isOperator } = membership
    const own = rightsOf(role, ownRole?.permissions ?? null)
    const can = isOperator ? own.union(rightsOf('operator', null)) : own
    if (!can.has(permission)) throw forbidden(permission)
    const actor = {
      kind: 'member',
      userId: session.user.id,
      address: maskAddress(request.ip),
      agent: agentOf(request.headers['user-agent']),
      role,
      can,
    } as const
    return { db: server.db, workspace, actor, now, jobs: server.jobs, files: server.files, holdings: server.holdings }
  }
}

/** The one that is named, by its id or by a word that leads or led there; the first that is open when none is. */
async function membershipFor(
  server: Server,
  memberships: readonly Membership[],
  wanted: string | undefined,
): Promise<Membership | undefined> {
  if (wanted === undefined) return memberships.find(({ closing }) => !closing) ?? memberships[0]
  const named = memberships.find(({ workspace }) => workspace.id === wanted || workspace.handle === wanted)
  if (named || !Handle.safeParse(wanted).success) return named
  const id = await idOfHandle(server.db, wanted)
  return memberships.find(({ workspace }) => workspace.id === id)
}

/** What everybody reaches: themselves. */
const OWN_ACCOUNT = /^\/api\/(?:account|session)(?:\/|$)/

/** Where a second step at sign-in is asked of everybody, who has none gets no further than their own account, where they can set it up. */
function isHeldBack({ secondFactor }: Membership, { routeOptions }: FastifyRequest): boolean {
  return secondFactor.isRequired && !secondFactor.isOn && !OWN_ACCOUNT.test(routeOptions.url ?? '')
}

const NOTHING: ReadonlySet<string> = new Set()

/** The product itself at work in a workspace: jobs, reactions, the command line. Permissions are asked of people, at routes; it has none. */
export function systemCtx(server: Pick<Server, 'db' | 'jobs' | 'files' | 'holdings'>, workspace: Workspace): Ctx {
  const actor = { kind: 'system', userId: null, role: 'system', can: NOTHING } as const
  return { db: server.db, workspace, actor, now: new Date(), jobs: server.jobs, files: server.files, holdings: server.holdings }
}

/** A header for calls; a parameter for EventSource and downloads, which cannot set headers. */
function wantedWorkspace(request: FastifyRequest): string | undefined {
  const header = request.headers['x-workspace']
  if (typeof header === 'string') return header.toLowerCase()
  const url = new URL(request.url, 'http://localhost')
  return url.searchParams.get('workspace')?.toLowerCase()
}

function headersOf(request: FastifyRequest): Headers {
  return new Headers(request.headers.cookie ? { cookie: request.headers.cookie } : {})
}
