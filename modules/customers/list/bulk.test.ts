import { expect, test } from 'vitest'
import { runJobs, testApp, testCtx } from '#test/lab'
import { makeCustomer } from '../make.ts'

const tagsOf = async (ctx: Awaited<ReturnType<typeof testCtx>>) =>
  (await ctx.db.selectFrom('customers').select(['name', 'tags']).orderBy('id').execute()).map(
    ({ name, tags }) => `${name}: ${tags.join(' ')}`,
  )

const inTehran = { field: 'name', op: 'contains', value: 'Sara' }

test('all customers that a list shows get a tag, but not those left out', async () => {
  const ctx = await testCtx()
  const app = (await testApp(ctx)).as('marketer')
  const left = await makeCustomer(ctx, { name: 'Sara L' })
  await makeCustomer(ctx, { name: 'Sara M' })
  await makeCustomer(ctx, { name: 'Ali' })
  const customers = { wanted: { filter: inTehran }, except: [left.id] }
  expect((await app.post('/api/customers/counts', { customers })).body).toEqual({ total: 1 })
  const answer = await app.post('/api/customers/bulks', { customers, change: { addTags: ['vip'] } })
  expect(answer).toMatchObject({ status: 202, body: { state: 'done', total: 1, done: 1 } })
  expect(await tagsOf(ctx)).toEqual(['Sara L: ', 'Sara M: vip', 'Ali: '])
  expect(
    (await app.get(`/api/customers?filter=${encodeURIComponent('{"field":"tags","op":"any_of","value":["vip"]}')}`)).body,
  ).toMatchObject({
    total: 1,
    rows: [{ name: 'Sara M', tags: ['vip'] }],
  })
})

test('more than a step takes is changed in the background, once each, and two at once do not disturb each other', async () => {
  const ctx = await testCtx()
  const test = await testApp(ctx)
  const app = test.as('marketer')
  for (let k = 0; k < 1001; k++) await makeCustomer(ctx, { name: `Sara ${k}` })
  const [one, other] = await Promise.all([
    app.post('/api/customers/bulks', { customers: { wanted: {} }, change: { addTags: ['vip'] } }),
    app.post('/api/customers/bulks', { customers: { wanted: {} }, change: { fields: { kind: 'business' } } }),
  ])
  expect(one.body).toMatchObject({ state: 'running', total: 1001 })
  await runJobs(test.server)
  expect((await app.get(`/api/customers/bulks/${one.body.id}`)).body).toMatchObject({ state: 'done', done: 1001 })
  expect((await app.get(`/api/customers/bulks/${other.body.id}`)).body).toMatchObject({ state: 'done', done: 1001 })
  const rows = await ctx.db.selectFrom('customers').select(['tags', 'kind']).execute()
  expect(rows.filter(({ tags, kind }) => tags.includes('vip') && kind === 'business')).toHaveLength(1001)
})

test('a change that was cancelled goes no further', async () => {
  const ctx = await testCtx()
  const test = await testApp(ctx)
  const app = test.as('marketer')
  for (let k = 0; k < 501; k++) await makeCustomer(ctx)
  const { body } = await app.post('/api/customers/bulks', { customers: { wanted: {} }, change: { addTags: ['vip'] } })
  expect((await app.delete(`/api/customers/bulks/${body.id}`)).status).toBe(204)
  await runJobs(test.server)
  expect((await app.get(`/api/customers/bulks/${body.id}`)).body).toMatchObject({ state: 'cancelled', done: 0 })
  expect((await ctx.db.selectFrom('customers').select('tags').execute()).flatMap(({ tags }) => tags)).toEqual([])
})

test("another workspace's customers are not changed, and its changes are not seen", async () => {
  const ctx = await testCtx()
  const test = await testApp(ctx)
  const stranger = (await test.otherWorkspace()).as('owner')
  const { id } = await makeCustomer(ctx)
  const answer = await stranger.post('/api/customers/bulks', { customers: { ids: [id] }, change: { addTags: ['vip'] } })
  expect(answer.body).toMatchObject({ total: 0, done: 0 })
  const mine = await test.as('owner').post('/api/customers/bulks', { customers: { ids: [id] }, change: { addTags: ['kept'] } })
  expect((await stranger.get(`/api/customers/bulks/${mine.body.id}`)).body.error.code).toBe('customers.bulk_not_found')
  expect(await tagsOf(ctx)).toEqual(['Sara: kept'])
})

test('what could not be said about one customer cannot be said about many', async () => {
  const ctx = await testCtx()
  const app = await testApp(ctx)
  const owner = app.as('owner')
  const { id } = await makeCustomer(ctx)
  const choices = ['gold', 'silver']
  await owner.post('/api/attributes', { key: 'level', type: 'choice', nameFa: null, nameEn: 'Level', description: null, choices })
  const change = async (change: object) => (await owner.post('/api/customers/bulks', { customers: { ids: [id] }, change })).body
  expect((await change({ attributes: { level: 'bronze' } })).error.code).toBe('customers.unfit_attribute')
  expect((await change({ attributes: { size: 4 } })).error.code).toBe('customers.unfit_attribute')
  expect((await change({ fields: { ownerId: 'somebody' } })).error.code).toBe('customers.not_a_member')
  expect(await change({ attributes: { level: 'gold' } })).toMatchObject({ state: 'done', done: 1 })
  expect(await change({ attributes: { level: null } })).toMatchObject({ state: 'done', done: 1 })
})

test('a change whose worker died goes on where it stood', async () => {
  const ctx = await testCtx()
  const test = await testApp(ctx)
  const app = test.as('marketer')
  for (let k = 0; k < 501; k++) await makeCustomer(ctx)
  const { body } = await app.post('/api/customers/bulks', { customers: { wanted: {} }, change: { addTags: ['vip'] } })
  const first = await ctx.db.selectFrom('customers').select('id').orderBy('id').limit(200).execute()
  // As a worker leaves it that was killed after a step.
  await ctx.db
    .updateTable('customers_bulks')
    .set({ last_id: first.at(-1)?.id ?? null, done: 200, heartbeat_at: new Date(Date.now() - 60_000) })
    .where('id', '=', body.id)
    .execute()
  await runJobs(test.server)
  expect((await app.get(`/api/customers/bulks/${body.id}`)).body).toMatchObject({ state: 'done', done: 501 })
  const rows = await ctx.db.selectFrom('customers').select('tags').orderBy('id').execute()
  expect(rows.filter(({ tags }) => tags.includes('vip'))).toHaveLength(301)
})
