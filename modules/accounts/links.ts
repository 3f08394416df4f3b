import type { Db } from '#core/db'
import { refused } from '#core/errors'
import { makeLink, takeLink } from '#core/one-time-links'
import type { Server } from '#core/server'
import { credentialsOf } from './queries.ts'

const SIGN_IN_SECONDS = 15 * 60
/** A link that somebody copies and hands over by themselves needs its time. */
const HANDED_SECONDS = 24 * 3600

/** A link that signs its reader in once, for somebody who lost the password; null when nobody has this e-mail. */
export async function createSignInLink(server: Server, email: string): Promise<string | null> {
  const user = await credentialsOf(server.db, email)
  if (!user) return null
  const token = await makeLink(server.db, { kind: 'sign_in', userId: user.id, seconds: SIGN_IN_SECONDS }, new Date())
  return linkTo(server, 'sign-in', token)
}

/** A link to copy, by which this user sets a new password once, within a day. Whoever makes one must be allowed to: it opens the account. */
export async function makeResetLink(server: Pick<Server, 'config' | 'db'>, userId: string, now = new Date()): Promise<string> {
  return linkTo(server, 'reset', await makeLink(server.db, { kind: 'reset', userId, seconds: HANDED_SECONDS }, now))
}

/** Uses up a sign-in link and gives whom it is for. */
export async function takeSignInLink(db: Db, token: string, now: Date): Promise<string> {
  const { userId } = await takeLink(db, 'sign_in', token, now)
  if (!userId) throw refused('accounts.link_unknown')
  return userId
}

/** The address of a page that reads a token. */
export function linkTo({ config }: Pick<Server, 'config'>, page: 'sign-in' | 'reset' | 'confirm-email', token: string): string {
  return `${config.publicUrl ?? `http://localhost:${config.port}`}/${page}?token=${token}`
}
