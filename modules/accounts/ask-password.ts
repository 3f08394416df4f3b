import { countAttempt, forgetAttempts } from '#core/attempts'
import { refused, unauthenticated } from '#core/errors'
import { isPassword } from '#core/password-hash'
import type { Server } from '#core/server'
import { credentialsById, type Credentials } from './queries.ts'

const PER_ACCOUNT = { most: 10, windowSeconds: 15 * 60 }

/**
 * Makes sure that the signed-in person is there, not only their session, and gives who they are; throws `accounts.wrong_own_password`. Attempts are counted
 * outside of the caller's transaction: a refusal stays counted.
 */
export async function askPassword(
  server: Server,
  { userId, password }: { readonly userId: string | null; readonly password: string },
  now: Date,
): Promise<Credentials> {
  const user = userId === null ? undefined : await credentialsById(server.db, userId)
  if (!user) throw unauthenticated()
  const key = `own-password:${user.id}`
  await countAttempt(server.db, key, PER_ACCOUNT, now)
  if (!(await isPassword(user.password, password))) throw refused('accounts.wrong_own_password')
  await forgetAttempts(server.db, key)
  return user
}
