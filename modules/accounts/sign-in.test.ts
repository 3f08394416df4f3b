import { expect, test } from 'vitest'
import { countAttempt } from '#core/attempts'
import { authOver } from '#core/auth'
import { inTransaction } from '#core/context'
import { deviceOf } from '#core/known-devices'
import { isPassword, passwordHash } from '#core/password-hash'
import { testApp, testCtx } from '#test/lab'
import { countSignIn } from './limits.ts'
import { createSignInLink } from './links.ts'
import { makeUser, SARA } from './make.ts'

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0'

test('signing in opens a session, signing out ends it', async () => {
  const { app, signIn } = await withSara()
  const signedIn = await signIn({ email: 'Sara@Example.com' })
  expect(signedIn.status).toBe(204)
  const cookie = cookieOf(signedIn)
  expect((await app.anonymous().get('/api/session', { cookie })).body.user.email).toBe(SARA.email)
  expect((await app.anonymous().post('/api/auth/sign-out', {}, { cookie })).status).toBe(204)
  expect((await app.anonymous().get('/api/session', { cookie })).status).toBe(401)
})

test('a session’s cookie is out of reach for scripts and other sites, and keeps the network and the browser only in outline', async () => {
  const { signIn, db } = await withSara()
  const answer = await signIn({}, { 'user-agent': FIREFOX })
  for (const cookie of cookiesOf(answer)) expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/)
  const session = await db.selectFrom('auth_sessions').select(['ip_address', 'user_agent']).executeTakeFirstOrThrow()
  expect(session).toEqual({ ip_address: '127.0.0.0', user_agent: 'Firefox, Windows' })
})

test('over TLS every cookie is secure and of this host alone', async () => {
  const { ctx } = await withSara()
  const server = { ...ctx.server, config: { ...ctx.server.config, publicUrl: 'https://crm.example.com' } }
  const app = await testApp({ ...ctx, server: { ...server, auth: authOver(server.db, server.config) } })
  const answer = await app.anonymous().post('/api/auth/sign-in/email', { email: SARA.email, password: SARA.password })
  expect(cookiesOf(answer)).toHaveLength(2)
  for (const cookie of cookiesOf(answer))
    expect(cookie).toMatch(/^__Host-bazgasht\.\w+=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+; Secure$/)
  const ago = new Date(Date.now() - 6 * 60_000)
  await ctx.server.db
    .updateTable('auth_sessions')
    .set({ updated_at: ago, expires_at: new Date(ago.getTime() + 30 * 24 * 3600_000) })
    .execute()
  const prolonged = await app.anonymous().get('/api/session', { cookie: cookieOf(answer) })
  expect(prolonged.status).toBe(200)
  expect(cookiesOf(prolonged)).toEqual([
    expect.stringMatching(/^__Host-bazgasht\.session_token=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/i),
  ])
})

test('whoever signs in again goes on in a new session, and the old one ends', async () => {
  const { app, signIn, db } = await withSara()
  const before = cookieOf(await signIn())
  const after = cookieOf(await signIn({}, { cookie: before }))
  expect(after).not.toBe(before)
  expect((await app.anonymous().get('/api/session', { cookie: before })).status).toBe(401)
  expect((await app.anonymous().get('/api/session', { cookie: after })).status).toBe(200)
  expect(await db.selectFrom('auth_sessions').select('id').execute()).toHaveLength(1)
})

test('a password that is kept by weaker means is kept by those of today once it was typed', async () => {
  const { signIn, db } = await withSara()
  const stored = () => db.selectFrom('auth_accounts').select('password').executeTakeFirstOrThrow()
  const before =
    '1bf4d5c337c37e0faa4e5e4e474b63a8:8f7a8a7b819219df310106c62ffe875c464536993d88ce76c46771ad02ea2e3391cc865cfe7b3996d99a3e575ee950f36121982c2c802580597ed70b33ac4ea8'
  await db.updateTable('auth_accounts').set({ password: before }).execute()
  expect((await signIn({ password: 'something else' })).status).toBe(401)
  expect(await stored()).toEqual({ password: before })
  expect((await signIn()).status).toBe(204)
  expect((await stored()).password).toMatch(/^scrypt\$15\$8\$3\$/)
  expect((await signIn()).status).toBe(204)
})

