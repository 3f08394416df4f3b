import type { FastifyRequest } from 'fastify'
import type { Ctx } from '#core/context'
import { invalid } from '#core/errors'
import { visitorOf } from '#core/open-session'
import { passwordHash } from '#core/password-hash'
import type { Server } from '#core/server'
import { auditUser } from '#modules/workspaces'
import { refusalOfPassword } from '#pure/passwords'
import type { PasswordRequest } from './api.ts'
import { askPassword } from './ask-password.ts'
import { shopsOf } from './queries.ts'
import { replacePassword } from './reset-password.ts'
import { ownSession } from './sessions.ts'

/** Sets another password for who knows the present one; every other session ends. */
export async function changePassword(server: Server, ctx: Ctx, body: PasswordRequest, request: FastifyRequest): Promise<void> {
  const user = await askPassword(server, { userId: ctx.actor.userId, password: body.password }, ctx.now)
  const refusal = refusalOfPassword(body.newPassword, { ...user, shops: await shopsOf(server.db, user.id) })
  if (refusal) throw invalid(refusal)
  const hash = await passwordHash(body.newPassword)
  const keptSession = await ownSession(server, request)
  await server.db.transaction().execute(async (db) => {
    await replacePassword(server, db, { userId: user.id, hash, keptSession }, ctx.now)
    await auditUser(db, { userId: user.id, action: 'password.changed', ...visitorOf(request) }, ctx.now)
  })
}
