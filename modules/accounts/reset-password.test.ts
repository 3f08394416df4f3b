import { expect, test } from 'vitest'
import { sendAccountLetters } from '#core/account-letters'
import { inTransaction } from '#core/context'
import type { Server } from '#core/server'
import { testApp, testCtx } from '#test/lab'
import { forgetOld } from './jobs.ts'
import { makeResetLink } from './links.ts'
import { makeUser, SARA, testMailer, withMail } from './make.ts'
import { tellResets } from './reset-password.ts'

const NEW = 'tea with cardamom'

test('a link by e-mail sets a new password, ends every session and says so', async () => {
  const { ctx, server, app, userId } = await mailing()
  await server.auth.open(server.db, userId, new Date())
  expect((await app.anonymous().post('/api/auth/reset', { email: 'SARA@example.com' })).status).toBe(204)
  const [letter] = await mailed(server)
  expect(letter).toMatchObject({ to: SARA.email, subject: 'A new password for Bazgasht' })
  const token = tokenIn(letter?.text)
  expect((await app.anonymous().get(`/api/auth/reset?token=${token}`)).body).toEqual({ canMail: true, linkIsValid: true })

  const easy = await app.anonymous().put('/api/auth/reset', { token, password: 'password1234' })
  expect([easy.status, easy.body.error.code]).toEqual([400, 'accounts.password_too_common'])
  const done = await app.anonymous().put('/api/auth/reset', { token, password: NEW })
  expect([done.status, String(done.headers['set-cookie'])]).toEqual([204, expect.stringContaining('bazgasht.device=')])
  expect(await server.db.selectFrom('auth_sessions').select('id').execute()).toEqual([])
  expect((await app.anonymous().put('/api/auth/reset', { token, password: NEW })).body.error.code).toBe('accounts.link_used')
  expect((await app.anonymous().post('/api/auth/sign-in/email', SARA)).status).toBe(401)
  expect((await app.anonymous().post('/api/auth/sign-in/email', { ...SARA, password: NEW })).status).toBe(204)
  expect((await mailed(server)).map(({ subject }) => subject)).toEqual(['Your password was changed'])
  const actions = await inTransaction(ctx, ({ db }) => db.selectFrom('audit_entries').select('action').orderBy('at').execute())
  expect(actions.map(({ action }) => action)).toEqual(['password.reset_asked', 'password.reset', 'session.refused', 'session.opened'])
})

test('an unknown e-mail gets the same answer and no letter; asking again and again brings one letter, whose link stays good', async () => {
  const { server, app } = await mailing()
  for (const email of ['nobody@example.com', SARA.email, SARA.email]) {
    const { status, body } = await app.anonymous().post('/api/auth/reset', { email })
    expect([status, body]).toEqual([204, undefined])
  }
  const letters = await mailed(server)
  expect(letters.map(({ to }) => to)).toEqual([SARA.email])
  await app.anonymous().post('/api/auth/reset', { email: SARA.email })
  expect(await mailed(server)).toEqual([])
  expect((await app.anonymous().get(`/api/auth/reset?token=${tokenIn(letters[0]?.text)}`)).body.linkIsValid).toBe(true)
  expect(await server.db.selectFrom('auth_reset_requests').select('id').execute()).toEqual([])
})

test('whoever asks for very many waits, and nothing of what waits can be read in the database', async () => {
  const { server, app } = await mailing()
  const answers = await Promise.all(Array.from({ length: 12 }, () => app.anonymous().post('/api/auth/reset', { email: SARA.email })))
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(2)
  const asked = await server.db.selectFrom('auth_reset_requests').selectAll().execute()
  await tellResets(server, new Date())
  const letters = await server.db.selectFrom('auth_letters').selectAll().execute()
  expect(letters).toHaveLength(1)
  expect(JSON.stringify([asked, letters])).not.toMatch(/sara|token/i)
})

test('without a mail server nobody is promised a letter', async () => {
  const ctx = await testCtx()
  const app = await testApp(ctx)
  await makeUser(ctx.server, ctx.workspace.id)
  expect((await app.anonymous().get('/api/auth/reset')).body).toEqual({ canMail: false, linkIsValid: false })
  for (const email of [SARA.email, 'nobody@example.com']) {
    const { status, body } = await app.anonymous().post('/api/auth/reset', { email })
    expect([status, body.error.code]).toEqual([409, 'accounts.no_mail'])
  }
})

test('of two who use a link at once one sets the password', async () => {
  const { server, app, userId } = await mailing()
  const token = tokenIn(await makeResetLink(server, userId))
  const both = await Promise.all(
    ['one long password', 'another long one'].map((password) => app.anonymous().put('/api/auth/reset', { token, password })),
  )
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409])
})

test('a letter that cannot leave is tried again for a day and a half, then given up; its words are gone either way', async () => {
  const { server, app } = await mailing()
  await app.anonymous().post('/api/auth/reset', { email: SARA.email })
  await tellResets(server, new Date())
  const refusing = { send: async () => ({ outcome: 'later' as const, error: 'ECONNECTION' }), close: () => undefined }
  let now = new Date()
  for (let turn = 0; turn < 7; turn += 1) {
    expect(await sendAccountLetters(server, refusing, () => now)).toBe(1)
    now = new Date(now.getTime() + 24 * 3600_000)
  }
  const letter = await server.db.selectFrom('auth_letters').select(['state', 'attempts', 'content', 'error']).executeTakeFirst()
  expect(letter).toEqual({ state: 'failed', attempts: 7, content: null, error: 'ECONNECTION' })
})

test('what accounts need no more is thrown away, what they need stays', async () => {
  const { server, app, userId } = await mailing()
  await server.auth.open(server.db, userId, new Date())
  await app.anonymous().post('/api/auth/sign-in/email', { ...SARA, password: 'wrong' })
  await makeResetLink(server, userId)
  const counts = async () => {
    const tables = ['auth_sessions', 'auth_attempts', 'auth_links'] as const
    const rows = await Promise.all(
      tables.map((table) =>
        server.db
          .selectFrom(table)
          .select(({ fn }) => fn.countAll<bigint>().as('n'))
          .executeTakeFirst(),
      ),
    )
    return rows.map((row) => Number(row?.n))
  }
  const before = await counts()
  await forgetOld(server.db, new Date())
  expect(await counts()).toEqual(before)
  await forgetOld(server.db, new Date(Date.now() + 60 * 24 * 3600_000))
  expect(await counts()).toEqual([0, 0, 0])
})

async function mailing() {
  const ctx = await testCtx()
  const server = withMail(ctx.server)
  const app = await testApp({ ...ctx, server })
  const userId = await makeUser(server, ctx.workspace.id)
  return { ctx, server, app, userId }
}

/** What leaves when everything that waits is worked on. */
async function mailed(server: Server) {
  const { mailer, sent } = testMailer()
  await tellResets(server, new Date())
  await sendAccountLetters(server, mailer)
  return sent
}

function tokenIn(text: string | undefined): string {
  return /token=([\w-]+)/.exec(text ?? '')?.[1] ?? ''
}
