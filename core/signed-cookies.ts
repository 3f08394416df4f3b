import type { FastifyRequest } from 'fastify'
import type * as z from 'zod'
import type { Config } from '#core/config'
import { readToken, signToken } from '#core/signed-links'

type Says = readonly (string | number)[]

/** The Set-Cookie value by which a browser keeps what we say, for as many seconds; no script sees it, and a change of it shows. */
export function signedCookie(config: Config, name: string, { says, seconds }: { says: Says; seconds: number }): string {
  return setCookie(config, { name, value: signToken(config.secret, name, says), seconds })
}

/** The Set-Cookie value that takes such a cookie away. */
export function emptyCookie(config: Config, name: string): string {
  return setCookie(config, { name, value: '', seconds: 0 })
}

/** What the request's cookie of this name says; null when there is none, or we did not write it. */
export function readSignedCookie<T>(
  config: Config,
  name: string,
  schema: z.ZodType<T>,
  request: Pick<FastifyRequest, 'headers'>,
): T | null {
  const start = `${nameFor(config, name)}=`
  const found = (request.headers.cookie ?? '').split(/;\s*/).find((each) => each.startsWith(start))
  return found ? readToken(config.secret, name, schema, found.slice(start.length)) : null
}

function setCookie(config: Config, { name, value, seconds }: { name: string; value: string; seconds: number }): string {
  return `${nameFor(config, name)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${isSecure(config) ? '; Secure' : ''}`
}

/** The name of a cookie as browsers know it: over TLS with the prefix by which they let no other host, below or above ours, set it. */
export function nameFor(config: Pick<Config, 'publicUrl'>, name: string): string {
  return isSecure(config) ? `__Host-${name}` : name
}

/** Whether people come by TLS. */
export function isSecure({ publicUrl }: Pick<Config, 'publicUrl'>): boolean {
  return publicUrl?.startsWith('https:') === true
}
