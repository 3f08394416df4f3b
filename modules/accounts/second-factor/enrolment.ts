import { randomUUIDv7 } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Ctx } from '#core/context'
import { refused } from '#core/errors'
import type { Server } from '#core/server'
import { readCode } from './domain-codes.ts'
import type { EnrolmentResponse } from './api.ts'
import { replaceBackupCodes } from './backup-codes.ts'
import { countGuess, forgetGuesses } from './check-code.ts'
import { openFactor, sealFactor } from './sealed-secret.ts'
import { tellChange } from './tell-change.ts'
import { enrolmentUri, makeSecret, stepOfCode } from './totp.ts'

const ENROLMENT_MS = 30 * 60_000

/** Begins a second factor: a new secret that asks nothing of anybody until a first code confirms it. */
export async function beginEnrolment(
  server: Server,
  ctx: Ctx,
  user: { readonly id: string; readonly email: string },
): Promise<EnrolmentResponse> {
  const secret = makeSecret()
  const fresh = {
    secret: sealFactor(server.config.secret, user.id, secret),
    trust_stamp: randomUUIDv7(),
    last_step: 0,
    created_at: ctx.now,
  }
  const begun = await ctx.db
    .insertInto('auth_second_factors')
    .values({ user_id: user.id, ...fresh, confirmed_at: null })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(fresh).where('auth_second_factors.confirmed_at', 'is', null))
    .executeTakeFirst()
  if (!begun.numInsertedOrUpdatedRows) throw refused('accounts.second_factor_on')
  return { secret, uri: enrolmentUri(secret, user.email) }
}

/** Switches the second factor on: the app has the secret, as its first code shows. Gives the backup codes. */
export async function confirmEnrolment(
  server: Server,
  ctx: Ctx,
  { userId, code, request }: { readonly userId: string; readonly code: string; readonly request: FastifyRequest },
): Promise<string[]> {
  await countGuess(server, { userId, request }, ctx.now)
  const begun = await ctx.db
    .selectFrom('auth_second_factors')
    .select(['secret', 'created_at', 'confirmed_at'])
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst()
  if (begun?.confirmed_at) throw refused('accounts.second_factor_on')
  if (!begun || begun.created_at.getTime() + ENROLMENT_MS < ctx.now.getTime()) throw refused('accounts.enrolment_over')
  const typed = readCode(code)
  const step =
    typed?.kind === 'app' ? stepOfCode(openFactor(server.config.secret, { userId, secret: begun.secret }), typed.text, ctx.now) : null
  if (step === null) throw refused('accounts.wrong_code')
  await ctx.db.updateTable('auth_second_factors').set({ confirmed_at: ctx.now, last_step: step }).where('user_id', '=', userId).execute()
  const codes = await replaceBackupCodes(ctx.db, server.config.secret, userId)
  await forgetGuesses(server, { userId, request })
  await tellChange(server, ctx, { userId, action: 'second_factor.enabled' })
  return codes
}
