import { expect, test } from 'vitest'
import { countAttempt } from '#core/attempts'
import { addUser, passwordHash } from '#core/auth'
import { testApp, testCtx } from '#test/lab'

const SARA = { email: 'sara@example.com', password: 'a long enough password' }

test('signing in opens a session, signing out ends it', async () => {
  const { app } = await withSara()
  const signedIn = await app.anonymous().post('/api/auth/sign-in/email', { ...SARA, email: 'Sara@Example.com' })
  expect(signedIn.status).toBe(204)
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? ''
  expect((await app.anonymous().get('/api/session', { cookie })).body.user.email).toBe(SARA.email)
  expect((await app.anonymous().post('/api/auth/sign-out', {}, { cookie })).status).toBe(204)
  expect((await app.anonymous().get('/api/session', { cookie })).status).toBe(401)
})

test('a wrong password and an unknown address sound the same', async () => {
  const { app } = await withSara()
  const wrong = await app.anonymous().post('/api/auth/sign-in/email', { ...SARA, password: 'something else' })
  const unknown = await app.anonymous().post('/api/auth/sign-in/email', { ...SARA, email: 'omid@example.com' })
  expect([wrong.status, wrong.body]).toEqual([401, { error: { code: 'accounts.wrong_password', details: {} } }])
  expect(unknown.body).toEqual(wrong.body)
})

test('nobody can sign up, and no other door of the library is open', async () => {
  const { app } = await withSara()
  for (const path of ['sign-up/email', 'get-session', 'request-password-reset', 'update-user', 'list-sessions', 'ok']) {
    expect((await app.anonymous().post(`/api/auth/${path}`, { ...SARA, name: 'x' })).status).toBe(404)
  }
})

test('a forged cookie is nobody', async () => {
  const { app } = await withSara()
  const token = (await app.server.db.selectFrom('auth_sessions').select('token').executeTakeFirst())?.token ?? ''
  expect((await app.anonymous().get('/api/session', { cookie: `bazgasht.session_token=${token}.c2lnbmF0dXJl` })).status).toBe(401)
})

test('a session ends by itself', async () => {
  const { app } = await withSara()
  expect((await app.as('agent').get('/api/session')).status).toBe(200)
  await app.server.db
    .updateTable('auth_sessions')
    .set({ expires_at: new Date(0) })
    .execute()
  expect((await app.as('agent').get('/api/session')).status).toBe(401)
})

test('after ten wrong passwords an account waits, even for the right one', async () => {
  const { app } = await withSara()
  for (let turn = 0; turn < 10; turn += 1) await app.anonymous().post('/api/auth/sign-in/email', { ...SARA, password: 'wrong' })
  const { status, body } = await app.anonymous().post('/api/auth/sign-in/email', SARA)
  expect([status, body.error.code]).toEqual([429, 'accounts.too_many_attempts'])
  expect(body.error.details.seconds).toBeGreaterThan(800)
})

test('attempts are counted together by all processes, and forgotten with time', async () => {
  const { server, now } = await testCtx()
  const limit = { most: 5, windowSeconds: 60 }
  const attempts = await Promise.allSettled(Array.from({ length: 8 }, () => countAttempt(server.db, 'a', limit, now)))
  expect(attempts.filter(({ status }) => status === 'rejected')).toHaveLength(3)
  await countAttempt(server.db, 'a', limit, new Date(now.getTime() + 61_000))
})

async function withSara() {
  const ctx = await testCtx()
  const app = await testApp(ctx)
  const userId = await addUser(
    ctx.server.db,
    { name: 'Sara', email: SARA.email, passwordHash: await passwordHash(SARA.password) },
    new Date(),
  )
  await ctx.server.db
    .insertInto('workspaces_members')
    .values({ workspace_id: ctx.workspace.id, user_id: userId, role: 'agent', joined_at: new Date() })
    .execute()
  await app.as('viewer').cookie()
  return { app }
}
