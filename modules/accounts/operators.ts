import { auditUser } from '#modules/workspaces'
import type { Db } from '#core/db'
import { refused } from '#core/errors'
import { credentialsOf } from './queries.ts'

/** The id of whoever signs in with this e-mail; undefined when nobody does. */
export async function userIdOf(db: Db, email: string): Promise<string | undefined> {
  return (await credentialsOf(db, email))?.id
}

/** The e-mails of everybody who runs the installation. */
export async function operatorEmails(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('auth_users').select('email').where('operator', '=', true).orderBy('email').execute()
  return rows.map(({ email }) => email)
}

/** Lets somebody run the installation, or no longer; throws `accounts.last_operator` rather than leave nobody. */
export function setOperator(db: Db, userId: string, isOperator: boolean, now = new Date()): Promise<void> {
  return db.transaction().execute(async (db) => {
    // Of two who are withdrawn at once, the second sees what the first left.
    const operators = await db.selectFrom('auth_users').select('id').where('operator', '=', true).orderBy('id').forUpdate().execute()
    if (operators.some(({ id }) => id === userId) === isOperator) return
    if (!isOperator && operators.length === 1) throw refused('accounts.last_operator')
    await db.updateTable('auth_users').set({ operator: isOperator, updated_at: now }).where('id', '=', userId).execute()
    await auditUser(db, { userId, action: isOperator ? 'operator.granted' : 'operator.withdrawn', by: 'system' }, now)
  })
}
