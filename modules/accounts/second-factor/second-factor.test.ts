import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addUser } from '#core/auth'
import { rememberDevice } from '#core/known-devices'
import { passwordHash } from '#core/password-hash'
import { testApp, testCtx, type TestApp, type TestCtx } from '#test/lab'
import { removeSecondFactor } from '#modules/accounts'
import { replaceBackupCodes } from './backup-codes.ts'
import { createSignInLink } from '../links.ts'
import { halfSessionCookie, trustCookie } from './cookies.ts'
import { factorOf } from './queries.ts'
import { sealFactor } from './sealed-secret.ts'
import { codeOf, makeSecret, stepAt } from './totp.ts'

const SARA = { email: 'sara@example.com', password: 'a long enough password' }
const OWN = '/api/account/second-factor'

let ctx: TestCtx
let app: TestApp
let sara: string
let hash: string

beforeAll(async () => {
  ctx = await testCtx()
  app = await testApp(ctx)
  hash = await passwordHash(SARA.password)
  sara = await addUser(ctx.server.db, { name: 'Sara', email: SARA.email, passwordHash: hash }, new Date())
  await ctx.server.db
    .insertInto('workspaces_members')
    .values({ workspace_id: ctx.workspace.id, user_id: sara, role: 'owner', joined_at: new Date() })
    .execute()
})

beforeEach(async () => {
  await ctx.server.db.deleteFrom('auth_second_factors').execute()
  await ctx.server.db.deleteFrom('auth_attempts').execute()
  await ctx.server.db.updateTable('workspaces').set({ requires_second_factor: false }).execute()
})

test('a second step is set up with the password and a first code, and shows its backup codes once', async () => {
  const own = await enter()
  const without = await own.post(`${OWN}/enrolment`, { password: 'wrong' })
  expect([without.status, without.body.error.code]).toEqual([409, 'accounts.wrong_own_password'])
  const { secret, uri } = (await own.post(`${OWN}/enrolment`, SARA)).body
  expect(uri).toContain(secret)
  expect((await own.get(OWN)).body).toEqual({ isOn: false, since: null, backupCodesLeft: 0, requiredBy: [] })
  const wrong = await own.post(`${OWN}/confirmation`, { code: '000000' })
  expect([wrong.status, wrong.body.error.code]).toEqual([409, 'accounts.wrong_code'])

  const confirmed = await own.post(`${OWN}/confirmation`, { code: codeNow(secret) })
  expect(confirmed.body.codes).toHaveLength(10)
  expect(confirmed.body.codes[0]).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/)
  expect((await own.get(OWN)).body).toMatchObject({ isOn: true, backupCodesLeft: 10 })
  const again = await own.post(`${OWN}/enrolment`, SARA)
  expect([again.status, again.body.error.code]).toEqual([409, 'accounts.second_factor_on'])

  const stored = JSON.stringify([
    await ctx.server.db.selectFrom('auth_backup_codes').selectAll().execute(),
    (await ctx.server.db.selectFrom('auth_second_factors').select('secret').execute())[0],
  ])
  for (const kept of [secret, ...confirmed.body.codes]) expect(stored).not.toContain(kept)
  expect(await told()).toContain('second_factor.enabled')
})

test('an enrolment that nobody confirmed in half an hour is over', async () => {
  const own = await enter()
  const { secret } = (await own.post(`${OWN}/enrolment`, SARA)).body
  await ctx.server.db
    .updateTable('auth_second_factors')
    .set({ created_at: new Date(Date.now() - 31 * 60_000) })
    .execute()
  const late = await own.post(`${OWN}/confirmation`, { code: codeNow(secret) })
  expect([late.status, late.body.error.code]).toEqual([409, 'accounts.enrolment_over'])
})

