import { beforeAll, describe, expect, test } from 'vitest'
import type { AuditAction } from '#pure/audit-actions'
import { makeUser, SARA } from '../modules/accounts/make.ts'
import { makeCustomer } from '../modules/customers/make.ts'
import { imported } from '../modules/imports/make.ts'
import { testApp, testCtx, type TestApp, type TestCtx } from '#test/lab'
import type { Caller } from './caller.ts'
import { GUARDED, withQuery, type Titled } from './matrix/routes.ts'

/** Streams that take no data out. A new one is added here on purpose. */
const NO_EXPORTS = ['GET /api/live']
/** Streams whose own tests show the entry, because what they need is not cheap to make. */
const SHOWN_ELSEWHERE = ['GET /api/operations/backups/:id/file', 'GET /api/workspace/exports/:id/file']

const STREAMS = GUARDED.filter(({ endpoint, title }) => endpoint.gives === 'stream' && ![...NO_EXPORTS, ...SHOWN_ELSEWHERE].includes(title))

let ctx: TestCtx
let app: TestApp
let owner: Caller
/** What the streams are about. */
const ids: Record<string, string> = {}

beforeAll(async () => {
  ctx = await testCtx({ now: new Date() })
  app = await testApp(ctx)
  owner = app.as('operator')
  const customer = await makeCustomer(ctx, { name: 'Sara', email: 'sara@shop.example' })
  ids['GET /api/privacy/customers/:id/export'] = customer.id
  const text = 'What happened, what it means and what can be done about it.'
  const incident = { title: 'A list was open', happenedAt: '2026-03-01', textFa: text, textEn: text, affected: { all: true } }
  ids['GET /api/privacy/incidents/:id/export'] = (await owner.post('/api/privacy/incidents', incident)).body.id
  const rows = 'Order,Customer,Date,Amount\n1,a,2026-01-02,5\n2,b,no date,5\n'
  ids['GET /api/imports/:id/skipped/file'] = (await imported(ctx, rows)).id
})

/** The entries that a piece of work leaves, newest first. */
async function entriesOf(work: () => Promise<unknown>) {
  const entries = ctx.db
    .selectFrom('audit_entries')
    .select(['id', 'action', 'actor_kind', 'actor_id', 'subject_id', 'address'])
    .orderBy('id', 'desc')
  const before = new Set((await entries.execute()).map(({ id }) => id))
  await work()
  return (await entries.execute()).filter(({ id }) => !before.has(id))
}

test.each(STREAMS)('$title is on record', async (route: Titled) => {
  const { endpoint, url, title } = route
  expect(ids[title] !== undefined || !url.includes(':'), 'say in this test what it is called with').toBe(true)
  let status = 0
  const entries = await entriesOf(async () => {
    status = (await owner.get(withQuery(endpoint, url.replace(/:\w+/, ids[title] ?? ''), ids[title] ?? ''))).status
  })
  expect(status).toBe(200)
  expect(entries.map(({ action }) => action)).toEqual([expect.stringMatching(/\.exported$/)])
  expect(entries[0]).toMatchObject({ actor_kind: 'member', actor_id: expect.any(String), address: '127.0.0.0' })
})

