import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sendAccountLetters } from '#core/account-letters'
import { testApp, testCtx } from '#test/lab'
import type { Server } from '#core/server'
import { signOutEverywhere } from './sessions.ts'
import { makeUser, SARA, testMailer, withMail } from './make.ts'

const NEW = 'tea with cardamom'

test('another password asks for the present one, ends all other sessions and says so', async () => {
  const { server, app, cookie, as } = await signedIn()
  const wrong = await as.put('/api/account/password', { password: 'not mine', newPassword: NEW })
  expect([wrong.status, wrong.body.error.code]).toEqual([409, 'accounts.wrong_own_password'])
  const own = await as.put('/api/account/password', { password: SARA.password, newPassword: 'sara@example.com' })
  expect([own.status, own.body.error.code]).toEqual([400, 'accounts.password_is_yours'])
  const short = await as.put('/api/account/password', { password: SARA.password, newPassword: 'k9#fTq2!v' })
  expect([short.status, short.body.error.details]).toEqual([400, { fields: ['body.newPassword'] }])
  const ofTheShop = await as.put('/api/account/password', { password: SARA.password, newPassword: 'A shop 1404!' })
  expect(ofTheShop.body.error.code).toBe('accounts.password_is_yours')
  expect((await as.put('/api/account/password', { password: SARA.password, newPassword: NEW })).status).toBe(204)
  expect((await as.get('/api/account')).status).toBe(200)
  expect((await app.anonymous().get('/api/account', { cookie: cookie.elsewhere })).status).toBe(401)
  expect((await mailed(server)).map(({ to, subject }) => [to, subject])).toEqual([[SARA.email, 'Your password was changed']])
})

test('another name is what colleagues see', async () => {
  const { as } = await signedIn()
  expect((await as.put('/api/account/name', { name: '  سارا ' })).status).toBe(204)
  expect((await as.get('/api/account')).body).toEqual({ name: 'سارا', email: SARA.email, pendingEmail: null, canMail: true })
})

test('another e-mail holds once its address is confirmed, and the old address hears of it', async () => {
  const { server, app, as } = await signedIn()
  const wrong = await as.put('/api/account/email', { password: 'not mine', email: 'new@example.com' })
  expect([wrong.status, wrong.body.error.code]).toEqual([409, 'accounts.wrong_own_password'])
  expect((await as.put('/api/account/email', { password: SARA.password, email: 'New@example.com' })).body).toEqual({ state: 'asked' })
  expect((await as.get('/api/account')).body).toMatchObject({ email: SARA.email, pendingEmail: 'new@example.com' })
  const letters = await mailed(server)
  expect(letters.map(({ to }) => to)).toEqual(['new@example.com', SARA.email])
  const token = /token=([\w-]+)/.exec(letters[0]?.text ?? '')?.[1]
  const both = await Promise.all([1, 2].map(() => app.anonymous().put('/api/auth/email', { token })))
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409])
  expect((await as.get('/api/account')).body).toMatchObject({ email: 'new@example.com', pendingEmail: null })
  expect((await mailed(server)).map(({ to }) => to)).toEqual([SARA.email])
  expect((await app.anonymous().post('/api/auth/sign-in/email', SARA)).status).toBe(401)
})

test('an e-mail that belongs to somebody sounds the same, and stays theirs', async () => {
  const { server, app, as, workspaceId } = await signedIn()
  await makeUser(server, workspaceId, { name: 'Omid', email: 'omid@example.com' })
  expect((await as.put('/api/account/email', { password: SARA.password, email: 'omid@example.com' })).body).toEqual({ state: 'asked' })
  const [first] = await mailed(server)
  expect([first?.to, first?.text]).toEqual(['omid@example.com', expect.not.stringContaining('token')])

  await as.put('/api/account/email', { password: SARA.password, email: 'late@example.com' })
  const token = /token=([\w-]+)/.exec((await mailed(server))[0]?.text ?? '')?.[1]
  await makeUser(server, workspaceId, { name: 'Late', email: 'late@example.com' })
  const late = await app.anonymous().put('/api/auth/email', { token })
  expect([late.status, late.body.error.code]).toEqual([409, 'accounts.email_taken'])
})

test('where there is no mail another e-mail holds at once, unless it is taken', async () => {
  const { app, as, server, workspaceId } = await signedIn({ mails: false })
  const omidId = await makeUser(server, workspaceId, { name: 'Omid', email: 'omid@example.com' })
  const taken = await as.put('/api/account/email', { password: SARA.password, email: 'omid@example.com' })
  expect([taken.status, taken.body.error.code]).toEqual([409, 'accounts.email_taken'])
  expect((await as.put('/api/account/email', { password: SARA.password, email: 'new@example.com' })).body).toEqual({ state: 'changed' })
  expect((await as.get('/api/account')).body).toMatchObject({ email: 'new@example.com', canMail: false })
  const omid = (await server.auth.open(server.db, omidId, new Date())).split(';')[0] ?? ''
  const both = await Promise.all([
    as.put('/api/account/email', { password: SARA.password, email: 'one@example.com' }),
    app.anonymous().put('/api/account/email', { password: SARA.password, email: 'one@example.com' }, { cookie: omid }),
  ])
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
})