describe('with a second step', () => {
  test('the password alone opens nothing, the code behind it does, and each code counts once', async () => {
    const { secret } = await enrolled()
    const first = await signIn()
    expect([first.status, first.code]).toEqual([401, 'accounts.second_factor_needed'])
    expect(first.cookie).not.toContain('session_token')
    expect((await app.anonymous().get('/api/session', { cookie: first.cookie })).status).toBe(401)

    const wrong = await sendCode(first.cookie, '123')
    expect([wrong.status, wrong.code]).toEqual([400, 'accounts.wrong_code'])
    const code = codeNow(secret, 1)
    const right = await sendCode(first.cookie, code)
    expect(right.status).toBe(204)
    expect((await app.anonymous().get('/api/session', { cookie: right.cookie })).body.secondFactor).toEqual({
      isOn: true,
      isRequired: false,
    })
    const replayed = await sendCode(await half(), code)
    expect([replayed.status, replayed.code]).toEqual([409, 'accounts.code_used'])
    expect(await told()).toEqual(expect.arrayContaining(['session.refused', 'session.opened']))
  })

  test('of two who send the same code at once one comes in; so with a backup code', async () => {
    const { secret, codes } = await enrolled()
    for (const code of [codeNow(secret, 1), codes[0] ?? '']) {
      const halves = [await half(), await half()]
      const answers = await Promise.all(halves.map((cookie) => sendCode(cookie, code)))
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409])
    }
  })

  test('a backup code works once, is counted and written down', async () => {
    const { codes, own } = await enrolled()
    const typed = (codes[3] ?? '').toLowerCase().replace('-', ' ')
    expect((await sendCode(await half(), typed)).status).toBe(204)
    expect((await sendCode(await half(), typed)).code).toBe('accounts.wrong_code')
    expect((await own.get(OWN)).body.backupCodesLeft).toBe(9)
    expect(await told()).toContain('second_factor.used_backup')
  })

  test('a one-time link asks for the code too, and stays good until it is given', async () => {
    const { secret } = await enrolled()
    const token = new URL((await createSignInLink(ctx.server, SARA.email)) ?? '').searchParams.get('token')
    const first = answerOf(await app.anonymous().post('/api/auth/sign-in/link', { token }))
    expect([first.status, first.code]).toEqual([401, 'accounts.second_factor_needed'])
    expect(answerOf(await app.anonymous().post('/api/auth/sign-in/link', { token })).code).toBe('accounts.second_factor_needed')
    expect((await sendCode(first.cookie, codeNow(secret, 1))).status).toBe(204)
  })

  test('half a session ends after ten minutes, with another password, and with another factor', async () => {
    const { secret } = await enrolled()
    const factor = await saraFactor()
    const config = ctx.server.config
    const late = halfSessionCookie(config, factor, 'password', new Date(Date.now() - 10 * 60_000))
    const otherPassword = halfSessionCookie(config, { ...factor, password: 'another' }, 'password', new Date())
    const otherFactor = halfSessionCookie(config, { ...factor, trustStamp: 'another' }, 'password', new Date())
    const good = halfSessionCookie(config, factor, 'password', new Date())
    const forged = good.replace(/=(.{5})/, '=$1A')
    for (const cookie of [late, otherPassword, otherFactor, forged]) {
      const answer = await sendCode(cookie.split(';')[0] ?? '', codeNow(secret, 1))
      expect([answer.status, answer.code]).toEqual([401, 'accounts.half_session_over'])
    }
    expect((await sendCode(good.split(';')[0] ?? '', codeNow(secret, 1))).status).toBe(204)
  })

  test('guessing is limited for a half session and for the account, and a browser that is known goes on', async () => {
    const { secret, own } = await enrolled()
    const first = await half()
    for (let turn = 0; turn < 5; turn += 1) await sendCode(first, '000000')
    expect((await sendCode(first, codeNow(secret, 1))).code).toBe('accounts.too_many_attempts')
    for (let turn = 0; turn < 20; turn += 1) await sendCode(await half(), '000000')
    const locked = await sendCode(await half(), codeNow(secret, 1))
    expect([locked.status, locked.code]).toEqual([429, 'accounts.too_many_attempts'])
    expect((await sendCode(`${await half()}; ${own.known}`, codeNow(secret, 1))).status).toBe(204)
  })

  test('a trusted device is asked for a month, until the password, the factor or its trust changes', async () => {
    const { secret, own } = await enrolled()
    const { cookie } = await sendCode(await half(), codeNow(secret, 1), true)
    const trusted = cookie.split('; ').find((each) => each.startsWith('bazgasht.trust')) ?? ''
    expect((await signIn(trusted)).status).toBe(204)
    const config = ctx.server.config
    const factor = await saraFactor()
    const old = trustCookie(config, factor, new Date(Date.now() - 30 * 24 * 3600_000))
    const before = trustCookie(config, { ...factor, password: 'another' }, new Date())
    for (const each of [old, before]) expect((await signIn(each.split(';')[0])).code).toBe('accounts.second_factor_needed')
    await own.delete(`${OWN}/trusted-devices`)
    expect((await signIn(trusted)).code).toBe('accounts.second_factor_needed')
  })

  test('it is switched off, and codes are made anew, with the password and a code', async () => {
    const { codes, own } = await enrolled()
    expect((await own.post(`${OWN}/backup-codes`, { ...SARA, code: '000000' })).body.error.code).toBe('accounts.wrong_code')
    const fresh = (await own.post(`${OWN}/backup-codes`, { ...SARA, code: codes[0] })).body.codes
    expect((await own.post(`${OWN}/removal`, { ...SARA, code: codes[1] })).body.error.code).toBe('accounts.wrong_code')
    expect((await own.post(`${OWN}/removal`, { password: 'wrong', code: fresh[0] })).body.error.code).toBe('accounts.wrong_own_password')
    expect((await own.post(`${OWN}/removal`, { ...SARA, code: fresh[0] })).status).toBe(204)
    expect((await signIn()).status).toBe(204)
    expect((await own.post(`${OWN}/removal`, { ...SARA, code: fresh[1] })).body.error.code).toBe('accounts.second_factor_off')
    expect(await told()).toEqual(expect.arrayContaining(['second_factor.codes_made', 'second_factor.disabled']))
  })

  test('whoever runs the machine takes it away from an owner who lost phone and codes', async () => {
    await enrolled()
    expect(await removeSecondFactor(ctx.server.db, sara)).toBe(true)
    expect(await removeSecondFactor(ctx.server.db, sara)).toBe(false)
    expect((await signIn()).status).toBe(204)
  })
})

