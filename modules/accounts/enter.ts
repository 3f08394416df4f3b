import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Db } from '#core/db'
import { giveCookies, openSession, visitorOf } from '#core/open-session'
import type { Server } from '#core/server'
import { auditUser } from '#modules/workspaces'

interface Coming {
  readonly userId: string
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** What proved who they are. */
  readonly by: 'password' | 'link'
}

/** Lets somebody in who has proved who they are: opens the session, writes it down and puts its cookies on the answer. */
export async function enter(server: Server, { userId, request, reply, by }: Coming, db: Db = server.db): Promise<void> {
  const now = new Date()
  const cookies = await openSession(server, db, { userId, request }, now)
  await auditUser(db, { userId, action: 'session.opened', details: { by }, ...visitorOf(request) }, now)
  giveCookies(reply, cookies)
}
