import { randomUUIDv7 } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Ctx } from '#core/context'
import type { Db } from '#core/db'
import { refused } from '#core/errors'
import type { Server } from '#core/server'
import { auditUser } from '#modules/workspaces'
import { replaceBackupCodes } from './backup-codes.ts'
import { countGuess, forgetGuesses, takeCode } from './check-code.ts'
import { factorOf } from './queries.ts'
import { tellChange } from './tell-change.ts'

interface Asked {
  readonly userId: string
  readonly code: string
  readonly request: FastifyRequest
}

/** Switches the second factor off, for whoever shows that they still have it. Trusted devices are trusted no longer. */
export async function switchOff(server: Server, ctx: Ctx, asked: Asked): Promise<void> {
  await proveCode(server, ctx, asked)
  await deleteFactor(ctx.db, asked.userId)
  await tellChange(server, ctx, { userId: asked.userId, action: 'second_factor.disabled' })
}

/** Makes new backup codes in the place of the old ones. */
export async function makeBackupCodes(server: Server, ctx: Ctx, asked: Asked): Promise<string[]> {
  await proveCode(server, ctx, asked)
  const codes = await replaceBackupCodes(ctx.db, server.config.secret, asked.userId)
  await tellChange(server, ctx, { userId: asked.userId, action: 'second_factor.codes_made' })
  return codes
}

/** Every browser is asked for a code again. */
export async function forgetTrustedDevices(db: Db, userId: string): Promise<void> {
  await db.updateTable('auth_second_factors').set({ trust_stamp: randomUUIDv7() }).where('user_id', '=', userId).execute()
}

/** Takes somebody's second factor away, for an owner at the command line whose phone and backup codes are lost. Gives whether there was one. */
export function removeSecondFactor(db: Db, userId: string, now = new Date()): Promise<boolean> {
  return db.transaction().execute(async (db) => {
    if (!(await deleteFactor(db, userId))) return false
    await auditUser(db, { userId, action: 'second_factor.disabled', by: 'system' }, now)
    return true
  })
}

async function proveCode(server: Server, ctx: Ctx, { userId, code, request }: Asked): Promise<void> {
  const factor = await factorOf(ctx.db, userId)
  if (!factor) throw refused('accounts.second_factor_off')
  await countGuess(server, { userId, request }, ctx.now)
  await takeCode(server, ctx.db, { factor, typed: code }, ctx.now)
  await forgetGuesses(server, { userId, request })
}

async function deleteFactor(db: Db, userId: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('auth_second_factors').where('user_id', '=', userId).executeTakeFirst()
  return numDeletedRows > 0n
}