describe('a workspace that asks for it', () => {
  test('is switched on by an owner who has it, and lets others no further than their own account', async () => {
    const before = await app.as('owner').put('/api/workspace/second-factor', { isRequired: true })
    expect([before.status, before.body.error.code]).toEqual([409, 'accounts.second_factor_first'])
    const { own } = await enrolled()
    await Promise.all([app.as('agent').cookie(), app.as('owner').cookie()])
    const on = await own.put('/api/workspace/second-factor', { isRequired: true })
    expect(on.body).toMatchObject({ isRequired: true, having: 1 })
    expect((await own.get('/api/workspace')).status).toBe(200)

    const agent = app.as('agent')
    for (const path of ['/api/workspace', '/api/customers', '/api/members']) {
      const held = await agent.get(path)
      expect([held.status, held.body.error.code]).toEqual([403, 'accounts.second_factor_required'])
    }
    expect((await agent.get('/api/session')).body.secondFactor).toEqual({ isOn: false, isRequired: true })
    expect((await agent.get(OWN)).body).toMatchObject({ isOn: false, requiredBy: ['A shop'] })
    const off = await app.as('owner').put('/api/workspace/second-factor', { isRequired: false })
    expect(off.status).toBe(403)
    expect((await own.put('/api/workspace/second-factor', { isRequired: false })).body.isRequired).toBe(false)
    expect((await agent.get('/api/workspace')).status).toBe(200)
  })

  test('does not reach into another one', async () => {
    const { own } = await enrolled()
    const other = await app.otherWorkspace()
    await own.put('/api/workspace/second-factor', { isRequired: true })
    expect((await other.as('viewer').get('/api/workspace')).status).toBe(200)
    const foreign = await own.put('/api/workspace/second-factor', { isRequired: true }, { 'x-workspace': other.workspace.id })
    expect(foreign.status).toBe(404)
  })
})

/** Sara, signed in on a browser of hers that is known. */
async function enter() {
  const session = await ctx.server.auth.open(ctx.server.db, sara, new Date())
  const known = rememberDevice(ctx.server.config, { headers: {} }, sara)
  const cookie = `${session.split(';')[0]}; ${known.split(';')[0]}`
  const nobody = app.anonymous()
  return {
    known: known.split(';')[0],
    get: (path: string) => nobody.get(path, { cookie }),
    post: (path: string, body?: unknown) => nobody.post(path, body, { cookie }),
    put: (path: string, body?: unknown, headers = {}) => nobody.put(path, body, { cookie, ...headers }),
    delete: (path: string) => nobody.delete(path, { cookie }),
  }
}

/** Sara with a second step, as the first test sets it up. */
async function enrolled() {
  const { config, db } = ctx.server
  const secret = makeSecret()
  const row = { user_id: sara, secret: sealFactor(config.secret, sara, secret), trust_stamp: 'stamp', last_step: 0 }
  await db
    .insertInto('auth_second_factors')
    .values({ ...row, created_at: new Date(), confirmed_at: new Date() })
    .execute()
  return { own: await enter(), secret, codes: await replaceBackupCodes(db, config.secret, sara) }
}

async function saraFactor() {
  const factor = await factorOf(ctx.server.db, sara)
  if (!factor) throw new Error('no factor')
  return factor
}

/** Half a session, as a right password gives it. */
const half = async () => halfSessionCookie(ctx.server.config, await saraFactor(), 'password', new Date()).split(';')[0] ?? ''
const codeNow = (secret: string, ahead = 0) => codeOf(secret, stepAt(new Date()) + ahead)
const signIn = async (cookie?: string) => answerOf(await app.anonymous().post('/api/auth/sign-in/email', SARA, cookie ? { cookie } : {}))
const sendCode = async (cookie: string, code: string, trustDevice = false) =>
  answerOf(await app.anonymous().post('/api/auth/sign-in/code', { code, trustDevice }, { cookie }))

function answerOf({ status, headers, body }: Awaited<ReturnType<ReturnType<TestApp['anonymous']>['post']>>) {
  const set = [headers['set-cookie'] ?? []].flat().map((each) => String(each).split(';')[0])
  return { status, code: body?.error?.code as string | undefined, cookie: set.join('; ') }
}

async function told(): Promise<string[]> {
  const rows = await ctx.db.selectFrom('audit_entries').select('action').execute()
  return rows.map(({ action }) => action)
}
