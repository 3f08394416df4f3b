import type { Db } from '#core/db'
import type { Language } from '#pure/numbers'

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

/** The language that somebody reads: their own choice, else that of the workspace they joined first. */
export async function languageOf(db: Db, userId: string): Promise<Language> {
  const row = await db
    .selectFrom('auth_users')
    .leftJoin('auth_preferences', 'auth_preferences.user_id', 'auth_users.id')
    .leftJoin('workspaces_members', 'workspaces_members.user_id', 'auth_users.id')
    .leftJoin('workspaces', 'workspaces.id', 'workspaces_members.workspace_id')
    .select(['auth_preferences.language as own', 'workspaces.language'])
    .where('auth_users.id', '=', userId)
    .orderBy('workspaces_members.joined_at')
    .executeTakeFirst()
  return row?.own ?? row?.language ?? 'en'
}

/** The names of the shops that somebody works in. */
export async function shopsOf(db: Db, userId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('workspaces_members')
    .innerJoin('workspaces', 'workspaces.id', 'workspaces_members.workspace_id')
    .select('workspaces.name')
    .where('workspaces_members.user_id', '=', userId)
    .execute()
  return rows.map(({ name }) => name)
}

/** Sets a password by its stored form; whoever had none has one then. */
export async function setPassword(db: Db, userId: string, passwordHash: string, now: Date): Promise<void> {
  await db
    .updateTable('auth_accounts')
    .set({ password: passwordHash, updated_at: now })
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .execute()
}

/** Ends somebody's sessions, but the one that is kept, and gives how many there were. */
export async function endSessions(db: Db, userId: string, keptId: string | null): Promise<number> {
  const ended = await db
    .deleteFrom('auth_sessions')
    .where('user_id', '=', userId)
    .$if(keptId !== null, (query) => query.where('id', '!=', keptId ?? ''))
    .executeTakeFirst()
  return Number(ended.numDeletedRows)
}
