import type { FastifyRequest } from 'fastify'
import { canMail, queueAccountLetter } from '#core/account-letters'
import { countAttempt } from '#core/attempts'
import type { Ctx } from '#core/context'
import type { Db } from '#core/db'
import { refused } from '#core/errors'
import { dropLinks, makeLink, takeLink } from '#core/one-time-links'
import { visitorOf } from '#core/open-session'
import type { Server } from '#core/server'
import { auditUser } from '#modules/workspaces'
import { maskEmail } from '#pure/mask'
import type { EmailRequest, EmailResponse } from './api.ts'
import { askPassword } from './ask-password.ts'
import { confirmEmailLetter, emailAskedLetter, emailChangedLetter, emailInUseLetter } from './domain-letters.ts'
import { linkTo } from './links.ts'
import { credentialsById, credentialsOf, languageOf } from './queries.ts'

const LINK_SECONDS = 24 * 3600
const LETTERS = { most: 5, windowSeconds: 3600 }

/**
 * Wants another e-mail for the signed-in person, who knows the password. Where there is mail, a letter asks the new address, and the answer is the same when
 * it belongs to somebody; where there is none, nobody can prove an address, and it holds at once (decision 18).
 */
export async function askForEmail(server: Server, ctx: Ctx, body: EmailRequest, request: FastifyRequest): Promise<EmailResponse> {
  const user = await askPassword(server, { userId: ctx.actor.userId, password: body.password }, ctx.now)
  const email = body.email.toLowerCase()
  if (email === user.email) return { state: 'same' }
  if (canMail(server)) {
    await countAttempt(server.db, `email:${user.id}`, LETTERS, ctx.now)
    await server.db.transaction().execute((db) => mailBoth(server, db, { userId: user.id, before: user.email, email }, ctx.now))
    return { state: 'asked' }
  }
  await server.db.transaction().execute(async (db) => {
    await putEmail(server, db, { userId: user.id, email }, ctx.now)
    await auditUser(db, { userId: user.id, action: 'email.changed', details: { isConfirmed: false }, ...visitorOf(request) }, ctx.now)
  })
  return { state: 'changed' }
}

/** Uses up the link that the new address was sent: from now on it signs in. */
export async function confirmEmail(server: Server, token: string, request: FastifyRequest): Promise<void> {
  const now = new Date()
  await server.db.transaction().execute(async (db) => {
    const { userId, email } = await takeLink(db, 'email', token, now)
    if (!userId || !email) throw refused('accounts.link_unknown')
    await putEmail(server, db, { userId, email }, now)
    await auditUser(db, { userId, action: 'email.changed', details: { isConfirmed: true }, ...visitorOf(request) }, now)
  })
}

/** The address that somebody still has to confirm; null when there is none. */
export async function pendingEmailOf(db: Db, userId: string, now: Date): Promise<string | null> {
  const link = await db
    .selectFrom('auth_links')
    .select('email')
    .where('kind', '=', 'email')
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return link?.email ?? null
}

interface Change {
  readonly userId: string
  readonly before: string
  readonly email: string
}

async function mailBoth(server: Server, db: Db, { userId, before, email }: Change, now: Date): Promise<void> {
  const language = await languageOf(db, userId)
  const token = await makeLink(db, { kind: 'email', userId, email, seconds: LINK_SECONDS }, now)
  const isFree = (await credentialsOf(db, email)) === undefined
  const asks = isFree ? confirmEmailLetter(language, linkTo(server, 'confirm-email', token)) : emailInUseLetter(language)
  await queueAccountLetter(server, db, { to: email, language, ...asks }, now)
  await queueAccountLetter(server, db, { to: before, language, ...emailAskedLetter(language, maskEmail(email)) }, now)
}

/** Links that were mailed to the old address end with it. */
async function putEmail(server: Server, db: Db, { userId, email }: Omit<Change, 'before'>, now: Date): Promise<void> {
  const before = await credentialsById(db, userId)
  if (!before) throw refused('accounts.link_unknown')
  const language = await languageOf(db, userId)
  await db
    .updateTable('auth_users')
    .set({ email, email_verified: canMail(server), updated_at: now })
    .where('id', '=', userId)
    .execute()
    .catch(refuseIfTaken)
  await dropLinks(db, userId)
  await queueAccountLetter(server, db, { to: before.email, language, ...emailChangedLetter(language, maskEmail(email)) }, now)
}

/** Only the database can tell of two who want the same address at once. */
function refuseIfTaken(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === '23505') throw refused('accounts.email_taken')
  throw error
}
