import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { createApp } from '../app/http.ts'
import { makeUser, SARA } from '../modules/accounts/make.ts'
import { makeReachable } from '../modules/consent/make.ts'
import { authOver } from '#core/auth'
import { PROJECT_FOLDER } from '#core/config'
import { atEnd, testApp, testCtx, type TestApp, type TestCtx } from '#test/lab'
import { callerOf, type Caller, type TestAnswer } from './caller.ts'

const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'en' }
const AS_BROWSER = { accept: 'text/html' }
const isBuilt = existsSync(join(PROJECT_FOLDER, 'dist', 'web', 'index.html'))

let ctx: TestCtx
let app: TestApp
let anonymous: Caller
let owner: Caller
/** A customer's own page. */
let centre: string

beforeAll(async () => {
  ctx = await testCtx({ now: new Date() })
  app = await testApp(ctx)
  anonymous = app.anonymous()
  owner = app.as('operator')
  const { id } = await makeReachable(ctx)
  centre = new URL((await owner.post(`/api/customers/${id}/consent-link`)).body.link).pathname
})

async function sendForm(): Promise<TestAnswer> {
  const page = await anonymous.get(centre)
  const form = /name="form" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
  return anonymous.post(centre, new URLSearchParams({ form }).toString(), FORM)
}

/** A sample of every kind of answer. */
const ANSWERS: readonly (readonly [title: string, status: number, ask: () => Promise<TestAnswer>])[] = [
  ['JSON about a shop', 200, () => owner.get('/api/workspace')],
  ['a page of customers', 200, () => owner.get('/api/customers')],
  ['a file', 200, () => owner.get('/api/customers/export?format=csv&language=en')],
  ['a workbook', 200, () => owner.get('/api/customers/export?format=xlsx&language=en')],
  ['a stream of events', 200, () => owner.open('GET', '/api/live')],
  ['nothing to say', 204, () => owner.delete('/api/workspace/logo')],
  ['no session', 401, () => anonymous.get('/api/customers')],
  ['a wrong password', 401, () => anonymous.post('/api/auth/sign-in/email', { email: 'nobody@shop.example', password: 'wrong wrong' })],
  ['no permission', 403, () => app.as('viewer').get('/api/audit')],
  ['a page of somebody else', 403, () => owner.post('/api/auth/sign-out', undefined, { origin: 'https://evil.example' })],
  ['a row that is not there', 404, () => owner.get('/api/customers/00000000-0000-7000-8000-000000000000')],
  ['an address that is not there', 404, () => anonymous.get('/api/nowhere', AS_BROWSER)],
  ['a file that is not there', 404, () => anonymous.get('/nowhere.js', AS_BROWSER)],
  ['a body that cannot be read', 400, () => anonymous.post('/api/auth/sign-in/email', '{', { 'content-type': 'application/json' })],
  ['a body that is no JSON', 415, () => anonymous.post('/api/auth/sign-in/email', 'x', { 'content-type': 'text/plain' })],
  ['a problem of the API', 401, () => anonymous.get('/api/v1/customers')],
  ['the reference', 200, () => anonymous.get('/api/v1/reference', AS_BROWSER)],
  ['its style', 200, () => anonymous.get('/api/v1/reference.css')],
  ["a customer's page", 200, () => anonymous.get(centre, AS_BROWSER)],
  ["a customer's page after a form", 303, sendForm],
  ['a link that leads nowhere', 404, () => anonymous.get('/p/consent/nonsense', AS_BROWSER)],
  ['a message of a site', 401, () => anonymous.post('/v1/track', {})],
  ['a hook of nobody', 404, () => anonymous.post('/hooks/nonsense', {})],
  ['the sign of life', 200, () => anonymous.get('/healthz')],
]

/** What comes from the built interface. */
const PAGES = ['/', '/setup', '/invitation?token=x', '/sign-in', '/customers', '/first-paint.js', '/bazgasht.js'] as const

/** Shown by or loaded into pages of shops. */
const FOR_OTHERS = /^(?:a message of a site|\/bazgasht\.js)$/

function expectProtected(title: string, { headers }: TestAnswer): void {
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toMatch(/^default-src '(?:self|none)'/)
  expect(policy).not.toMatch(/unsafe|https?:|\*/)
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': expect.stringMatching(/^(?:same-origin|no-referrer)$/),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': FOR_OTHERS.test(title) ? 'cross-origin' : 'same-origin',
    'permissions-policy': expect.stringContaining('camera=(), '),
  })
  for (const name of ['x-powered-by', 'server', 'strict-transport-security']) expect(headers[name], name).toBeUndefined()
}

test.each(ANSWERS)('%s (%i) carries every header that protects its reader, and no cache keeps it', async (title, status, ask) => {
  const answer = await ask()
  expect(answer.status).toBe(status)
  expectProtected(title, answer)
  expect(answer.headers['cache-control']).toMatch(title === 'a stream of events' ? /^no-cache/ : /^no-store$/)
})

test.runIf(isBuilt).each(PAGES)(
  '%s of the interface carries every header that protects its reader, and runs no script of its own',
  async (path) => {
    const answer = await anonymous.get(path, AS_BROWSER)
    expect(answer.status).toBe(200)
    expectProtected(path, answer)
    if (!path.includes('.js')) expect(answer.text).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=/)
  },
)

test('what is refused before it is a request tells a browser to trust it with nothing', async () => {
  const { status, headers } = await anonymous.get('/v1/%ff%00')
  expect(status).toBe(400)
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
  })
})

test('an installation behind TLS says so for a year and for itself alone, and its cookies travel by TLS only', async () => {
  const config = { ...ctx.server.config, publicUrl: 'https://crm.shop.example' }
  const secure = await createApp({ ...ctx.server, config, auth: authOver(ctx.server.db, config) })
  atEnd(() => secure.close())
  const caller = callerOf(secure, async () => undefined)
  await makeUser(ctx.server, ctx.workspace.id)
  const from = { origin: 'https://crm.shop.example' }
  expect((await caller.get('/healthz')).headers['strict-transport-security']).toBe('max-age=31536000')
  const { status, headers } = await caller.post('/api/auth/sign-in/email', { email: SARA.email, password: SARA.password }, from)
  expect(status).toBe(204)
  const left = (await caller.post('/api/auth/sign-out', undefined, from)).headers['set-cookie']
  const cookies = [headers['set-cookie'], left].flat()
  expect(cookies.length).toBeGreaterThanOrEqual(3)
  for (const cookie of cookies)
    expect(cookie).toMatch(/^__(?:Host|Secure)-bazgasht\.\w+=[^;]*; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+; Secure$/)
})
