import { beforeAll, describe, expect, test } from 'vitest'
import { audit } from '#core/audit'
import { inTransaction } from '#core/context'
import { auditUser } from '#modules/workspaces'
import { makeCustomer } from '../customers/make.ts'
import { makeToken } from '../tokens/make.ts'
import { testApp, testCtx, type TestApp, type TestCtx } from '#test/lab'
import type { AuditRow } from './api.ts'
import { purgeLog } from './settings.ts'

const NOON = new Date('2026-03-21T09:00:00Z')

let ctx: TestCtx
let app: TestApp

beforeAll(async () => {
  ctx = await testCtx({ now: NOON })
  app = await testApp(ctx)
})

const read = async (query = '', role: 'owner' | 'agent' = 'owner') => {
  const answer = await app.as(role).get(`/api/audit${query}`)
  return { status: answer.status, rows: (answer.body.rows ?? []) as AuditRow[], next: answer.body.next as string | null }
}

const userOf = async (role: string) => {
  const row = await ctx.db.selectFrom('auth_users').select('id').where('name', '=', `The ${role}`).executeTakeFirstOrThrow()
  return row.id
}

describe('the audit log', () => {
  test('says who did what to whom, newest first, and only to those who may read it', async () => {
    const customer = await makeCustomer(ctx, { name: 'Sara' })
    await app.as('agent').get(`/api/customers/${customer.id}`)
    const { rows } = await read(`?subject=${customer.id}`)
    expect(rows).toMatchObject([
      {
        action: 'customer.viewed',
        actor: { kind: 'member', name: 'The agent' },
        subject: { kind: 'customer', name: 'Sara' },
        address: '127.0.0.0',
      },
    ])
    expect((await read('', 'agent')).status).toBe(403)
  })

  test('names a program by its token', async () => {
    const { key, id } = await makeToken(ctx.server, {
      workspaceId: ctx.workspace.id,
      createdBy: await userOf('agent'),
      scopes: ['consent:write', 'consent:read', 'customers:read'],
    })
    const customer = await makeCustomer(ctx, { name: 'Omid' })
    const headers = { authorization: `Bearer ${key}`, 'user-agent': 'shop-sync/2.1' }
    await app.anonymous().get(`/api/v1/customers/${customer.id}`, headers)
    const [row] = (await read(`?actor=${id}`)).rows
    expect(row).toMatchObject({ action: 'customer.viewed', actor: { kind: 'token', id, name: expect.any(String) }, agent: 'shop-sync' })
  })

  test('tells which role somebody had and has, also one of the workspace’s own', async () => {
    const { role, userId } = await app.holding(['orders:read'])
    await app.as('owner').put(`/api/members/${userId}/role`, { role: 'agent' })
    const [row] = (await read(`?subject=${userId}&action=member.role_changed`)).rows
    expect(row?.details).toEqual({ from: `Role ${role}`, to: 'agent' })
  })

  test('can be filtered by person, kind of actor, group, action, network and days', async () => {
    const at = (day: string) => ({ ...ctx, now: new Date(`${day}T10:00:00Z`) })
    const by = { kind: 'member', userId: await userOf('owner'), address: '198.51.100.0', role: 'owner', can: new Set<string>() } as const
    await audit({ ...at('2024-05-01'), actor: by }, 'token.revoked', { kind: 'token', id: 'filtered' })
    await audit(at('2024-05-02'), 'settings.changed', { kind: 'workspace', id: 'filtered' })
    const found = async (query: string) => (await read(`?subject=filtered&${query}`)).rows.map(({ action }) => action)
    expect(await found('')).toEqual(['settings.changed', 'token.revoked'])
    expect(await found(`actor=${by.userId}`)).toEqual(['token.revoked'])
    expect(await found('actor=system')).toEqual(['settings.changed'])
    expect(await found('group=keys')).toEqual(['token.revoked'])
    expect(await found('action=settings.changed')).toEqual(['settings.changed'])
    expect(await found('network=198.51.100.0')).toEqual(['token.revoked'])
    expect(await found('from=2024-05-02&to=2024-05-02')).toEqual(['settings.changed'])
    expect((await app.as('owner').get('/api/audit?group=everything')).status).toBe(400)
  })

  test('comes page by page without a gap, also where several acts share an instant, with and without a filter', async () => {
    for (let i = 0; i < 120; i++) {
      await audit({ ...ctx, now: new Date('2023-01-01T00:00:00Z') }, i % 2 ? 'key.created' : 'key.revoked', { kind: 'key', id: 'many' })
    }
    for (const filter of ['subject=many', 'subject=many&group=keys', 'group=keys&to=2023-01-02']) {
      const seen: string[] = []
      let next: string | null = ''
      while (next !== null) {
        const page = await read(`?${filter}${next ? `&cursor=${encodeURIComponent(next)}` : ''}`)
        seen.push(...page.rows.map(({ id }) => id))
        next = page.next
      }
      expect([filter, seen.length, new Set(seen).size]).toEqual([filter, 120, 120])
    }
  })

  test('can be taken out as CSV and XLSX, which is itself on record', async () => {
    const csv = await app.as('owner').get('/api/audit/export?language=en&format=csv&action=audit.exported')
    expect(csv.text).toMatch(/^\uFEFFTime,Kind of actor,Actor/)
    expect(csv.text).toContain('audit.exported')
    expect((await app.as('owner').get('/api/audit/export?format=xlsx')).status).toBe(200)
    const [last] = (await read('?action=audit.exported')).rows
    expect(last).toMatchObject({ actor: { name: 'The owner' }, details: { format: 'xlsx' } })
    expect((await app.as('marketer').get('/api/audit/export')).status).toBe(403)
  })

  test('offers people and programs to filter by, also those who are gone', async () => {
    await app.as('viewer').cookie()
    const viewer = await userOf('viewer')
    await audit({ ...ctx, actor: { kind: 'member', userId: viewer, role: 'viewer', can: new Set() } }, 'member.left', {
      kind: 'member',
      id: viewer,
    })
    await ctx.db.deleteFrom('workspaces_members').where('user_id', '=', viewer).execute()
    const { rows } = (await app.as('owner').get('/api/audit/actors')).body
    expect(rows).toContainEqual({ kind: 'member', id: viewer, name: 'The viewer' })
  })

  test('shows nothing of another workspace', async () => {
    const other = await app.otherWorkspace()
    const answer = await other.as('owner').get('/api/audit')
    expect(answer.body.rows).toEqual([])
    expect((await other.as('owner').get('/api/audit/actors')).body.rows).toHaveLength(1)
  })
})