test('a wrong password and an unknown e-mail sound the same and take as long', async () => {
  const { signIn } = await withSara()
  const wrong = await signIn({ password: 'something else' })
  expect([wrong.status, wrong.body]).toEqual([401, { error: { code: 'accounts.wrong_password', details: {} } }])
  expect((await signIn({ email: 'omid@example.com' })).body).toEqual(wrong.body)
  const hash = await passwordHash(SARA.password)
  expect(await leastWork(() => isPassword(null, 'x'))).toBeGreaterThan((await leastWork(() => isPassword(hash, 'x'))) / 2)
})

test('nobody can sign up, and no door of the library is open', async () => {
  const { app } = await withSara()
  for (const path of ['sign-up/email', 'get-session', 'request-password-reset', 'update-user', 'list-sessions', 'ok']) {
    expect((await app.anonymous().post(`/api/auth/${path}`, { ...SARA, name: 'x' })).status).toBe(404)
  }
})

test('a forged cookie is nobody, and so is a session whose time is over', async () => {
  const { app, signIn, db } = await withSara()
  const cookie = cookieOf(await signIn())
  const { token } = await db.selectFrom('auth_sessions').select('token').executeTakeFirstOrThrow()
  expect((await app.anonymous().get('/api/session', { cookie: `bazgasht.session_token=${token}.c2lnbmF0dXJl` })).status).toBe(401)
  await db
    .updateTable('auth_sessions')
    .set({ expires_at: new Date(0) })
    .execute()
  expect((await app.anonymous().get('/api/session', { cookie })).status).toBe(401)
})

test('a session says when it was used last, give or take five minutes', async () => {
  const { app, signIn, db } = await withSara()
  const cookie = cookieOf(await signIn())
  const used = async () => (await db.selectFrom('auth_sessions').select('updated_at').executeTakeFirstOrThrow()).updated_at.getTime()
  const first = await used()
  await app.anonymous().get('/api/session', { cookie })
  expect(await used()).toBe(first)
  const ago = new Date(Date.now() - 6 * 60_000)
  await db
    .updateTable('auth_sessions')
    .set({ updated_at: ago, expires_at: new Date(ago.getTime() + 30 * 24 * 3600_000) })
    .execute()
  await app.anonymous().get('/api/session', { cookie })
  expect(await used()).toBeGreaterThan(first - 60_000)
})

test('a session that is used every day ends ninety days after it began', async () => {
  const { app, signIn, db } = await withSara()
  const cookie = cookieOf(await signIn())
  const { token } = await db.selectFrom('auth_sessions').select('token').executeTakeFirstOrThrow()
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  const began = (daysAgo: number) =>
    db
      .updateTable('auth_sessions')
      .set({ created_at: new Date(Date.now() - daysAgo * 24 * 3600_000) })
      .execute()
  await began(89)
  expect((await app.anonymous().get('/api/session', { cookie })).status).toBe(200)
  await began(90)
  expect((await app.anonymous().get('/api/session', { cookie })).status).toBe(401)
  expect(await db.selectFrom('auth_sessions').select('id').execute()).toEqual([])
})

test('a thousand wrong guesses from everywhere keep the owner out nowhere that they signed in before', async () => {
  const { app, signIn, db } = await withSara()
  const known = deviceCookieOf(await signIn())
  const guess = (n: number) => countSignIn(db, { email: SARA.email, address: `203.0.113.${n % 250}`, device: null }, new Date())
  const guesses = await Promise.allSettled(Array.from({ length: 1000 }, (_, n) => guess(n)))
  expect(guesses.filter(({ status }) => status === 'fulfilled')).toHaveLength(30)

  for (const headers of [undefined, { cookie: `${known.slice(0, -4)}AAAA` }]) {
    const elsewhere = await signIn({}, headers)
    expect([elsewhere.status, elsewhere.body.error.code]).toEqual([429, 'accounts.too_many_attempts'])
    expect(elsewhere.body.error.details.seconds).toBeGreaterThan(3000)
  }
  expect((await signIn({}, { cookie: known })).status).toBe(204)
  const link = await createSignInLink(app.server, SARA.email)
  expect((await app.anonymous().post('/api/auth/sign-in/link', { token: tokenOf(link) })).status).toBe(204)
})

