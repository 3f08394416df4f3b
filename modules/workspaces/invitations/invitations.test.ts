import { beforeAll, expect, test } from 'vitest'
import { refusalToTake } from './domain.ts'
import { testApp, testCtx, type TestApp, type TestCtx } from '#test/lab'

let ctx: TestCtx
let app: TestApp

beforeAll(async () => {
  ctx = await testCtx()
  app = await testApp(ctx)
  await app.as('owner').cookie()
})

const PASSWORD = 'correct horse battery'
const codeOf = (answer: { body: { error: { code: string } } }) => answer.body.error.code

async function invited(more: { email?: string | null; role?: string } = {}) {
  const { body } = await app.as('owner').post('/api/invitations', { email: null, role: 'agent', language: 'en', ...more })
  return { id: String(body.invitation.id), token: tokenIn(body.link) }
}

const tokenIn = (link: string) => new URL(link).searchParams.get('token') ?? ''
const newcomer = (token: string, more: object = {}) =>
  app.anonymous().post('/api/invitation/account', { token, name: 'Nima', password: PASSWORD, ...more })
const look = (token: string) => app.anonymous().get(`/api/invitation?token=${token}`)

test('whoever has the link sees who invites where, and joins with an account of their own, once', async () => {
  const { token } = await invited()
  expect((await look(token)).body).toEqual({
    shop: 'A shop',
    handle: expect.any(String),
    language: 'en',
    role: 'agent',
    roleName: null,
    invitedBy: 'The owner',
    email: null,
    visitor: null,
    refusal: null,
  })
  expect(codeOf(await newcomer(token))).toBe('workspaces.email_needed')
  const answers = await Promise.all([1, 2].map((n) => newcomer(token, { email: `Nima${n}@Example.com` })))
  expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['201', '409'])
  const joined = answers.find(({ status }) => status === 201)
  const cookie = String([joined?.headers['set-cookie']].flat()[0]).split(';')[0] ?? ''
  expect((await app.anonymous().get('/api/session', { cookie })).body).toMatchObject({ role: 'agent', workspace: { id: app.workspace.id } })
  expect((await look(token)).body.refusal).toBe('workspaces.invitation_used')
  const entry = await ctx.db.selectFrom('audit_entries').selectAll().where('action', '=', 'member.joined').executeTakeFirstOrThrow()
  expect(entry).toMatchObject({ actor_kind: 'member', actor_id: entry.subject_id, details: { role: 'agent' } })
})

test('an invitation by name is for nobody else', async () => {
  const other = await app.otherWorkspace()
  const stranger = other.as('agent')
  const mail = (await stranger.get('/api/session')).body.user.email
  const { token } = await invited({ email: 'sara@example.com' })
  expect((await stranger.get(`/api/invitation?token=${token}`)).body.refusal).toBe('workspaces.invitation_for_another')
  expect(codeOf(await stranger.post('/api/invitation/acceptance', { token }))).toBe('workspaces.invitation_for_another')
  const theirs = await invited({ email: String(mail).toUpperCase() })
  expect(codeOf(await newcomer(theirs.token))).toBe('workspaces.email_taken')
  const answers = await Promise.all([1, 2].map(() => stranger.post('/api/invitation/acceptance', { token: theirs.token })))
  const outcomes = answers.map(({ status, body }): string => (status === 200 ? body.workspaceId : codeOf({ body })))
  expect(outcomes.toSorted()).toEqual([app.workspace.id, 'workspaces.already_member'])
  expect((await stranger.get('/api/session', { 'x-workspace': app.workspace.id })).body.role).toBe('agent')
  expect(codeOf(await app.anonymous().post('/api/invitation/acceptance', { token }))).toBe('core.sign_in_first')
})

test('a new link ends the one before, a revoked one works no more', async () => {
  const { id, token } = await invited({ email: 'mina@example.com' })
  const { link } = (await app.as('manager').post(`/api/invitations/${id}/link`)).body
  expect(codeOf(await look(token))).toBe('workspaces.invitation_unknown')
  expect((await look(tokenIn(link))).body.refusal).toBeNull()
  expect((await app.as('manager').delete(`/api/invitations/${id}`)).status).toBe(204)
  expect((await app.as('manager').delete(`/api/invitations/${id}`)).status).toBe(204)
  expect((await look(tokenIn(link))).body.refusal).toBe('workspaces.invitation_revoked')
  expect(codeOf(await newcomer(tokenIn(link)))).toBe('workspaces.invitation_revoked')
  expect(codeOf(await app.as('manager').post(`/api/invitations/${id}/link`))).toBe('workspaces.invitation_revoked')
})

test('nobody is invited to more than the inviter may, and what a demoted one has promised ends', async () => {
  const manager = await app.joined('manager')
  const ask = (role: string) => manager.caller.post('/api/invitations', { email: null, role, language: 'fa' })
  expect(codeOf(await ask('owner'))).toBe('workspaces.owners_only')
  expect(codeOf(await ask('nothing'))).toBe('workspaces.role_not_found')
  const { link } = (await ask('manager')).body
  await app.as('owner').put(`/api/members/${manager.userId}/role`, { role: 'agent' })
  expect((await look(tokenIn(link))).body.refusal).toBe('workspaces.invitation_revoked')
})

test('who works here already is not invited, and the newest invitation to an address counts', async () => {
  const mail = (await app.as('agent').get('/api/session')).body.user.email
  expect(codeOf(await app.as('owner').post('/api/invitations', { email: mail, role: 'agent', language: 'en' }))).toBe(
    'workspaces.already_member',
  )
  const first = await invited({ email: 'reza@example.com' })
  const second = await invited({ email: 'reza@example.com' })
  expect([(await look(first.token)).body.refusal, (await look(second.token)).body.refusal]).toEqual(['workspaces.invitation_revoked', null])
})

test('invitations of another workspace are not there', async () => {
  const other = await app.otherWorkspace()
  const { invitation } = (await other.as('owner').post('/api/invitations', { email: null, role: 'agent', language: 'en' })).body
  expect((await app.as('owner').post(`/api/invitations/${invitation.id}/link`)).status).toBe(404)
  expect((await app.as('owner').delete(`/api/invitations/${invitation.id}`)).status).toBe(404)
  expect(codeOf(await look('bz_i_nonsense'))).toBe('workspaces.invitation_unknown')
})

const NOW = new Date('2026-03-21T09:00:00Z')
const OPEN = { email: null, expiresAt: new Date('2026-03-28'), usedAt: null, revokedAt: null }
const NIMA = { email: 'nima@example.com', isMember: false }
test.each([
  ['open to anybody', OPEN, NIMA, null],
  ['to who is not signed in', { ...OPEN, email: 'sara@example.com' }, null, null],
  ['to its addressee', { ...OPEN, email: 'nima@example.com' }, NIMA, null],
  ['to somebody else', { ...OPEN, email: 'sara@example.com' }, NIMA, 'workspaces.invitation_for_another'],
  ['too late', { ...OPEN, expiresAt: NOW }, NIMA, 'workspaces.invitation_expired'],
  ['used', { ...OPEN, usedAt: NOW }, NIMA, 'workspaces.invitation_used'],
  ['revoked', { ...OPEN, revokedAt: NOW }, NIMA, 'workspaces.invitation_revoked'],
  ['used by the one who asks', { ...OPEN, usedAt: NOW }, { ...NIMA, isMember: true }, 'workspaces.already_member'],
])('an invitation: %s', (_title, invitation, taker, refusal) => {
  expect(refusalToTake(invitation, taker, NOW)).toBe(refusal)
})
