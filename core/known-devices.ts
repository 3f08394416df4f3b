import { randomUUIDv7 } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { Config } from '#core/config'
import { readToken, signToken } from '#core/signed-links'

/**
 * A browser that somebody signed in with before. Its attempts are counted by themselves, so that guessing from elsewhere does not keep a person out; it
 * proves nothing else.
 */
export interface KnownDevice {
  readonly id: string
  /** Who signed in with it, the latest first. */
  readonly userIds: readonly string[]
}

const NAME = 'bazgasht.device'
const SECONDS = 400 * 24 * 3600
const MOST_USERS = 5
const Says = z.tuple([z.string()], z.string())

/** The device that a request's cookie names; null when it names none, or we did not write it. */
export function deviceOf({ config }: { readonly config: Config }, request: Pick<FastifyRequest, 'headers'>): KnownDevice | null {
  const value = cookieOf(request.headers.cookie ?? '', nameFor(config))
  const says = value === null ? null : readToken(config.secret, NAME, Says, value)
  return says && { id: says[0], userIds: says.slice(1) }
}

/** The Set-Cookie value by which this device is known as one of this user's too. */
export function rememberDevice({ config }: { readonly config: Config }, request: Pick<FastifyRequest, 'headers'>, userId: string): string {
  const device = deviceOf({ config }, request) ?? { id: randomUUIDv7(), userIds: [] }
  const userIds = [userId, ...device.userIds.filter((id) => id !== userId)].slice(0, MOST_USERS)
  const value = signToken(config.secret, NAME, [device.id, ...userIds])
  return `${nameFor(config)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${SECONDS}${isSecure(config) ? '; Secure' : ''}`
}

function nameFor(config: Config): string {
  return isSecure(config) ? `__Secure-${NAME}` : NAME
}

function isSecure({ publicUrl }: Config): boolean {
  return publicUrl?.startsWith('https:') === true
}

function cookieOf(header: string, name: string): string | null {
  const found = header.split(/;\s*/).find((each) => each.startsWith(`${name}=`))
  return found === undefined ? null : found.slice(name.length + 1)
}