test('a known device waits for its own wrong guesses only', async () => {
  const { app, signIn, db } = await withSara()
  const cookie = deviceCookieOf(await signIn())
  const device = deviceOf(app.server.config, { headers: { cookie } })
  const guesses = await Promise.allSettled(
    Array.from({ length: 12 }, () => countSignIn(db, { email: SARA.email, address: '127.0.0.1', device }, new Date())),
  )
  expect(guesses.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
  expect((await signIn({}, { cookie })).status).toBe(429)
  expect((await signIn()).status).toBe(204)
})

test('attempts are counted together by all processes, and forgotten with time', async () => {
  const { server, now } = await testCtx()
  const limit = { most: 5, windowSeconds: 60 }
  const attempts = await Promise.allSettled(Array.from({ length: 8 }, () => countAttempt(server.db, 'a', limit, now)))
  expect(attempts.filter(({ status }) => status === 'rejected')).toHaveLength(3)
  await countAttempt(server.db, 'a', limit, new Date(now.getTime() + 61_000))
})

test('somebody who lost the password gets in by a link, once', async () => {
  const { app } = await withSara()
  const token = tokenOf(await createSignInLink(app.server, 'SARA@example.com '))
  const both = await Promise.all([1, 2].map(() => app.anonymous().post('/api/auth/sign-in/link', { token })))
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409])
  expect(both.find(({ status }) => status === 409)?.body.error.code).toBe('accounts.link_used')
  expect(await createSignInLink(app.server, 'nobody@example.com')).toBeNull()
})

test('coming, failing to and going are on record', async () => {
  const { ctx, app, signIn } = await withSara()
  await signIn({ password: 'wrong' })
  const cookie = cookieOf(await signIn())
  await app.anonymous().post('/api/auth/sign-out', {}, { cookie })
  const entries = await inTransaction(ctx, ({ db }) =>
    db.selectFrom('audit_entries').select(['action', 'actor_kind', 'address']).orderBy('at').orderBy('id').execute(),
  )
  expect(entries).toEqual([
    { action: 'session.refused', actor_kind: 'stranger', address: '127.0.0.0' },
    { action: 'session.opened', actor_kind: 'member', address: '127.0.0.0' },
    { action: 'session.ended', actor_kind: 'member', address: '127.0.0.0' },
  ])
})

async function withSara() {
  const ctx = await testCtx()
  const app = await testApp(ctx)
  await makeUser(ctx.server, ctx.workspace.id)
  const signIn = (over: object = {}, headers: Record<string, string> = {}) =>
    app.anonymous().post('/api/auth/sign-in/email', { email: SARA.email, password: SARA.password, ...over }, headers)
  return { ctx, app, db: ctx.server.db, signIn }
}

function cookiesOf({ headers }: { headers: Readonly<Record<string, unknown>> }): string[] {
  return [headers['set-cookie']].flat().map(String)
}

function cookieOf(answer: { headers: Readonly<Record<string, unknown>> }): string {
  return cookiesOf(answer)[0]?.split(';')[0] ?? ''
}

function deviceCookieOf(answer: { headers: Readonly<Record<string, unknown>> }): string {
  return cookiesOf(answer)[1]?.split(';')[0] ?? ''
}

/** What it takes at least, in microseconds of computing: how long one waits depends on who else computes. */
async function leastWork(work: () => Promise<unknown>): Promise<number> {
  const costs: number[] = []
  for (let turn = 0; turn < 3; turn += 1) {
    const began = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(began)
    costs.push(user + system)
  }
  return Math.min(...costs)
}

function tokenOf(link: string | null): string {
  return new URL(link ?? '').searchParams.get('token') ?? ''
}
