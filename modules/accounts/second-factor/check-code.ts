import type { FastifyRequest } from 'fastify'
import { countAttempt, forgetAttempts } from '#core/attempts'
import type { Db } from '#core/db'
import { invalid, refused } from '#core/errors'
import { deviceOf } from '#core/known-devices'
import type { Server } from '#core/server'
import { takeBackupCode } from './backup-codes.ts'
import { readCode, type TypedCode } from './domain-codes.ts'
import type { Factor } from './queries.ts'
import { openFactor } from './sealed-secret.ts'
import { stepOfCode } from './totp.ts'

const QUARTER = 15 * 60
const ON_KNOWN_DEVICE = { most: 10, windowSeconds: QUARTER }
const FROM_ANYWHERE = { most: 20, windowSeconds: 4 * QUARTER }

interface Guess {
  readonly userId: string
  readonly request: FastifyRequest
}

/**
 * Counts a guess at a code before it is looked at, outside of any transaction, so that a refusal stays counted. Guessing needs the password first; who has
 * that still cannot keep the owner out, whose own browsers are counted by themselves.
 */
export async function countGuess(server: Server, guess: Guess, now: Date): Promise<void> {
  const { key, limit } = budgetOf(server, guess)
  await countAttempt(server.db, key, limit, now)
}

/** The code was right: what was tried before it is forgotten. */
export async function forgetGuesses(server: Server, guess: Guess): Promise<void> {
  await forgetAttempts(server.db, budgetOf(server, guess).key)
}

function budgetOf(server: Server, { userId, request }: Guess) {
  const device = deviceOf(server.config, request)
  if (device?.userIds.includes(userId)) return { key: `code:${userId}:${device.id}`, limit: ON_KNOWN_DEVICE }
  return { key: `code:${userId}`, limit: FROM_ANYWHERE }
}

/** Takes a code of the app or a backup code, which is then used up, and says which it was. Throws `accounts.wrong_code` or `accounts.code_used`. */
export async function takeCode(
  server: Server,
  db: Db,
  { factor, typed }: { readonly factor: Factor; readonly typed: string },
  now: Date,
): Promise<TypedCode['kind']> {
  const code = readCode(typed)
  if (!code) throw invalid('accounts.wrong_code')
  if (code.kind === 'app') await takeAppCode(server, db, { factor, code: code.text }, now)
  else if (!(await takeBackupCode(db, server.config.secret, { userId: factor.userId, code: code.text }, now)))
    throw refused('accounts.wrong_code')
  return code.kind
}

/** A code counts once: its step must lie behind the last one taken, and of two at once the row lets one pass. */
async function takeAppCode(
  server: Server,
  db: Db,
  { factor, code }: { factor: Omit<Factor, 'since'>; code: string },
  now: Date,
): Promise<void> {
  const step = stepOfCode(openFactor(server.config.secret, factor), code, now)
  if (step === null) throw refused('accounts.wrong_code')
  const taken = await db
    .updateTable('auth_second_factors')
    .set({ last_step: step })
    .where('user_id', '=', factor.userId)
    .where('last_step', '<', BigInt(step))
    .executeTakeFirst()
  if (taken.numUpdatedRows === 0n) throw refused('accounts.code_used')
}
