import { createHmac, randomInt } from 'node:crypto'
import type { Db } from '#core/db'
import { BACKUP_LENGTH, BACKUP_SIGNS, shownBackupCode } from './domain-codes.ts'

const COUNT = 10

/** Makes ten new backup codes in the place of all earlier ones and gives them as they are shown, once. */
export async function replaceBackupCodes(db: Db, secret: string, userId: string): Promise<string[]> {
  const codes = new Set<string>()
  while (codes.size < COUNT) codes.add(randomCode())
  await db.deleteFrom('auth_backup_codes').where('user_id', '=', userId).execute()
  await db
    .insertInto('auth_backup_codes')
    .values([...codes].map((code) => ({ user_id: userId, code_hash: hashOf(secret, userId, code), used_at: null })))
    .execute()
  return [...codes].map(shownBackupCode)
}

/** Uses a code up; false when it is none or was used. Of two at once one finds it used. */
export async function takeBackupCode(
  db: Db,
  secret: string,
  { userId, code }: { userId: string; code: string },
  now: Date,
): Promise<boolean> {
  const used = await db
    .updateTable('auth_backup_codes')
    .set({ used_at: now })
    .where('user_id', '=', userId)
    .where('code_hash', '=', hashOf(secret, userId, code))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return used.numUpdatedRows > 0n
}

function randomCode(): string {
  return Array.from({ length: BACKUP_LENGTH }, () => BACKUP_SIGNS[randomInt(BACKUP_SIGNS.length)]).join('')
}

/** Keyed, because 50 bits could be searched for in a stolen table; with the user, because a code is good for one account. */
function hashOf(secret: string, userId: string, code: string): string {
  return createHmac('sha256', secret).update(`backup code\n${userId}\n${code}`).digest('hex')
}
