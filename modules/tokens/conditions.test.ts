import { expect, test } from 'vitest'
import { permissionsOf } from '../../app/permissions.ts'
import { makeToken } from './make.ts'
import { testApp, testCtx } from '#test/lab'

async function shop(scopes: readonly string[] = [...permissionsOf('owner')]) {
  const ctx = await testCtx()
  const app = await testApp(ctx)
  await app.as('owner').cookie()
  const { user_id: createdBy } = await ctx.server.db.selectFrom('workspaces_members').select('user_id').executeTakeFirstOrThrow()
  const { key } = await makeToken(ctx.server, { workspaceId: ctx.workspace.id, createdBy, scopes })
  const program = app.anonymous()
  const by = (more: Record<string, string> = {}) => ({ authorization: `Bearer ${key}`, ...more })
  const read = (more?: Record<string, string>) => program.get('/api/v1/workspace', by(more))
  const { id: _id, ...settings } = (await read()).body
  const rename = (name: string, more?: Record<string, string>) => program.put('/api/v1/workspace', { ...settings, name }, by(more))
  return { ctx, app, program, by, read, rename }
}

test('what has not changed since it was read is not sent again', async () => {
  const { read, rename } = await shop()
  const { headers } = await read()
  const tag = String(headers.etag)
  expect(tag).toMatch(/^"[\w-]{27}"$/)
  for (const list of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
    const again = await read({ 'if-none-match': list })
    expect([again.status, again.text, again.headers.etag]).toEqual([304, '', tag])
  }
  await rename('Another name')
  const changed = await read({ 'if-none-match': tag })
  expect([changed.status, changed.body.name]).toEqual([200, 'Another name'])
})

test('a write that names what it has seen happens only while that still holds', async () => {
  const { read, rename } = await shop()
  const tag = String((await read()).headers.etag)
  expect((await rename('First', { 'if-match': tag })).status).toBe(200)
  const late = await rename('Second', { 'if-match': tag })
  expect([late.status, late.body.code, late.body.status]).toEqual([412, 'core.changed_meanwhile', 412])
  expect((await rename('Second', { 'if-match': `W/${String((await read()).headers.etag)}` })).status).toBe(412)
  expect((await rename('Third', { 'if-match': '*' })).status).toBe(200)
  expect((await read()).body.name).toBe('Third')
  expect((await rename('Fourth')).status).toBe(200)
})

test('of ten that saw the same, one writes', async () => {
  const { read, rename } = await shop()
  const tag = String((await read()).headers.etag)
  const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => rename(`Name ${index}`, { 'if-match': tag })))
  expect(answers.filter(({ status }) => status === 412)).toHaveLength(9)
  const winner = answers.findIndex(({ status }) => status === 200)
  expect((await read()).body.name).toBe(`Name ${winner}`)
})

test('a conditional write that is sent again gives its answer, although its condition does not hold any more', async () => {
  const { read, rename } = await shop()
  const headers = { 'if-match': String((await read()).headers.etag), 'idempotency-key': 'rename' }
  const answers = await Promise.all([rename('New', headers), rename('New', headers), rename('New', headers)])
  expect(answers.map(({ status, text }) => [status, text])).toEqual(answers.map(() => [200, answers[0]?.text]))
  expect((await rename('New', headers)).headers['idempotency-replayed']).toBe('true')
})

test('a condition tells nothing to who may not read, and cannot be put where nothing is read', async () => {
  const { rename, program, by } = await shop()
  const noReader = await program.put('/api/v1/events/parked/x/1/retry', undefined, by({ 'if-match': '*' }))
  expect([noReader.status, noReader.body.code]).toEqual([400, 'core.no_version_here'])
  expect((await rename('x', { 'if-match': '*' })).status).toBe(200)
  const blind = await shop(['workspaces:configure', 'workspaces:read'])
  await blind.ctx.db
    .updateTable('tokens')
    .set({ scopes: ['workspaces:configure'] })
    .execute()
  const answer = await blind.rename('x', { 'if-match': '*' })
  expect([answer.status, answer.body.code]).toEqual([403, 'core.forbidden'])
})

test('sessions have versions and conditions too', async () => {
  const { app } = await shop()
  const owner = app.as('owner')
  const { headers, body } = await owner.get('/api/workspace')
  expect((await owner.get('/api/workspace', { 'if-none-match': String(headers.etag) })).status).toBe(304)
  const { id: _id, ...settings } = body
  const rename = (name: string) => owner.put('/api/workspace', { ...settings, name }, { 'if-match': String(headers.etag) })
  expect([(await rename('a')).status, (await rename('b')).status]).toEqual([200, 412])
})

test('errors are problem details in the language that is asked for', async () => {
  const { program, by } = await shop()
  const wrong = (language?: string) => program.put('/api/v1/workspace', { name: '' }, by(language ? { 'accept-language': language } : {}))
  const english = await wrong()
  expect([english.status, english.headers['content-type'], english.headers['content-language']]).toEqual([
    400,
    'application/problem+json; charset=utf-8',
    'en',
  ])
  expect(english.body).toMatchObject({
    type: '/api/v1/reference#core.invalid_input',
    title: 'This request cannot be used',
    status: 400,
    detail: 'Some of the values cannot be used. Please check them.',
    code: 'core.invalid_input',
    instance: `urn:uuid:${String(english.headers['x-request-id'])}`,
  })
  expect(english.body.errors).toContainEqual({ field: 'body.name' })
  const persian = await wrong('de;q=0.9, fa-IR;q=0.8, en;q=0.5')
  expect([persian.headers['content-language'], persian.body.title]).toEqual(['fa', 'این درخواست پذیرفتنی نیست'])
  expect(persian.body.detail).toMatch(/[آ-ی]/)
})

test('what is nowhere, too much or malformed is a problem as well, and outside the management API errors stay as they are', async () => {
  const { program, by, app } = await shop()
  expect((await program.get('/api/v1/nowhere', by())).body).toMatchObject({ status: 404, code: 'core.not_found', title: 'Not found' })
  const json = by({ 'content-type': 'application/json' })
  expect((await program.put('/api/v1/workspace', '{"name":', json)).body).toMatchObject({ status: 400, code: 'core.invalid_input' })
  expect((await program.put('/api/v1/workspace', `"${'x'.repeat(1_100_000)}"`, json)).body).toMatchObject({
    status: 413,
    code: 'core.too_large',
  })
  expect((await program.put('/api/v1/workspace', 'a', by({ 'content-type': 'text/csv' }))).body).toMatchObject({ status: 415 })
  expect((await app.anonymous().get('/api/nowhere')).body).toEqual({ error: { code: 'core.not_found', details: {} } })
})
