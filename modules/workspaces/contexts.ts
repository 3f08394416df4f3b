import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Ctx, Workspace } from '#core/context'
import { forbidden, notFound, unauthenticated } from '#core/errors'
import type { Server } from '#core/server'
import { maskAddress } from '#pure/mask'
import { membershipsOf, type MemberRole } from './queries.ts'

type ContextOf = (server: Server, request: FastifyRequest, reply: FastifyReply, permission: string) => Promise<Ctx>

/**
 * How a request becomes a member's context: the session's cookie, then the workspace that the request names (the first joined, when it
 * names none), then the role. Throws 401, 404 or 403, in this order: who is no member does not learn that a workspace exists.
 */
export function memberContexts(permissionsOf: (role: MemberRole | 'operator') => ReadonlySet<string>): ContextOf {
  return async (server, request, reply, permission) => {
    const session = await server.auth.session(headersOf(request))
    if (!session) throw unauthenticated()
    if (session.cookies.length > 0) void reply.header('set-cookie', [...session.cookies])
    const wanted = wantedWorkspace(request)
    const memberships = await membershipsOf(server.db, session.user.id)
    const membership = wanted === undefined ? memberships[0] : memberships.find(({ workspace }) => workspace.id === wanted)
    if (!membership) throw notFound('workspaces.not_found')
    const { workspace, role, isOperator } = membership
    const can = isOperator ? permissionsOf(role).union(permissionsOf('operator')) : permissionsOf(role)
    if (!can.has(permission)) throw forbidden(permission)
    const actor = { kind: 'member', userId: session.user.id, address: maskAddress(request.ip), role, can } as const
    return { db: server.db, workspace, actor, now: new Date(), jobs: server.jobs, files: server.files, holdings: server.holdings }
  }
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
