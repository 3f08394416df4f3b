import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { testApp, testCtx, type TestApp, type TestCtx } from '#test/lab'
import { keyed, makeSource } from './make.ts'

let ctx: TestCtx
let app: TestApp
let key: string

beforeAll(async () => {
  ctx = await testCtx()
  app = await testApp(ctx)
  key = (await makeSource(ctx)).key
})

const page = (over: object = {}) => ({ type: 'page', anonymousId: 'a1', messageId: crypto.randomUUID(), name: 'Home', ...over })
const post = (path: string, body: unknown, headers: Record<string, string> = keyed(key)) =>
  app.anonymous().post(`/v1${path}`, body, { 'content-type': 'application/json', origin: '', ...headers })
const kept = () =>
  ctx.db.selectFrom('tracking_messages').select(['message_id', 'type', 'body', 'occurred_at', 'received_at']).orderBy('id').execute()
const messages = async (...ids: string[]) => (await kept()).filter(({ message_id }) => ids.includes(message_id))
const refusals = () => ctx.db.selectFrom('tracking_refusals').selectAll().orderBy('id', 'desc').execute()

describe('a message', () => {
  test('is stored when the answer comes', async () => {
    const answer = await post('/track', { userId: 'u1', event: 'Looked', messageId: 'm1', properties: { n: 1 } })
    expect([answer.status, answer.body]).toEqual([200, { success: true }])
    const [row] = await messages('m1')
    expect(row).toMatchObject({ type: 'track', body: { userId: 'u1', event: 'Looked', properties: { n: 1 }, type: 'track' } })
  })

  test('is taken once, however often and at once it comes', async () => {
    const message = { userId: 'u1', event: 'Looked', messageId: 'again' }
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => post('/t', message)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(await messages('again')).toHaveLength(1)
  })

  test('may name its key in the body, as text, and gets an id when it has none', async () => {
    const before = (await kept()).length
    const answer = await post('/p', JSON.stringify({ writeKey: key, anonymousId: 'a1' }), { 'content-type': 'text/plain' })
    expect(answer.status).toBe(200)
    const last = (await kept()).at(-1)
    expect(await kept()).toHaveLength(before + 1)
    expect(last?.message_id).toMatch(/^[0-9a-f-]{36}$/)
    expect(JSON.stringify(last?.body)).not.toContain(key)
  })

  test('keeps no address of the sender', async () => {
    await post('/track', { userId: 'u1', event: 'Looked', messageId: 'ip', context: { ip: '203.0.113.7', locale: 'fa' } })
    const [row] = await messages('ip')
    expect(row?.body).toMatchObject({ context: { locale: 'fa' } })
    expect(JSON.stringify(row?.body)).not.toContain('203.0.113.7')
  })

  test('happened when the sender says, its clock set right', async () => {
    const wrong = (ms: number) => new Date(Date.now() + 3_600_000 + ms).toISOString()
    await post('/track', { userId: 'u1', event: 'Looked', messageId: 'skew', timestamp: wrong(-10_000), sentAt: wrong(0) })
    const [row] = await messages('skew')
    expect(row!.received_at.getTime() - row!.occurred_at.getTime()).toBe(10_000)
  })
})

describe('a batch', () => {
  test('is kept but for the messages that are refused, which are named', async () => {
    const answer = await post('/batch', {
      batch: [page({ messageId: 'b0' }), { type: 'track', userId: 'u1', messageId: 'b1' }, 7, page({ messageId: 'b3' })],
    })
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      success: true,
      errors: [
        { index: 1, messageId: 'b1', code: 'tracking.no_event_name', path: 'event' },
        { index: 2, messageId: null, code: 'tracking.not_an_object', path: '' },
      ],
    })
    expect((await messages('b0', 'b1', 'b3')).map(({ message_id }) => message_id)).toEqual(['b0', 'b3'])
    const noted = (await refusals()).find(({ message_id }) => message_id === 'b1')
    expect(noted).toMatchObject({ code: 'tracking.no_event_name', path: 'event', type: 'track' })
  })

  test('comes packed as well', async () => {
    const bytes = gzipSync(JSON.stringify({ batch: [page({ messageId: 'zip' })] }))
    const answer = await post('/batch', bytes, { ...keyed(key), 'content-encoding': 'gzip' })
    expect(answer.status).toBe(200)
    expect(await messages('zip')).toHaveLength(1)
  })

  test('keeps the order of its messages', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => `order-${99 - index}`)
    await post('/batch', { batch: ids.map((messageId) => page({ messageId })) })
    expect((await messages(...ids)).map(({ message_id }) => message_id)).toEqual(ids)
  })

  test.each([
    ['is no batch', { batch: 7 }, 400, 'tracking.no_batch'],
    ['has too many messages', { batch: Array.from({ length: 2_501 }, () => 1) }, 400, 'tracking.too_many_messages'],
    ['is too large', { batch: [], junk: 'x'.repeat(513_000) }, 413, 'tracking.request_too_large'],
    ['is far too large', { batch: [], junk: 'x'.repeat(2_000_000) }, 413, 'core.too_large'],
    ['is no JSON', '{"batch":[', 400, 'tracking.malformed_json'],
  ])('is refused when it %s', async (_, body, status, code) => {
    const answer = await post('/batch', body)
    expect([answer.status, answer.body.error.code]).toEqual([status, code])
  })

  test('is cut off when it is small and unpacks into something large', async () => {
    const answer = await post('/batch', gzipSync(Buffer.alloc(50_000_000)), { ...keyed(key), 'content-encoding': 'gzip' })
    expect([answer.status, answer.body.error.code]).toEqual([413, 'tracking.request_too_large'])
    const broken = await post('/batch', Buffer.from('no gzip'), { ...keyed(key), 'content-encoding': 'gzip' })
    expect([broken.status, broken.body.error.code]).toEqual([400, 'tracking.malformed_gzip'])
  })

  test('has no message above 32 kB', async () => {
    const answer = await post('/batch', { batch: [page({ properties: { junk: 'x'.repeat(33_000) } }), page({ messageId: 'small' })] })
    expect(answer.body.errors).toMatchObject([{ index: 0, code: 'tracking.message_too_large' }])
    expect(await messages('small')).toHaveLength(1)
  })
})

