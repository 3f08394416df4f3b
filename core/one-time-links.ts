import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '#core/db'
import { refused } from '#core/errors'

/** 'setup' makes the first owner, 'sign_in' opens a session, 'reset' sets a new password, 'email' confirms an address. */
export type LinkKind = 'setup' | 'sign_in' | 'reset' | 'email'

export interface NewLink {
  readonly kind: LinkKind
  readonly userId: string | null
  readonly seconds: number
  /** The address that a link of kind 'email' confirms. */
  readonly email?: string
}

/** Makes a one-time token and stores its hash; unused links of the same kind and user stop working. Joins the caller's transaction. */
export async function makeLink(db: Db, link: NewLink, now: Date): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const expires = new Date(now.getTime() + link.seconds * 1000)
  const replace = async (db: Db) => {
    await db
      .deleteFrom('auth_links')
      .where('kind', '=', link.kind)
      .where('user_id', 'is not distinct from', link.userId)
      .where('used_at', 'is', null)
      .execute()
    await db
      .insertInto('auth_links')
      .values({
        token_hash: hashOf(token),
        kind: link.kind,
        user_id: link.userId,
        email: link.email ?? null,
        created_at: now,
        expires_at: expires,
        used_at: null,
      })
      .execute()
  }
  await (db.isTransaction ? replace(db) : db.transaction().execute(replace))
  return token
}

/** Whether the token would be taken now. */
export async function linkIsValid(db: Db, kind: LinkKind, token: string, now: Date): Promise<boolean> {
  return (await refusalOf(db, kind, token, now)) === null
}

/**
 * Takes a link out of use and gives whom it is for. Of two at once the second waits for the first one's row and then finds it used;
 * when the caller's transaction fails, the link is good again.
 */
export async function takeLink(
  db: Db,
  kind: LinkKind,
  token: string,
  now: Date,
): Promise<{ readonly userId: string | null; readonly email: string | null }> {
  const used = await db
    .updateTable('auth_links')
    .set({ used_at: now })
    .where('token_hash', '=', hashOf(token))
    .where('kind', '=', kind)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['user_id', 'email'])
    .executeTakeFirst()
  if (!used) throw refused((await refusalOf(db, kind, token, now)) ?? 'accounts.link_used')
  return { userId: used.user_id, email: used.email }
}

/** Ends every unused link of a user: what it was made for has changed. */
export async function dropLinks(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('auth_links').where('user_id', '=', userId).where('used_at', 'is', null).execute()
}

async function refusalOf(db: Db, kind: LinkKind, token: string, now: Date): Promise<string | null> {
  const link = await db
    .selectFrom('auth_links')
    .select(['used_at', 'expires_at'])
    .where('token_hash', '=', hashOf(token))
    .where('kind', '=', kind)
    .executeTakeFirst()
  if (!link) return 'accounts.link_unknown'
  if (link.used_at) return 'accounts.link_used'
  return link.expires_at <= now ? 'accounts.link_expired' : null
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
