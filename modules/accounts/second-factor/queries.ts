import type { Db } from '#core/db'

/** A second factor that is switched on, with what its holder's cookies are bound to. */
export interface Factor {
  readonly userId: string
  /** Sealed. */
  readonly secret: string
  readonly trustStamp: string
  readonly since: Date
  /** The stored form of the account's password. */
  readonly password: string | null
}

/** Somebody's second factor; undefined when it is off, or not confirmed yet. */
export async function factorOf(db: Db, userId: string): Promise<Factor | undefined> {
  const row = await db
    .selectFrom('auth_second_factors as f')
    .leftJoin('auth_accounts as a', (join) => join.onRef('a.user_id', '=', 'f.user_id').on('a.provider_id', '=', 'credential'))
    .select(['f.user_id', 'f.secret', 'f.trust_stamp', 'f.confirmed_at', 'a.password'])
    .where('f.user_id', '=', userId)
    .where('f.confirmed_at', 'is not', null)
    .executeTakeFirst()
  if (!row?.confirmed_at) return undefined
  return { userId: row.user_id, secret: row.secret, trustStamp: row.trust_stamp, since: row.confirmed_at, password: row.password }
}

/** How many backup codes have not been used. */
export async function backupCodesLeft(db: Db, userId: string): Promise<number> {
  const { left } = await db
    .selectFrom('auth_backup_codes')
    .select((row) => row.fn.countAll<string>().as('left'))
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(left)
}

/** The names of somebody's workspaces that let nobody in without a second factor. */
export async function requiredBy(db: Db, userId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('workspaces_members')
    .innerJoin('workspaces', 'workspaces.id', 'workspaces_members.workspace_id')
    .select('workspaces.name')
    .where('workspaces_members.user_id', '=', userId)
    .where('workspaces.requires_second_factor', '=', true)
    .orderBy('workspaces.name')
    .execute()
  return rows.map(({ name }) => name)
}
