import { createHmac, randomUUIDv7 } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { Config } from '#core/config'
import { sameText } from '#core/secret-keys'
import { emptyCookie, readSignedCookie, signedCookie } from '#core/signed-cookies'
import type { Factor } from './queries.ts'

type Request = Pick<FastifyRequest, 'headers'>

const HALF = 'bazgasht.half'
const HALF_SECONDS = 10 * 60
const TRUST_SECONDS = 30 * 24 * 3600
/** Whose, until when (ms), bound to which password and factor; half a session also has a name and says how it began. */
const HalfSays = z.tuple([z.string(), z.number(), z.string(), z.string(), z.enum(['password', 'link'])])
const TrustSays = z.tuple([z.string(), z.number(), z.string()])

/** Somebody who has proved the first half of who they are, at this browser. */
export interface HalfSession {
  readonly userId: string
  readonly id: string
  readonly by: 'password' | 'link'
  readonly bond: string
}

/** The Set-Cookie value of half a session: ten minutes to type a code. */
export function halfSessionCookie(config: Config, factor: Factor, by: HalfSession['by'], now: Date): string {
  const until = now.getTime() + HALF_SECONDS * 1000
  return signedCookie(config, HALF, { says: [factor.userId, until, bondOf(config, factor), randomUUIDv7(), by], seconds: HALF_SECONDS })
}

/** The half session that a request brings along; null when it has none or its time is over. */
export function readHalfSession(config: Config, request: Request, now: Date): HalfSession | null {
  const says = readSignedCookie(config, HALF, HalfSays, request)
  if (!says) return null
  const [userId, until, bond, id, by] = says
  return until > now.getTime() ? { userId, id, bond, by } : null
}

/** The Set-Cookie value that ends half a session. */
export function noHalfSession(config: Config): string {
  return emptyCookie(config, HALF)
}

/** Whether a half session began with the password and the factor that hold now. */
export function isBoundTo(config: Config, half: HalfSession, factor: Factor): boolean {
  return sameText(half.bond, bondOf(config, factor))
}

/** The Set-Cookie value by which this browser is not asked for a code for thirty days. */
export function trustCookie(config: Config, factor: Factor, now: Date): string {
  const until = now.getTime() + TRUST_SECONDS * 1000
  return signedCookie(config, trustName(factor.userId), { says: [factor.userId, until, bondOf(config, factor)], seconds: TRUST_SECONDS })
}

/** Whether the request comes from a browser that is trusted with this factor. */
export function isTrusted(config: Config, factor: Factor, request: Request, now: Date): boolean {
  const says = readSignedCookie(config, trustName(factor.userId), TrustSays, request)
  if (!says) return false
  const [userId, until, bond] = says
  return userId === factor.userId && until > now.getTime() && sameText(bond, bondOf(config, factor))
}

/** A browser that several people use remembers each of them. */
function trustName(userId: string): string {
  return `bazgasht.trust.${userId}`
}

/** Another password or another stamp is another bond: all cookies bound to the old one say nothing any more. */
function bondOf({ secret }: Config, { password, trustStamp }: Factor): string {
  return createHmac('sha256', secret)
    .update(`bond\n${password ?? ''}\n${trustStamp}`)
    .digest('base64url')
}
