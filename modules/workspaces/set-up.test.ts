import { expect, test } from 'vitest'
import { inTransaction } from '#core/context'
import { emit } from '#core/events'
import { testApp, testServer, type TestApp, type TestCtx } from '#test/lab'
import { systemCtx } from './contexts.ts'
import { createWorkspace } from './create-workspace.ts'
import { firstStartLink } from './set-up.ts'

const SHOP = {
  name: 'فروشگاه',
  language: 'fa',
  timeZone: 'Asia/Tehran',
  currency: 'IRR',
  moneyDisplay: 'toman',
  calendar: 'persian',
  weekStart: 6,
} as const
const OWNER = { name: 'Sara', email: 'Sara@Example.com', password: 'a long enough password', workspace: SHOP }

test('the link of the first start makes the owner, the workspace and a session', async () => {
  const { app, link, token } = await firstStart()
  expect(link).toMatch(/^http:\/\/localhost:3000\/setup\?token=[\w-]{43}$/)
  expect((await app.anonymous().get(`/api/setup?token=${token}`)).body).toEqual({ needsOwner: true, linkIsValid: true })

  const answer = await app.anonymous().post('/api/setup', { ...OWNER, token })
  expect(answer.status).toBe(204)
  const session = await app.anonymous().get('/api/session', { cookie: cookieOf(answer.headers) })
  expect(session.body).toMatchObject({ role: 'owner', user: { name: 'Sara', email: 'sara@example.com' }, workspace: SHOP })
  expect(String(answer.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Lax/)
  expect((await app.anonymous().get(`/api/setup?token=${token}`)).body).toEqual({ needsOwner: false, linkIsValid: false })
  expect(await firstStartLink(app.server)).toBeNull()

  const signedIn = await app.anonymous().post('/api/auth/sign-in/email', { email: 'sara@example.com', password: OWNER.password })
  expect(signedIn.status).toBe(204)
})

test('a link works once', async () => {
  const { app, token } = await firstStart()
  await app.anonymous().post('/api/setup', { ...OWNER, token })
  const again = await app.anonymous().post('/api/setup', { ...OWNER, token })
  expect([again.status, again.body.error.code]).toEqual([409, 'accounts.link_used'])
})

test('of several who open the link at once exactly one becomes the owner', async () => {
  const { app, token } = await firstStart()
  const rivals = [1, 2, 3, 4].map((n) => app.anonymous().post('/api/setup', { ...OWNER, email: `rival${n}@example.com`, token }))
  const statuses = (await Promise.all(rivals)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 204)).toHaveLength(1)
  expect(statuses.filter((status) => status === 409)).toHaveLength(3)
  expect(await app.server.db.selectFrom('auth_users').select('email').execute()).toHaveLength(1)
  expect(await app.server.db.selectFrom('workspaces').select('id').execute()).toHaveLength(1)
})

test('a new start ends the link of the one before, and links expire', async () => {
  const { app, token } = await firstStart()
  const second = tokenOf(await firstStartLink(app.server))
  const old = await app.anonymous().post('/api/setup', { ...OWNER, token })
  expect([old.status, old.body.error.code]).toEqual([409, 'accounts.link_unknown'])
  await app.server.db
    .updateTable('auth_links')
    .set({ expires_at: new Date(0) })
    .execute()
  const late = await app.anonymous().post('/api/setup', { ...OWNER, token: second })
  expect([late.status, late.body.error.code]).toEqual([409, 'accounts.link_expired'])
})

test('a set-up that fails leaves the link good', async () => {
  const { app, token } = await firstStart()
  const nowhere = await app.anonymous().post('/api/setup', { ...OWNER, token, workspace: { ...SHOP, timeZone: 'Mars/Olympus' } })
  expect([nowhere.status, nowhere.body.error.code]).toEqual([400, 'workspaces.unknown_time_zone'])
  expect((await app.anonymous().post('/api/setup', { ...OWNER, token })).status).toBe(204)
})

test('the owner takes over what the command line has imported: named and shown as asked, in its own currency and time zone', async () => {
  const { app, token } = await firstStart()
  const made = await createWorkspace(app.server, {
    ...SHOP,
    name: 'orders',
    language: 'en',
    timeZone: 'Europe/London',
    currency: 'GBP',
    calendar: 'gregorian',
    weekStart: 1,
  })
  const ctx = systemCtx(app.server, made)
  await emit(ctx, 'import.finished', { importId: made.id, rows: 1, customers: 1, orders: 1, skipped: 0 })
  const session = await setUpAndLook(app, token)
  expect(session).toMatchObject({
    role: 'owner',
    workspace: { ...SHOP, id: made.id, timeZone: 'Europe/London', currency: 'GBP' },
    workspaces: [{ id: made.id }],
  })
  const told = await inTransaction(ctx, (ctx) => ctx.db.selectFrom('events').select(['name', 'payload']).orderBy('seq').execute())
  expect(told.map(({ name }) => name)).toEqual(['workspace.created', 'import.finished', 'workspace.changed'])
  expect(told.at(-1)?.payload).toEqual({ fields: ['name', 'language', 'calendar', 'weekStart'] })
})

test('a workspace of the command line that nothing was imported into takes the time zone and the currency too', async () => {
  const { app, token } = await firstStart()
  const made = await createWorkspace(app.server, { ...SHOP, timeZone: 'Europe/London', currency: 'GBP' })
  expect(await setUpAndLook(app, token)).toMatchObject({ workspace: { ...SHOP, id: made.id }, workspaces: [{ id: made.id }] })
})

test('of several workspaces of the command line none is taken over, and the owner may enter them all', async () => {
  const { app, token } = await firstStart()
  const made = [await createWorkspace(app.server, { ...SHOP, name: 'a' }), await createWorkspace(app.server, { ...SHOP, name: 'b' })]
  const { workspaces } = await setUpAndLook(app, token)
  expect(workspaces.map(({ name }: { name: string }) => name).toSorted()).toEqual(['a', 'b', SHOP.name].toSorted())
  expect(workspaces.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining(made.map(({ id }) => id)))
})

async function setUpAndLook(app: TestApp, token: string) {
  const answer = await app.anonymous().post('/api/setup', { ...OWNER, token })
  expect(answer.status).toBe(204)
  return (await app.anonymous().get('/api/session', { cookie: cookieOf(answer.headers) })).body
}

async function firstStart() {
  const server = await testServer()
  const app = await testApp({ server } as TestCtx)
  const link = await firstStartLink(server)
  return { app, link, token: tokenOf(link) }
}

function tokenOf(link: string | null): string {
  return new URL(link ?? '').searchParams.get('token') ?? ''
}

function cookieOf(headers: Readonly<Record<string, unknown>>): string {
  return String(headers['set-cookie']).split(';')[0] ?? ''
}
