import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { rightsOf } from '../app/permissions.ts'
import { inTransaction } from '#core/context'
import { notFound, refused } from '#core/errors'
import { routes } from '#core/http'
import { createHttp } from '#core/http-app'
import { mount } from '#core/http-mount'
import { memberContexts } from '#modules/workspaces'
import { testApp, testCtx, type TestCtx } from '#test/lab'
import { callerOf } from '#test/caller'

const trial = routes('trial')
const Id = z.object({ id: z.coerce.number().int() })

trial.get('/echo/:id', {
  summary: 'Echo',
  may: 'public',
  params: Id,
  query: z.object({ times: z.coerce.number().max(3).default(1) }),
  gives: z.object({ id: z.number(), times: z.number() }),
  run: async ({ params, query }) => ({ id: params.id, times: query.times, secret: 'stays inside' }),
})
trial.post('/note', {
  summary: 'Note',
  may: 'public',
  body: z.object({ text: z.string() }),
  gives: z.object({ text: z.string() }),
  status: 201,
  run: async ({ body }) => body,
})
trial.get('/missing', { summary: 'Missing', may: 'public', gives: 204, run: () => Promise.reject(notFound('trial.none', { what: 'it' })) })
trial.get('/broken', { summary: 'Broken', may: 'public', gives: 204, run: () => Promise.reject(new Error('sara@example.com')) })
trial.get('/wrong', { summary: 'Wrong', may: 'public', gives: z.object({ n: z.number() }), run: async () => JSON.parse('{"n":"one"}') })
trial.get('/file', {
  summary: 'File',
  may: 'public',
  gives: 'stream',
  run: async () => ({ stream: Readable.from(['a,b\n']), type: 'text/csv; charset=utf-8', fileName: 'فهرست 1.csv' }),
})
trial.get('/limited', { summary: 'Limited', may: 'public', perMinute: 2, gives: 204, run: async () => undefined })
trial.post('/torn', {
  summary: 'Writes, then fails',
  may: 'workspaces:read',
  gives: 204,
  run: async ({ ctx }) => {
    await ctx.db.insertInto('event_counters').values({ workspace_id: ctx.workspace.id, seq: 7 }).execute()
    throw refused('trial.no')
  },
})
trial.get('/transaction', {
  summary: 'Inside',
  may: 'workspaces:read',
  gives: z.object({ inside: z.boolean() }),
  run: async ({ ctx }) => ({ inside: ctx.db.isTransaction }),
})
trial.get('/streams', {
  summary: 'Outside',
  may: 'workspaces:read',
  streams: true,
  gives: z.object({ inside: z.boolean() }),
  run: async ({ ctx }) => ({ inside: ctx.db.isTransaction }),
})

test('a request is read by its schemas and answered by its schema', async () => {
  const { anonymous } = await trialApp()
  expect((await anonymous.get('/trial/echo/7')).body).toEqual({ id: 7, times: 1 })
  expect((await anonymous.post('/trial/note', { text: 'x', more: 1 })).status).toBe(201)
  const bad = await anonymous.get('/trial/echo/seven?times=9')
  expect([bad.status, bad.body]).toEqual([400, { error: { code: 'core.invalid_input', details: { fields: ['params.id'] } } }])
  for (const text of ['a\0b', 'half \ud800']) {
    const { status, body } = await anonymous.post('/trial/note', { text })
    expect([status, body.error]).toEqual([400, { code: 'core.invalid_input', details: { fields: ['body'] } }])
  }
  expect((await anonymous.post('/trial/note', '{"text":', { 'content-type': 'application/json' })).body.error.code).toBe(
    'core.invalid_input',
  )
})

test('errors say what people can use, and nothing of what went wrong inside', async () => {
  const { anonymous } = await trialApp()
  const missing = await anonymous.get('/trial/missing')
  expect([missing.status, missing.body]).toEqual([404, { error: { code: 'trial.none', details: { what: 'it' } } }])
  const broken = await anonymous.get('/trial/broken')
  expect([broken.status, broken.body.error.code]).toEqual([500, 'core.internal'])
  expect(broken.body.error.details.requestId).toBe(broken.headers['x-request-id'])
  expect(broken.text).not.toContain('sara')
  expect((await anonymous.get('/trial/wrong')).status).toBe(500)
  expect((await anonymous.get('/api/nowhere', { accept: 'text/html' })).body.error.code).toBe('core.not_found')
})

