import type { FastifyReply, FastifyRequest } from 'fastify'
import { PERMISSIONS, permissionsOf } from '../../app/permissions.ts'
import type { Ctx, Workspace } from '#core/context'
import { forbidden, notFound, unauthenticated } from '#core/errors'
import type { Server } from '#core/server'
import { membershipsOf } from './queries.ts'

const EVERYTHING: ReadonlySet<string> = new Set(Object.keys(PERMISSIONS))

/** The signed-in member's context in the workspace that the request names (the first joined, when it names none). Throws 401, 404 or 403. */
export async function memberCtx(server: Server, request: FastifyRequest, reply: FastifyReply, permission: string): Promise<Ctx> {
  const session = await server.auth.session(headersOf(request))
  if (!session) throw unauthenticated()
  for (const cookie of session.cookies) void reply.header('set-cookie', cookie)
  const wanted = wantedWorkspace(request)
  const memberships = await membershipsOf(server.db, session.user.id)
  const membership = wanted === undefined ? memberships[0] : memberships.find(({ workspace }) => workspace.id === wanted)
  if (!membership) throw notFound('workspaces.not_found')
  const can = permissionsOf(membership.role)
  if (!can.has(permission)) throw forbidden(permission)
  const actor = { kind: 'member', userId: session.user.id, role: membership.role, can } as const
  return { db: server.db, workspace: membership.workspace, actor, now: new Date(), jobs: server.jobs, files: server.files }
}

/** The product itself at work in a workspace: jobs, reactions, the command line. */
export function systemCtx(server: Pick<Server, 'db' | 'jobs' | 'files'>, workspace: Workspace): Ctx {
  const actor = { kind: 'system', userId: null, role: 'system', can: EVERYTHING } as const
  return { db: server.db, workspace, actor, now: new Date(), jobs: server.jobs, files: server.files }
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
