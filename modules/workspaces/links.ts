import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '#core/db'
import { refused } from '#core/errors'

type LinkKind = 'setup' | 'sign_in'

/** Makes a one-time token and stores its hash; unused links of the same kind and user stop working. */
export async function makeLink(db: Db, link: { kind: LinkKind; userId: string | null; seconds: number }, now: Date): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const expires = new Date(now.getTime() + link.seconds * 1000)
  await db.transaction().execute(async (db) => {
    await db
      .deleteFrom('workspaces_links')
      .where('kind', '=', link.kind)
      .where('user_id', 'is not distinct from', link.userId)
      .where('used_at', 'is', null)
      .execute()
    await db
      .insertInto('workspaces_links')
      .values({ token_hash: hashOf(token), kind: link.kind, user_id: link.userId, created_at: now, expires_at: expires, used_at: null })
      .execute()
  })
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
export async function takeLink(db: Db, kind: LinkKind, token: string, now: Date): Promise<{ userId: string | null }> {
  const used = await db
    .updateTable('workspaces_links')
    .set({ used_at: now })
    .where('token_hash', '=', hashOf(token))
    .where('kind', '=', kind)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('user_id')
    .executeTakeFirst()
  if (!used) throw refused((await refusalOf(db, kind, token, now)) ?? 'workspaces.link_used')
  return { userId: used.user_id }
}

async function refusalOf(db: Db, kind: LinkKind, token: string, now: Date): Promise<string | null> {
  const link = await db
    .selectFrom('workspaces_links')
    .select(['used_at', 'expires_at'])
    .where('token_hash', '=', hashOf(token))
    .where('kind', '=', kind)
    .executeTakeFirst()
  if (!link) return 'workspaces.link_unknown'
  if (link.used_at) return 'workspaces.link_used'
  return link.expires_at <= now ? 'workspaces.link_expired' : null
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