describe('a key', () => {
  test('that nobody has is refused', async () => {
    const other = await makeSource({ ...ctx, workspace: (await app.otherWorkspace()).workspace, db: ctx.server.db })
    for (const wrong of [
      '',
      'nonsense',
      key.slice(0, -1) + (key.endsWith('0') ? '1' : '0'),
      key.replace(/.{22}_/, `${other.key.split('_').at(-2)}_`),
    ]) {
      const answer = await post('/track', { userId: 'u1', event: 'Looked' }, keyed(wrong))
      expect([answer.status, answer.body.error.code]).toEqual([401, 'tracking.unknown_key'])
    }
  })

  test('of a website sends from its pages only, when they are named', async () => {
    const { key } = await makeSource(ctx, { kind: 'browser', allowedOrigins: ['https://shop.example'] })
    const from = (origin: string) => post('/page', page(), { ...keyed(key), origin })
    expect((await from('https://shop.example')).status).toBe(200)
    expect((await from('https://other.example')).body.error.code).toBe('tracking.other_origin')
    expect((await refusals())[0]?.code).toBe('tracking.other_origin')
  })

  test('before a change still holds for a while, then no more', async () => {
    const owner = app.as('owner')
    const { source, key } = (await owner.post('/api/tracking/sources', { name: 'Site', kind: 'server' })).body
    const kept = (await owner.post(`/api/tracking/sources/${source.id}/keys`, { hours: 1 })).body
    expect((await post('/page', page(), keyed(key))).status).toBe(200)
    expect((await post('/page', page(), keyed(kept.key))).status).toBe(200)
    const unused = (await owner.post(`/api/tracking/sources/${source.id}/keys`, { hours: 1 })).body.key
    const last = (await owner.post(`/api/tracking/sources/${source.id}/keys`, { hours: 0 })).body.key
    expect((await post('/page', page(), keyed(unused))).body.error.code).toBe('tracking.unknown_key')
    expect((await post('/page', page(), keyed(last))).status).toBe(200)
  })

  test('that was taken back is refused, and the owner sees that somebody still uses it', async () => {
    const { source, key } = await makeSource(ctx)
    expect((await app.as('owner').delete(`/api/tracking/sources/${source.id}/keys`)).status).toBe(204)
    const answer = await post('/page', page(), keyed(key))
    expect([answer.status, answer.body.error.code]).toEqual([401, 'tracking.revoked_key'])
    expect((await refusals())[0]).toMatchObject({ code: 'tracking.revoked_key', source_id: source.id })
    expect((await app.as('owner').delete(`/api/tracking/sources/${source.id}/keys`)).body.error.code).toBe('tracking.source_revoked')
  })

  test('of another workspace opens nothing here', async () => {
    const other = await app.otherWorkspace()
    const { source, key } = (await other.as('owner').post('/api/tracking/sources', { name: 'Theirs', kind: 'server' })).body
    const before = (await kept()).length
    expect((await post('/page', page(), keyed(key))).status).toBe(200)
    expect(await kept()).toHaveLength(before)
    const answers = [
      await app.as('owner').put(`/api/tracking/sources/${source.id}`, { name: 'Mine' }),
      await app.as('owner').post(`/api/tracking/sources/${source.id}/keys`, {}),
      await app.as('owner').delete(`/api/tracking/sources/${source.id}/keys`),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
  })
})

describe('a page of another site', () => {
  test('may ask beforehand, send, and read the answer, refusals too', async () => {
    const asked = await app.anonymous().open('OPTIONS' as 'GET', '/v1/t', undefined, { origin: 'https://shop.example' })
    expect([asked.status, asked.headers['access-control-allow-origin']]).toEqual([204, '*'])
    expect(asked.headers['access-control-allow-headers']).toContain('authorization')
    const refused = await post('/t', {}, { origin: 'https://shop.example' })
    expect([refused.status, refused.headers['access-control-allow-origin']]).toEqual([401, '*'])
  })

  test('learns from us as its CDN where analytics.js sends', async () => {
    const answer = await app.anonymous().get(`/v1/projects/${key}/settings`)
    expect(answer.body.integrations['Segment.io']).toEqual({ apiKey: key, apiHost: 'localhost:3000/v1', protocol: 'http' })
  })
})
