import type { FastifyReply, FastifyRequest } from 'fastify'
import { countAttempt } from '#core/attempts'
import type { Db } from '#core/db'
import { AppError } from '#core/errors'
import { giveCookies, visitorOf } from '#core/open-session'
import type { Server } from '#core/server'
import { auditUser } from '#modules/workspaces'
import type { SignInCodeRequest } from './api.ts'
import { countGuess, forgetGuesses, takeCode } from './check-code.ts'
import { type HalfSession, halfSessionCookie, isBoundTo, isTrusted, noHalfSession, readHalfSession, trustCookie } from './cookies.ts'
import { type Factor, factorOf } from './queries.ts'

const PER_HALF_SESSION = { most: 5, windowSeconds: 15 * 60 }

interface Coming {
  readonly userId: string
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly by: HalfSession['by']
}

/**
 * Stops somebody who has a second factor and comes from a browser that is not trusted: gives half a session and throws `accounts.second_factor_needed`. Who
 * came by a link may use it again until its time is over: what the caller's transaction took out of use is put back.
 */
export async function askForCode(server: Server, db: Db, { userId, request, reply, by }: Coming, now: Date): Promise<void> {
  const factor = await factorOf(db, userId)
  if (!factor || isTrusted(server.config, factor, request, now)) return
  giveCookies(reply, [halfSessionCookie(server.config, factor, by, now)])
  throw new AppError('unauthenticated', 'accounts.second_factor_needed')
}

/** Whoever has given the right code, and how they came. */
export interface Proved {
  readonly userId: string
  readonly by: HalfSession['by']
}

/** Takes the code that half a session waits for, and says who may come in. */
export async function takeSecondStep(
  server: Server,
  { body, request, reply }: { readonly body: SignInCodeRequest; readonly request: FastifyRequest; readonly reply: FastifyReply },
  now: Date,
): Promise<Proved> {
  const half = readHalfSession(server.config, request, now)
  const factor = half && (await factorOf(server.db, half.userId))
  if (!half || !factor || !isBoundTo(server.config, half, factor)) throw new AppError('unauthenticated', 'accounts.half_session_over')
  const guess = { userId: half.userId, request }
  await countAttempt(server.db, `half:${half.id}`, PER_HALF_SESSION, now)
  await countGuess(server, guess, now)
  await takeForSignIn(server, { factor, code: body.code, request }, now)
  await forgetGuesses(server, guess)
  giveCookies(reply, [noHalfSession(server.config), ...(body.trustDevice ? [trustCookie(server.config, factor, now)] : [])])
  return { userId: half.userId, by: half.by }
}

interface SignInCode {
  readonly factor: Factor
  readonly code: string
  readonly request: FastifyRequest
}

async function takeForSignIn(server: Server, { factor, code, request }: SignInCode, now: Date): Promise<void> {
  const { userId } = factor
  try {
    const kind = await takeCode(server, server.db, { factor, typed: code }, now)
    if (kind === 'backup') await auditUser(server.db, { userId, action: 'second_factor.used_backup', ...visitorOf(request) }, now)
  } catch (error) {
    if (error instanceof AppError) {
      await auditUser(server.db, { userId, action: 'session.refused', details: { by: 'code' }, ...visitorOf(request) }, now)
    }
    throw error
  }
}
