import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Db } from '#core/db'
import { giveCookies, openSession, visitorOf } from '#core/open-session'
import type { Server } from '#core/server'
import { auditUser } from '#modules/workspaces'
import { askForCode } from './second-factor/second-step.ts'

interface Coming {
  readonly userId: string
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** What proved who they are. */
  readonly by: 'password' | 'link'
  /** Their second step has been taken just now. */
  readonly hasSecondStep?: boolean
}

/**
 * Lets somebody in who has proved who they are: opens the session, writes it down and puts its cookies on the answer. Whoever has a second step to take is
 * asked for it instead, by `accounts.second_factor_needed`.
 */
export async function enter(
  server: Server,
  { userId, request, reply, by, hasSecondStep = false }: Coming,
  db: Db = server.db,
): Promise<void> {
  const now = new Date()
  if (!hasSecondStep) await askForCode(server, db, { userId, request, reply, by }, now)
  const cookies = await openSession(server, db, { userId, request }, now)
  await auditUser(
    db,
    { userId, action: 'session.opened', details: { by, ...(hasSecondStep ? { secondStep: true } : {}) }, ...visitorOf(request) },
    now,
  )
  giveCookies(reply, cookies)
}
