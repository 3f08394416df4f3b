import type { Db } from '#core/db'

export interface Credentials {
  readonly id: string
  readonly name: string
  readonly email: string
  /** The stored form; null for whoever has none. */
  readonly password: string | null
}

/** Who signs in with this e-mail; undefined when nobody does. */
export async function credentialsOf(db: Db, email: string): Promise<Credentials | undefined> {
  return withPassword(db).where('auth_users.email', '=', email.trim().toLowerCase()).executeTakeFirst()
}

/** The same by id. */
export async function credentialsById(db: Db, userId: string): Promise<Credentials | undefined> {
  return withPassword(db).where('auth_users.id', '=', userId).executeTakeFirst()
}

function withPassword(db: Db) {
  return db
    .selectFrom('auth_users')
    .leftJoin('auth_accounts', (join) =>
      join.onRef('auth_accounts.user_id', '=', 'auth_users.id').on('auth_accounts.provider_id', '=', 'credential'),
    )
    .select(['auth_users.id', 'auth_users.name', 'auth_users.email', 'auth_accounts.password'])
}
