import { createHash, randomUUIDv7 } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { hashPassword, makeSignature } from 'better-auth/crypto'
import type { Config } from '#core/config'
import type { Db } from '#core/db'
import { tooMany } from '#core/errors'

const SESSION_SECONDS = 30 * 24 * 3600

export interface SignedIn {
  readonly user: { readonly id: string; readonly name: string; readonly email: string }
  /** Set-Cookie values that prolong the session, to be passed on. */
  readonly cookies: readonly string[]
}

/** Signing in and out over the product's own tables. */
export interface Auth {
  /** Answers better-auth's own routes. */
  readonly handle: (request: Request) => Promise<Response>
  /** Who the cookie in these headers belongs to; null when to nobody. */
  readonly session: (headers: Headers) => Promise<SignedIn | null>
  /** Opens a session and gives the Set-Cookie value that carries it. */
  readonly open: (db: Db, userId: string, now: Date) => Promise<string>
}

/** better-auth, set to e-mail and password only, with no sign-up, no telemetry and limits of our own. */
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
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    advanced: {
      cookiePrefix: 'bazgasht',
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => randomUUIDv7() },
    },
    session: { ...SESSION_COLUMNS, expiresIn: SESSION_SECONDS, updateAge: 24 * 3600 },
    user: USER_COLUMNS,
    account: ACCOUNT_COLUMNS,
    verification: VERIFICATION_COLUMNS,
  })
  return {
    handle: auth.handler,
    session: async (headers) => {
      const { headers: answered, response } = await auth.api.getSession({ headers, returnHeaders: true })
      if (!response) return null
      const { id, name, email } = response.user
      return { user: { id, name, email }, cookies: answered.getSetCookie() }
    },
    open: async (db, userId, now) => {
      const { authCookies, secret } = await auth.$context
      const token = randomUUIDv7() + randomUUIDv7()
      await db
        .insertInto('auth_sessions')
        .values(sessionRow(userId, token, now))
        .execute()
      const { name, attributes } = authCookies.sessionToken
      const value = encodeURIComponent(`${token}.${await makeSignature(token, secret)}`)
      return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${SESSION_SECONDS}${attributes.secure ? '; Secure' : ''}`
    },
  }
}

/** The origins that our own pages may have. */
export function trustedOrigins(config: Pick<Config, 'publicUrl' | 'port'>): readonly string[] {
  const local = [`http://localhost:${config.port}`, `http://127.0.0.1:${config.port}`]
  return config.publicUrl ? [new URL(config.publicUrl).origin, ...local] : local
}

interface NewUser {
  readonly name: string
  readonly email: string
  readonly passwordHash: string
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

/** The stored form of a password; slow on purpose, so compute it before a transaction begins. */
export const passwordHash = (password: string): Promise<string> => hashPassword(password)

export interface AttemptLimit {
  readonly most: number
  readonly windowSeconds: number
}

/** Counts an attempt and throws `workspaces.too_many_attempts` with the seconds to wait once there were more than `most` in the window. */
export async function countAttempt(db: Db, key: string, { most, windowSeconds }: AttemptLimit, now: Date): Promise<void> {
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
  if (attempts > most) throw tooMany('workspaces.too_many_attempts', seconds)
}

/** Forgets the attempts under this key: the right password was given. */
export async function forgetAttempts(db: Db, key: string): Promise<void> {
  await db.deleteFrom('auth_attempts').where('key_hash', '=', hashed(key)).execute()
}

function sessionRow(userId: string, token: string, now: Date) {
  const expires = new Date(now.getTime() + SESSION_SECONDS * 1000)
  const dates = { created_at: now, updated_at: now, expires_at: expires }
  return { id: randomUUIDv7(), user_id: userId, token, ip_address: null, user_agent: null, ...dates }
}

const hashed = (text: string) => createHash('sha256').update(text).digest('hex')

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