test('sessions are listed, this one first, and end one by one or all others at once; nobody ends another’s', async () => {
  const { app, as, cookie, stranger } = await signedIn()
  const { rows } = (await as.get('/api/account/sessions')).body
  expect(rows).toHaveLength(3)
  expect(rows[0]).toMatchObject({ isThis: true, agent: 'Firefox, Windows', network: '203.0.113.0' })
  const foreign = await stranger.delete(`/api/account/sessions/${rows[1].id}`)
  expect([foreign.status, foreign.body.error.code]).toEqual([404, 'accounts.session_not_found'])
  const twice = await Promise.all([1, 2].map(() => as.delete(`/api/account/sessions/${rows[1].id}`)))
  expect(twice.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 404])
  expect((await as.delete('/api/account/sessions')).status).toBe(204)
  expect((await as.get('/api/account/sessions')).body.rows).toHaveLength(1)
  expect((await app.anonymous().get('/api/account', { cookie: cookie.elsewhere })).status).toBe(401)
})

test('whoever runs the machine signs one person out everywhere, or everybody, which is on record', async () => {
  const { server, app, userId, cookie, as, stranger, workspaceId } = await signedIn()
  await stranger.cookie()
  expect(await signOutEverywhere(server.db, userId)).toBe(3)
  expect(await signOutEverywhere(server.db, userId)).toBe(0)
  expect((await app.anonymous().get('/api/account', { cookie: cookie.elsewhere })).status).toBe(401)
  expect([(await as.get('/api/account')).status, (await stranger.get('/api/account')).status]).toEqual([401, 200])
  expect(await signOutEverywhere(server.db, null)).toBe(1)
  expect((await stranger.get('/api/account')).status).toBe(401)
  const entries = await server.db.transaction().execute(async (db) => {
    await sql`set local app.workspace_id = ${sql.lit(workspaceId)}`.execute(db)
    return db.selectFrom('audit_entries').select(['action', 'actor_kind']).execute()
  })
  expect(entries).toEqual(Array.from({ length: 2 }, () => ({ action: 'session.revoked', actor_kind: 'system' })))
})

test('a reset link for a colleague is made by who may do at least as much as they, here and nowhere else', async () => {
  const { app, server, userId, workspaceId } = await signedIn()
  const ask = async (role: Parameters<typeof app.as>[0], id: string) => {
    const { status, body } = await app.as(role).post(`/api/account/reset-links/${id}`)
    return status === 200 ? String(body.url).split('token=')[0] : body.error.code
  }
  const [owner, manager] = [await idOf(app.as('owner')), await idOf(app.as('manager'))]
  expect(await ask('manager', userId)).toBe('http://localhost:3000/reset?')
  expect(await ask('manager', owner)).toBe('accounts.reset_above_you')
  expect(await ask('manager', manager)).toBe('accounts.reset_own')
  expect(await ask('agent', manager)).toBe('core.forbidden')
  const other = await app.otherWorkspace()
  await other.as('owner').cookie()
  const stranger = await makeUser(server, other.workspace.id, { email: 'stranger@example.com' })
  expect(await ask('owner', stranger)).toBe('workspaces.member_not_found')
  await server.db
    .insertInto('workspaces_members')
    .values({ workspace_id: workspaceId, user_id: stranger, role: 'viewer', joined_at: new Date() })
    .execute()
  expect(await ask('owner', stranger)).toBe('accounts.reset_elsewhere')
  expect(await ask('operator', stranger)).toBe('http://localhost:3000/reset?')
})

async function signedIn({ mails = true }: { mails?: boolean } = {}) {
  const ctx = await testCtx()
  const server = mails ? withMail(ctx.server) : ctx.server
  const app = await testApp({ ...ctx, server })
  const userId = await makeUser(server, ctx.workspace.id)
  const open = async (agent: string | null) => {
    const cookie = await server.auth.open(server.db, userId, new Date(), { agent, address: '203.0.113.0' })
    return cookie.split(';')[0] ?? ''
  }
  const cookie = { here: await open('Firefox, Windows'), elsewhere: await open('Safari, iOS'), third: await open(null) }
  const by = { cookie: cookie.here }
  const as = {
    get: (path: string) => app.anonymous().get(path, by),
    put: (path: string, body: unknown) => app.anonymous().put(path, body, by),
    delete: (path: string) => app.anonymous().delete(path, by),
  }
  return { server, app, userId, cookie, as, stranger: app.as('viewer'), workspaceId: ctx.workspace.id }
}

async function idOf(caller: { get: (path: string) => Promise<{ body: { user: { id: string } } }> }): Promise<string> {
  return (await caller.get('/api/session')).body.user.id
}

async function mailed(server: Server) {
  const { mailer, sent } = testMailer()
  await sendAccountLetters(server, mailer)
  return sent
}
