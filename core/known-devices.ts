import { randomUUIDv7 } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { Config } from '#core/config'
import { readSignedCookie, signedCookie } from '#core/signed-cookies'

/**
 * A browser that somebody signed in with before. Its attempts are counted by themselves, so that guessing from elsewhere does not keep a person out; it
 * proves nothing else.
 */
export interface KnownDevice {
  readonly id: string
  /** Who signed in with it, the latest first. */
  readonly userIds: readonly string[]
}

type Request = Pick<FastifyRequest, 'headers'>

const NAME = 'bazgasht.device'
const SECONDS = 400 * 24 * 3600
const MOST_USERS = 5
const Says = z.tuple([z.string()], z.string())

/** The device that a request's cookie names; null when it names none, or we did not write it. */
export function deviceOf(config: Config, request: Request): KnownDevice | null {
  const says = readSignedCookie(config, NAME, Says, request)
  return says && { id: says[0], userIds: says.slice(1) }
}

/** The Set-Cookie value by which this device is known as one of this user's too. */
export function rememberDevice(config: Config, request: Request, userId: string): string {
  const device = deviceOf(config, request) ?? { id: randomUUIDv7(), userIds: [] }
  const userIds = [userId, ...device.userIds.filter((id) => id !== userId)].slice(0, MOST_USERS)
  return signedCookie(config, NAME, { says: [device.id, ...userIds], seconds: SECONDS })
}