describe('how long it is kept', () => {
  test('is two years unless the owner says otherwise, never less than thirty days, and on record', async () => {
    const owner = app.as('owner')
    expect((await owner.get('/api/audit/settings')).body).toEqual({ keepDays: 730 })
    expect((await owner.put('/api/audit/settings', { keepDays: 29 })).status).toBe(400)
    expect((await app.as('manager').put('/api/audit/settings', { keepDays: 365 })).status).toBe(403)
    const both = await Promise.all([365, 400].map((keepDays) => owner.put('/api/audit/settings', { keepDays })))
    expect(both.map(({ status }) => status)).toEqual([204, 204])
    expect((await read('?action=audit.settings_changed')).rows).toHaveLength(2)
    await owner.put('/api/audit/settings', { keepDays: 365 })
  })

  test('is carried out every night, which is on record too', async () => {
    await audit({ ...ctx, now: new Date('2024-01-01T00:00:00Z') }, 'backup.made', { kind: 'backup', id: null })
    expect(await purgeLog(ctx)).toBeGreaterThan(0)
    expect((await read('?action=backup.made')).rows).toEqual([])
    expect((await read('?action=audit.purged')).rows).toMatchObject([
      { actor: { kind: 'system' }, details: { entries: expect.any(Number) } },
    ])
    expect(await purgeLog(ctx)).toBe(0)
  })
})

describe('what happens to an account', () => {
  test('stands in the log of every workspace that its owner works in, and of no other', async () => {
    const [second, third] = [await app.otherWorkspace(), await app.otherWorkspace()]
    await Promise.all([second.as('owner').cookie(), third.as('owner').cookie()])
    const userId = await userOf('agent')
    await ctx.db
      .insertInto('workspaces_members')
      .values({ workspace_id: second.workspace.id, user_id: userId, role: 'viewer', joined_at: new Date() })
      .execute()
    await auditUser(ctx.server.db, { userId, action: 'session.refused', address: '203.0.113.0', agent: 'Firefox, Linux' }, new Date())
    const inLog = async (caller: typeof second) => (await caller.as('owner').get('/api/audit?action=session.refused')).body.rows
    const here = {
      actor: { kind: 'stranger', id: null },
      subject: { kind: 'user', name: 'The agent' },
      address: '203.0.113.0',
      agent: 'Firefox, Linux',
    }
    expect((await read('?action=session.refused')).rows).toMatchObject([here])
    expect([await inLog(second), await inLog(third)]).toMatchObject([[here], []])
  })

  test('is written in the transaction around it, which goes on in its own workspace', async () => {
    const userId = await userOf('agent')
    await inTransaction({ ...ctx, db: ctx.server.db }, async (ctx) => {
      await auditUser(ctx.db, { userId, action: 'session.revoked', by: { userId: await userOf('owner') } }, ctx.now)
      await audit(ctx, 'settings.changed', { kind: 'workspace', id: 'after' })
    })
    expect((await read('?subject=after')).rows).toHaveLength(1)
    expect((await read('?action=session.revoked')).rows).toMatchObject([{ actor: { name: 'The owner' }, subject: { name: 'The agent' } }])
  })
})
