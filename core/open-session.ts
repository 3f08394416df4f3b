import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Visitor } from '#core/auth'
import type { Db } from '#core/db'
import { rememberDevice } from '#core/known-devices'
import type { Server } from '#core/server'
import { agentOf } from '#pure/agent'
import { maskAddress } from '#pure/mask'

/** Where a request comes from, as much as is kept of it. */
export function visitorOf(request: Pick<FastifyRequest, 'ip' | 'headers'>): Visitor {
  return { address: maskAddress(request.ip), agent: agentOf(request.headers['user-agent']) }
}

/** What a request's cookies say, for `server.auth.session`. */
export function cookiesOf({ headers: { cookie } }: Pick<FastifyRequest, 'headers'>): Headers {
  return new Headers(cookie ? { cookie } : {})
}

/**
 * Opens a session for whoever sent the request, who has proved to be this user, and gives the Set-Cookie values for `giveCookies`. A session that the browser
 * brought along ends: nobody goes on in one that somebody else may have put there.
 */
export async function openSession(
  server: Server,
  db: Db,
  { userId, request }: { readonly userId: string; readonly request: FastifyRequest },
  now: Date,
): Promise<readonly string[]> {
  const before = await server.auth.session(cookiesOf(request))
  if (before) await db.deleteFrom('auth_sessions').where('id', '=', before.sessionId).execute()
  return [await server.auth.open(db, userId, now, visitorOf(request)), rememberDevice(server.config, request, userId)]
}

/** Puts cookies on an answer, beside those that it has. */
export function giveCookies(reply: FastifyReply, cookies: readonly string[]): void {
  for (const cookie of cookies) void reply.header('set-cookie', cookie)
}