test('a route runs in one transaction, taken back when it fails, unless it streams', async () => {
  const { ctx, owner } = await trialApp()
  expect((await owner.get('/trial/transaction')).body).toEqual({ inside: true })
  expect((await owner.get('/trial/streams')).body).toEqual({ inside: false })
  expect((await owner.post('/trial/torn')).status).toBe(409)
  expect(await inTransaction(ctx, (ctx) => ctx.db.selectFrom('event_counters').selectAll().execute())).toEqual([])
})

test('a file keeps its Persian name', async () => {
  const { anonymous } = await trialApp()
  const { headers, text } = await anonymous.get('/trial/file')
  expect(text).toBe('a,b\n')
  expect(headers['content-disposition']).toBe(`attachment; filename="______1.csv"; filename*=UTF-8''${encodeURIComponent('فهرست 1.csv')}`)
})

test('too many calls are told how long to wait', async () => {
  const { anonymous } = await trialApp()
  for (const status of [204, 204]) expect((await anonymous.get('/trial/limited')).status).toBe(status)
  const { status, body, headers } = await anonymous.get('/trial/limited')
  expect([status, body.error.code]).toEqual([429, 'core.too_many_requests'])
  expect(Number(headers['retry-after'])).toBeGreaterThan(0)
})

test('a page of somebody else cannot write', async () => {
  const { anonymous } = await trialApp()
  const post = async (headers: Record<string, string>) => (await anonymous.post('/trial/note', { text: 'x' }, headers)).status
  expect(await post({ origin: 'http://localhost:3000' })).toBe(201)
  expect(await post({ origin: 'https://shop.example', host: 'shop.example' })).toBe(201)
  expect(await post({ origin: 'https://evil.example' })).toBe(403)
  expect(await post({ origin: 'null' })).toBe(403)
  expect(await post({ origin: '', 'sec-fetch-site': 'cross-site' })).toBe(403)
})

test('answers carry a strict policy and no inline script', async () => {
  const { anonymous } = await trialApp()
  const policy = String((await anonymous.get('/healthz')).headers['content-security-policy'])
  expect(policy).toContain("default-src 'self'")
  expect(policy).toContain("script-src 'self';")
  expect(policy).not.toContain("script-src 'self' 'unsafe")
})

test('the document of the interface names every route and its parts', async () => {
  const app = await testApp()
  const { body } = await app.anonymous().get('/api/openapi.json')
  expect(body.openapi).toBe('3.1.0')
  expect(body.paths['/api/workspace'].put).toMatchObject({ summary: 'Changes the settings of the workspace', tags: ['workspaces'] })
  expect(body.paths['/api/workspace'].put.requestBody.content['application/json'].schema.properties.currency).toBeDefined()
})

test('a route that names no permission does not compile', () => {
  const unsaid = () => {
    // @ts-expect-error who may call this?
    routes('trial').get('/', { summary: 'Unsaid', gives: 204, run: async () => undefined })
    // @ts-expect-error there is no such permission
    routes('trial').get('/', { summary: 'Unknown', may: 'trial:anything', gives: 204, run: async () => undefined })
    // @ts-expect-error the answer is not what the schema promises
    routes('trial').get('/', { summary: 'Other', may: 'public', gives: z.object({ n: z.number() }), run: async () => ({ n: 'one' }) })
    // @ts-expect-error a public route has no context
    routes('trial').get('/', { summary: 'Context', may: 'public', gives: 204, run: async ({ ctx }) => ctx })
  }
  expect(unsaid).not.toThrow()
})

async function trialApp() {
  const ctx: TestCtx = await testCtx()
  const lab = await testApp(ctx)
  const app = await createHttp(ctx.server, { perMinute: 1_000 })
  mount(app, ctx.server, ['/trial', trial], { contextOf: memberContexts(rightsOf) })
  app.get('/healthz', () => '')
  await app.ready()
  const cookie = await lab.as('owner').cookie()
  return { ctx, anonymous: callerOf(app, async () => undefined), owner: callerOf(app, async () => cookie) }
}
