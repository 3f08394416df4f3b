import type { FastifyRequest } from 'fastify'
import { AppError } from '#core/errors'
import { deviceOf } from '#core/known-devices'
import { visitorOf } from '#core/open-session'
import { isOutdated, isPassword, passwordHash } from '#core/password-hash'
import type { Server } from '#core/server'
import { auditUser } from '#modules/workspaces'
import type { SignInRequest } from './api.ts'
import { countSignIn, forgetSignIn } from './limits.ts'
import { credentialsOf, setPassword } from './queries.ts'

/** Whose e-mail and password these are. A wrong password and an unknown e-mail sound the same and take as long. */
export async function checkPassword(server: Server, { email, password }: SignInRequest, request: FastifyRequest): Promise<string> {
  const now = new Date()
  const user = await credentialsOf(server.db, email)
  const device = deviceOf(server.config, request)
  const attempt = { email, address: request.ip, device: user && device?.userIds.includes(user.id) ? device : null }
  await countSignIn(server.db, attempt, now)
  const isRight = await isPassword(user?.password, password)
  if (!user || !isRight) {
    if (user) await auditUser(server.db, { userId: user.id, action: 'session.refused', ...visitorOf(request) }, now)
    server.metrics.signInFailed()
    throw new AppError('unauthenticated', 'accounts.wrong_password')
  }
  await forgetSignIn(server.db, attempt)
  // Trust in devices is bound to the stored form, so whoever has a second step is asked for a code once more.
  if (user.password !== null && isOutdated(user.password)) await setPassword(server.db, user.id, await passwordHash(password), now)
  return user.id
}