describe('on record are', () => {
  const words = { nameFa: 'اندازه', nameEn: 'Size', description: null, choices: [] }
  const text = { fa: 'متنی که مشتری می‌خواند', en: 'What the customer reads' }
  const acts: readonly (readonly [AuditAction, () => Promise<{ status: number }>])[] = [
    ['settings.changed', async () => owner.put('/api/workspace', { ...(await owner.get('/api/workspace')).body, name: 'Another name' })],
    ['settings.changed', () => owner.put('/api/orders/window', { days: 40 })],
    ['settings.changed', () => owner.put('/api/insights/settings', { margin: 0.3 })],
    ['settings.changed', () => owner.post('/api/attributes', { ...words, key: 'size', type: 'text' })],
    ['settings.changed', () => owner.put('/api/attributes/size', { ...words, archived: true })],
    ['consent.settings_changed', () => owner.put('/api/consent/purposes/club', { name: text, text, confirmedOn: [], isArchived: false })],
    ['privacy.settings_changed', () => owner.put('/api/privacy/settings', { eraseAfterDays: 3 })],
    ['privacy.settings_changed', () => owner.put('/api/privacy/retention/events.visits', { days: 90 })],
    ['audit.settings_changed', () => owner.put('/api/audit/settings', { keepDays: 90 })],
    ['role.created', () => owner.post('/api/roles', { name: 'Packer', permissions: ['orders:read'] })],
    [
      'role.changed',
      async () => owner.put(`/api/roles/${await idOf('workspaces_roles')}`, { name: 'Packer', permissions: ['orders:write'] }),
    ],
    ['role.deleted', async () => owner.delete(`/api/roles/${await idOf('workspaces_roles')}`)],
    ['member.invited', () => owner.post('/api/invitations', { email: null, role: 'agent', language: 'en' })],
    ['invitation.revoked', async () => owner.delete(`/api/invitations/${await idOf('workspaces_invitations')}`)],
    ['member.role_changed', async () => owner.put(`/api/members/${(await app.joined('agent')).userId}/role`, { role: 'viewer' })],
    ['member.removed', async () => owner.delete(`/api/members/${(await app.joined('agent')).userId}`)],
    ['token.created', () => owner.post('/api/tokens', { name: 'A program', scopes: ['orders:read'], expiresAt: null })],
    ['token.rotated', async () => owner.post(`/api/tokens/${await idOf('tokens')}/keys`, { oldKeyHours: 1 })],
    ['token.revoked', async () => owner.delete(`/api/tokens/${await idOf('tokens')}`)],
    ['key.created', () => owner.post('/api/tracking/sources', SOURCE)],
    ['key.changed', async () => owner.put(`/api/tracking/sources/${await idOf('tracking_sources')}`, SOURCE)],
    ['key.rotated', async () => owner.post(`/api/tracking/sources/${await idOf('tracking_sources')}/keys`, { hours: 1 })],
    ['key.revoked', async () => owner.delete(`/api/tracking/sources/${await idOf('tracking_sources')}/keys`)],
    ['webhook.changed', () => owner.post('/api/webhooks', { url: 'https://shop.example/hook', description: '', events: null })],
    ['webhook.changed', async () => owner.get(`/api/webhooks/${await idOf('webhooks_endpoints')}/secret`)],
    ['shop.connected', () => owner.post('/api/shops', { platform: 'plain', name: 'A shop' })],
    ['shop.changed', async () => owner.get(`/api/shops/${await idOf('shops_connections')}/door`)],
    ['shop.changed', async () => owner.put(`/api/shops/${await idOf('shops_connections')}/secret`, {})],
    ['shop.changed', async () => owner.put(`/api/shops/${await idOf('shops_connections')}/pause`)],
    ['shop.disconnected', async () => owner.delete(`/api/shops/${await idOf('shops_connections')}`)],
    ['customer.viewed', async () => owner.get(`/api/customers/${(await makeCustomer(ctx)).id}`)],
    ['customer.merged', async () => owner.post('/api/customers/merges', await twoCustomers())],
    ['customer.unmerged', async () => owner.delete(`/api/customers/merges/${await idOf('customers_merges')}`)],
    ['customer.erased', async () => owner.post('/api/privacy/erasures', { customerId: (await makeCustomer(ctx)).id, reason: 'own_wish' })],
  ]

  test.each(acts)('%s', async (action, act) => {
    let status = 0
    const entries = await entriesOf(async () => (status = (await act()).status))
    expect([200, 201, 202, 204]).toContain(status)
    expect(entries.map((entry) => entry.action)).toContain(action)
    expect(entries.every(({ actor_kind, address }) => actor_kind === 'member' && address === '127.0.0.0')).toBe(true)
  })

  test('signing in, failing to, and signing out', async () => {
    const userId = await makeUser(ctx.server, ctx.workspace.id)
    const visitor = app.anonymous()
    const signIn = (password: string) => visitor.post('/api/auth/sign-in/email', { email: SARA.email, password })
    expect(await entriesOf(() => signIn('not the password'))).toMatchObject([
      { action: 'session.refused', actor_kind: 'stranger', actor_id: null, subject_id: userId, address: '127.0.0.0' },
    ])
    let cookie = ''
    const opened = await entriesOf(async () => {
      const answer = await signIn(SARA.password)
      cookie = [answer.headers['set-cookie']]
        .flat()
        .map((each) => String(each).split(';')[0])
        .join('; ')
    })
    expect(opened).toMatchObject([{ action: 'session.opened', actor_kind: 'member', actor_id: userId }])
    expect(await entriesOf(() => visitor.post('/api/auth/sign-out', undefined, { cookie }))).toMatchObject([
      { action: 'session.ended', actor_id: userId },
    ])
    expect(await entriesOf(() => visitor.post('/api/auth/sign-in/email', { email: 'nobody@shop.example', password: 'x' }))).toEqual([])
  })
})

const SOURCE = { name: 'Site', kind: 'server', idSpace: '', allowedOrigins: [], needsConsent: false }

type Table =
  | 'workspaces_roles'
  | 'workspaces_invitations'
  | 'tokens'
  | 'tracking_sources'
  | 'webhooks_endpoints'
  | 'shops_connections'
  | 'customers_merges'

/** What was made last. */
async function idOf(table: Table): Promise<string> {
  const { id } = await ctx.db.selectFrom(table).select('id').orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
  return id
}

async function twoCustomers() {
  return { survivorId: (await makeCustomer(ctx)).id, absorbedId: (await makeCustomer(ctx)).id }
}
