import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { isAPIError } from 'better-auth/api'
import { makeSignature } from 'better-auth/crypto'
import type { Config } from '#core/config'
import type { Db } from '#core/db'
import { isSecure, nameFor } from '#core/signed-cookies'

const SESSION_SECONDS = 30 * 24 * 3600

/** However often a session is used, it ends this long after somebody signed in. */
const LONGEST_MS = 90 * 24 * 3600_000

/** A session says when it was used last, give or take this long. */
const REFRESHED_SECONDS = 5 * 60

export interface SignedIn {
  readonly user: { readonly id: string; readonly name: string; readonly email: string }
  readonly sessionId: string
  /** Set-Cookie values that prolong the session, to be passed on. */
  readonly cookies: readonly string[]
}

/** Where somebody comes from, as #pure/mask and #pure/agent shorten it. */
export interface Visitor {
  readonly address: string | null
  readonly agent: string | null
}

/** Sessions over the product's own tables. */
export interface Auth {
  /** Who the cookie in these headers belongs to; null when to nobody. */
  readonly session: (headers: Headers) => Promise<SignedIn | null>
  /** Opens a session and gives the Set-Cookie value that carries it. core/open-session.ts does what else belongs to a person's coming. */
  readonly open: (db: Db, userId: string, now: Date, visitor?: Visitor) => Promise<string>
  /** The Set-Cookie value that takes the session's cookie away. */
  readonly farewell: () => Promise<string>
}

/**
 * better-auth as the keeper of sessions and their cookies. Its own routes cannot be reached: modules/accounts checks passwords, with limits of our own, and
 * nothing leaves the building.
 */
export function authOver(db: Db, config: Config): Auth {
  const auth = betterAuth({
    appName: 'Bazgasht',
    baseURL: config.publicUrl ?? 'http://localhost',
    basePath: '/api/auth',
    secret: config.secret,
    database: { db, type: 'postgres' },
    trustedOrigins: [...trustedOrigins(config)],
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: { enabled: false },
    advanced: {
      cookiePrefix: 'bazgasht',
      // The library would write __Secure- before a name that has the stronger prefix already.
      useSecureCookies: false,
      cookies: { session_token: { name: nameFor(config, 'bazgasht.session_token'), attributes: { secure: isSecure(config) } } },
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => randomUUIDv7() },
    },
    session: { ...SESSION_COLUMNS, expiresIn: SESSION_SECONDS, updateAge: REFRESHED_SECONDS },
    user: USER_COLUMNS,
    account: ACCOUNT_COLUMNS,
    verification: VERIFICATION_COLUMNS,
  })
  const cookieOf = async (value: string, seconds: number) => {
    const { name, attributes } = (await auth.$context).authCookies.sessionToken
    return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${attributes.secure ? '; Secure' : ''}`
  }
  return {
    session: async (headers) => {
      const { headers: answered, response } = await auth.api.getSession({ headers, returnHeaders: true }).catch(nobodyIfRevoked)
      if (!response) return null
      if (response.session.createdAt.getTime() + LONGEST_MS <= Date.now()) {
        await db.deleteFrom('auth_sessions').where('id', '=', response.session.id).execute()
        return null
      }
      const { id, name, email } = response.user
      return { user: { id, name, email }, sessionId: response.session.id, cookies: answered.getSetCookie() }
    },
    open: async (db, userId, now, visitor) => {
      const { secret } = await auth.$context
      const token = randomBytes(32).toString('base64url')
      await db
        .insertInto('auth_sessions')
        .values(sessionRow(userId, token, now, visitor))
        .execute()
      return cookieOf(encodeURIComponent(`${token}.${await makeSignature(token, secret)}`), SESSION_SECONDS)
    },
    farewell: () => cookieOf('', 0),
  }
}

/** The session was revoked between being read and being prolonged. */
function nobodyIfRevoked(error: unknown) {
  if (isAPIError(error) && error.status === 'UNAUTHORIZED') return { headers: new Headers(), response: null }
  throw error
}

/** The origins that our own pages may have. */
export function trustedOrigins(config: Pick<Config, 'publicUrl' | 'port'>): readonly string[] {
  const local = [`http://localhost:${config.port}`, `http://127.0.0.1:${config.port}`]
  return config.publicUrl ? [new URL(config.publicUrl).origin, ...local] : local
}

interface NewUser {
  readonly name: string
  readonly email: string
  /** Null for who gets in by a link first. */
  readonly passwordHash: string | null
  /** Runs the installation. */
  readonly operator?: boolean
}

/** Adds somebody who can sign in with this password, and gives the user's id. The caller's transaction decides whether it stays. */
export async function addUser(db: Db, user: NewUser, now: Date): Promise<string> {
  const id = randomUUIDv7()
  const dates = { created_at: now, updated_at: now }
  await db
    .insertInto('auth_users')
    .values({
      id,
      name: user.name,
      email: user.email.toLowerCase(),
      email_verified: true,
      image: null,
      operator: user.operator ?? false,
      ...dates,
    })
    .execute()
  const account = {
    id: randomUUIDv7(),
    user_id: id,
    account_id: id,
    provider_id: 'credential',
    password: user.passwordHash,
    ...NO_TOKENS,
    ...dates,
  }
  await db.insertInto('auth_accounts').values(account).execute()
  return id
}

function sessionRow(userId: string, token: string, now: Date, { address, agent }: Visitor = { address: null, agent: null }) {
  const expires = new Date(now.getTime() + SESSION_SECONDS * 1000)
  const dates = { created_at: now, updated_at: now, expires_at: expires }
  return { id: randomUUIDv7(), user_id: userId, token, ip_address: address, user_agent: agent, ...dates }
}

const NO_TOKENS = {
  access_token: null,
  refresh_token: null,
  id_token: null,
  access_token_expires_at: null,
  refresh_token_expires_at: null,
  scope: null,
}

const DATE_COLUMNS = { createdAt: 'created_at', updatedAt: 'updated_at' } as const
const USER_COLUMNS = { modelName: 'auth_users', fields: { emailVerified: 'email_verified', ...DATE_COLUMNS } } as const
const SESSION_COLUMNS = {
  modelName: 'auth_sessions',
  fields: { userId: 'user_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', ...DATE_COLUMNS },
} as const
const ACCOUNT_COLUMNS = {
  modelName: 'auth_accounts',
  fields: {
    userId: 'user_id',
    accountId: 'account_id',
    providerId: 'provider_id',
    accessToken: 'access_token',
    refreshToken: 'refresh_token',
    idToken: 'id_token',
    accessTokenExpiresAt: 'access_token_expires_at',
    refreshTokenExpiresAt: 'refresh_token_expires_at',
    ...DATE_COLUMNS,
  },
} as const
const VERIFICATION_COLUMNS = { modelName: 'auth_verifications', fields: { expiresAt: 'expires_at', ...DATE_COLUMNS } } as const
