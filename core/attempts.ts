import { createHash } from 'node:crypto'
import type { Db } from '#core/db'
import { tooMany } from '#core/errors'

export interface AttemptLimit {
  readonly most: number
  readonly windowSeconds: number
  /** What is thrown; `accounts.too_many_attempts` unless it says otherwise. */
  readonly code?: string
}

/** Counts an attempt and throws the limit's code with the seconds to wait once there were more than `most` in the window. */
export async function countAttempt(
  db: Db,
  key: string,
  { most, windowSeconds, code = 'accounts.too_many_attempts' }: AttemptLimit,
  now: Date,
): Promise<void> {
  const keptSince = new Date(now.getTime() - windowSeconds * 1000)
  const { attempts, started_at } = await db
    .insertInto('auth_attempts')
    .values({ key_hash: hashed(key), started_at: now, attempts: 1 })
    .onConflict((conflict) =>
      conflict.column('key_hash').doUpdateSet((row) => ({
        attempts: row
          .case()
          .when('auth_attempts.started_at', '<', keptSince)
          .then(1)
          .else(row('auth_attempts.attempts', '+', 1))
          .end(),
        started_at: row.case().when('auth_attempts.started_at', '<', keptSince).then(now).else(row.ref('auth_attempts.started_at')).end(),
      })),
    )
    .returning(['attempts', 'started_at'])
    .executeTakeFirstOrThrow()
  const seconds = Math.max(1, Math.ceil((started_at.getTime() + windowSeconds * 1000 - now.getTime()) / 1000))
  if (attempts > most) throw tooMany(code, seconds)
}

/** Forgets the attempts under this key: the right password was given. */
export async function forgetAttempts(db: Db, key: string): Promise<void> {
  await db.deleteFrom('auth_attempts').where('key_hash', '=', hashed(key)).execute()
}

/** Takes one attempt back: it was a right one. */
export async function returnAttempt(db: Db, key: string): Promise<void> {
  await db
    .updateTable('auth_attempts')
    .set((row) => ({ attempts: row('attempts', '-', 1) }))
    .where('key_hash', '=', hashed(key))
    .where('attempts', '>', 0)
    .execute()
}

const hashed = (text: string) => createHash('sha256').update(text).digest('hex')
