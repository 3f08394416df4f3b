import { randomUUIDv7 } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { canMail, queueAccountLetter } from '#core/account-letters'
import { countAttempt } from '#core/attempts'
import type { Db } from '#core/db'
import { invalid, refused } from '#core/errors'
import { rememberDevice } from '#core/known-devices'
import { dropLinks, linkIsValid, makeLink, takeLink } from '#core/one-time-links'
import { visitorOf } from '#core/open-session'
import { passwordHash } from '#core/password-hash'
import { openSealed, seal } from '#core/sealed'
import type { Server } from '#core/server'
import { auditUser } from '#modules/workspaces'
import { networkOf } from '#pure/network'
import { refusalOfPassword } from '#pure/passwords'
import type { ResetRequest, ResetState } from './api.ts'
import { passwordChangedLetter, resetLetter } from './domain-letters.ts'
import { linkTo } from './links.ts'
import { credentialsById, credentialsOf, endSessions, languageOf, setPassword, shopsOf } from './queries.ts'
import { endPages } from './sessions.ts'

const LINK_SECONDS = 3600
const PER_NETWORK = { most: 10, windowSeconds: 15 * 60 }
/** Whoever keeps asking for somebody else fills no mailbox, and takes no working link from them. */
const BETWEEN_LETTERS = 5 * 60_000

export const TELL_RESETS = 'accounts.tell_resets'

/** What the pages of a lost password show. */
export async function showReset(server: Server, token: string | undefined): Promise<ResetState> {
  return { canMail: canMail(server), linkIsValid: token !== undefined && (await linkIsValid(server.db, 'reset', token, new Date())) }
}

/** Notes that somebody wants a new password. Whether there is such an account is looked up later, so that neither the answer nor its time tells. */
export async function askForReset(server: Server, email: string, request: FastifyRequest): Promise<void> {
  if (!canMail(server)) throw refused('accounts.no_mail')
  const now = new Date()
  await countAttempt(server.db, `reset:${networkOf(request.ip)}`, PER_NETWORK, now)
  const id = randomUUIDv7()
  const sealed = seal(server.config.secret, placeOf(id), email)
  await server.db
    .insertInto('auth_reset_requests')
    .values({ id, email: sealed, ...visitorOf(request), asked_at: now })
    .execute()
  await server.jobs.nudge({ db: server.db }, TELL_RESETS, {})
}

/** Writes to whoever asked for a new password and has an account, and forgets that they asked. Gives how many had asked. */
export async function tellResets(server: Server, now: Date): Promise<number> {
  for (let done = 0; ; done++) {
    const isOver = await server.db.transaction().execute(async (db) => {
      const next = await db
        .selectFrom('auth_reset_requests')
        .selectAll()
        .orderBy('asked_at')
        .limit(1)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst()
      if (!next) return true
      const email = openSealed(server.config.secret, placeOf(next.id), next.email)
      if (email !== null) await mailReset(server, db, { ...next, email }, now)
      await db.deleteFrom('auth_reset_requests').where('id', '=', next.id).execute()
      return false
    })
    if (isOver) return done
  }
}

interface Asked {
  readonly email: string
  readonly address: string | null
  readonly agent: string | null
}

async function mailReset(server: Server, db: Db, { email, address, agent }: Asked, now: Date): Promise<void> {
  const user = await credentialsOf(db, email)
  if (!user || (await wasMailedLately(db, user.id, now))) return
  const link = linkTo(server, 'reset', await makeLink(db, { kind: 'reset', userId: user.id, seconds: LINK_SECONDS }, now))
  const language = await languageOf(db, user.id)
  await queueAccountLetter(server, db, { to: user.email, language, ...resetLetter(language, link) }, now)
  await auditUser(db, { userId: user.id, action: 'password.reset_asked', address, agent }, now)
}

async function wasMailedLately(db: Db, userId: string, now: Date): Promise<boolean> {
  const recent = await db
    .selectFrom('auth_links')
    .select('token_hash')
    .where('kind', '=', 'reset')
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .where('created_at', '>', new Date(now.getTime() - BETWEEN_LETTERS))
    .executeTakeFirst()
  return recent !== undefined
}

/**
 * Uses up a reset link: the new password holds, every session ends, every other link is void. Gives the cookie by which this device is known, so that
 * whoever was locked out by guessing strangers can sign in from it at once.
 */
export async function resetPassword(server: Server, { token, password }: ResetRequest, request: FastifyRequest): Promise<string> {
  const now = new Date()
  if (!(await linkIsValid(server.db, 'reset', token, now))) await takeLink(server.db, 'reset', token, now)
  const hash = await passwordHash(password)
  return server.db.transaction().execute(async (db) => {
    const { userId } = await takeLink(db, 'reset', token, now)
    const user = userId === null ? undefined : await credentialsById(db, userId)
    if (!user) throw refused('accounts.link_unknown')
    const refusal = refusalOfPassword(password, { ...user, shops: await shopsOf(db, user.id) })
    if (refusal) throw invalid(refusal)
    await replacePassword(server, db, { userId: user.id, hash, keptSession: null }, now)
    await auditUser(db, { userId: user.id, action: 'password.reset', ...visitorOf(request) }, now)
    return rememberDevice(server.config, request, user.id)
  })
}

/** Puts another password in the place of the old one, ends sessions and links that stood by it, and tells the account. */
export async function replacePassword(
  server: Server,
  db: Db,
  { userId, hash, keptSession }: { readonly userId: string; readonly hash: string; readonly keptSession: string | null },
  now: Date,
): Promise<void> {
  await setPassword(db, userId, hash, now)
  await endSessions(db, userId, keptSession)
  await endPages(db, userId)
  await dropLinks(db, userId)
  const user = await credentialsById(db, userId)
  const language = await languageOf(db, userId)
  if (user) await queueAccountLetter(server, db, { to: user.email, language, ...passwordChangedLetter(language) }, now)
}

function placeOf(id: string): string {
  return `auth_reset_requests ${id}`
}
