import type { FastifyRequest } from 'fastify'
import type * as z from 'zod'
import type { Ctx } from '#core/context'
import type { Db } from '#core/db'
import { notFound, unauthenticated } from '#core/errors'
import { closePages } from '#core/live'
import { cookiesOf } from '#core/open-session'
import type { Server } from '#core/server'
import { auditUser, membershipsOf } from '#modules/workspaces'
import type { SessionsResponse } from './api.ts'
import { endSessions } from './queries.ts'

/** The id of the session that the request came in. */
export async function ownSession(server: Server, request: FastifyRequest): Promise<string> {
  const session = await server.auth.session(cookiesOf(request))
  if (!session) throw unauthenticated()
  return session.sessionId
}

/** Where the member is signed in: this session, then those used last. */
export async function listSessions(ctx: Ctx, ownId: string): Promise<z.input<typeof SessionsResponse>> {
  const rows = await ctx.db
    .selectFrom('auth_sessions')
    .select(['id', 'user_agent', 'ip_address', 'created_at', 'updated_at'])
    .where('user_id', '=', userOf(ctx))
    .where('expires_at', '>', ctx.now)
    .orderBy((row) => row('id', '=', ownId), 'desc')
    .orderBy('updated_at', 'desc')
    .limit(200)
    .execute()
  return {
    rows: rows.map((row) => ({
      id: row.id,
      agent: row.user_agent,
      network: row.ip_address,
      startedAt: row.created_at.toISOString(),
      usedAt: row.updated_at.toISOString(),
      isThis: row.id === ownId,
    })),
  }
}

/** Ends somebody's open pages wherever they work: those of a session that is still there come back by themselves. */
export async function endPages(db: Db, userId: string): Promise<void> {
  for (const { workspace } of await membershipsOf(db, userId)) await closePages({ db, workspace }, userId)
}

/** Signs the member out elsewhere. */
export async function revokeSession(ctx: Ctx, id: string): Promise<void> {
  const revoked = await ctx.db
    .deleteFrom('auth_sessions')
    .where('id', '=', id)
    .where('user_id', '=', userOf(ctx))
    .returning('user_agent')
    .executeTakeFirst()
  if (!revoked) throw notFound('accounts.session_not_found')
  await tell(ctx, { count: 1, of: revoked.user_agent })
}

/** Signs the member out everywhere but here. */
export async function revokeOthers(ctx: Ctx, ownId: string): Promise<void> {
  const count = await endSessions(ctx.db, userOf(ctx), ownId)
  if (count > 0) await tell(ctx, { count })
}

/** Signs somebody out everywhere, at the command line, and gives how many sessions that were; everybody, when nobody is named. */
export async function signOutEverywhere(db: Db, userId: string | null, now = new Date()): Promise<number> {
  const users = userId === null ? await usersWithSessions(db) : [userId]
  let ended = 0
  for (const id of users) ended += await db.transaction().execute((db) => signOut(db, id, now))
  return ended
}

async function signOut(db: Db, userId: string, now: Date): Promise<number> {
  const count = await endSessions(db, userId, null)
  if (count === 0) return 0
  await endPages(db, userId)
  await auditUser(db, { userId, action: 'session.revoked', details: { count }, by: 'system' }, now)
  return count
}

async function usersWithSessions(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('auth_sessions').select('user_id').distinct().orderBy('user_id').execute()
  return rows.map((row) => row.user_id)
}

async function tell(ctx: Ctx, details: { readonly count: number; readonly of?: string | null }): Promise<void> {
  const { address = null, agent = null } = ctx.actor
  await endPages(ctx.db, userOf(ctx))
  await auditUser(ctx.db, { userId: userOf(ctx), action: 'session.revoked', details, address, agent }, ctx.now)
}

function userOf({ actor }: Ctx): string {
  if (!actor.userId) throw unauthenticated()
  return actor.userId
}
