import { expect, test } from 'vitest'
import { testApp, testCtx } from '#test/lab'
import { makeCustomer } from '../make.ts'

const list = { filter: { field: 'city', op: 'is', value: 'Tehran' }, columns: ['name', 'city'], sort: '-revenue' } as const

test('a view is kept for oneself or for everybody, and opens by itself where the member says so', async () => {
  const app = await testApp()
  const [owner, agent] = [app.as('owner'), app.as('agent')]
  const mine = (await owner.post('/api/customers/views', { name: 'Mine', isShared: false, list })).body.id
  const shared = (await owner.post('/api/customers/views', { name: 'Ours', isShared: true, list })).body.id
  expect((await agent.get('/api/customers/views')).body.views).toEqual([{ id: shared, name: 'Ours', isShared: true, list }])
  expect((await owner.get('/api/customers/views')).body.views).toHaveLength(2)
  expect((await agent.put('/api/customers/views/own', { defaultViewId: shared, columns: ['name', 'phone'] })).status).toBe(204)
  expect((await agent.get('/api/customers/views')).body).toMatchObject({ defaultViewId: shared, columns: ['name', 'phone'] })
  expect((await owner.get('/api/customers/views')).body).toMatchObject({ defaultViewId: null, columns: null })
  expect((await agent.put('/api/customers/views/own', { defaultViewId: mine })).body.error.code).toBe('customers.view_not_found')
  await owner.delete(`/api/customers/views/${shared}`)
  expect((await agent.get('/api/customers/views')).body).toMatchObject({ views: [], defaultViewId: null, columns: ['name', 'phone'] })
})

test("another member's own view and another workspace's view are not found", async () => {
  const app = await testApp()
  const { id } = (await app.as('owner').post('/api/customers/views', { name: 'Mine', isShared: false, list })).body
  const stranger = (await app.otherWorkspace()).as('owner')
  for (const other of [app.as('agent'), stranger]) {
    expect((await other.put(`/api/customers/views/${id}`, { name: 'x', isShared: false, list })).body.error.code).toBe(
      'customers.view_not_found',
    )
    expect((await other.delete(`/api/customers/views/${id}`)).status).toBe(404)
  }
})

test('two columns settings saved at once leave one of them', async () => {
  const agent = (await testApp()).as('agent')
  const both = await Promise.all([
    agent.put('/api/customers/views/own', { columns: ['name', 'city'] }),
    agent.put('/api/customers/views/own', { columns: ['name', 'tags'] }),
  ])
  expect(both.map(({ status }) => status)).toEqual([204, 204])
  expect([
    ['name', 'city'],
    ['name', 'tags'],
  ]).toContainEqual((await agent.get('/api/customers/views')).body.columns)
})

test('who may not contact customers sees addresses only hinted at, in lists and in files', async () => {
  const ctx = await testCtx()
  const app = await testApp(ctx)
  await makeCustomer(ctx, { name: 'Sara', phone: '+989121234567', email: 'sara@shop.example' })
  const seen = (await app.as('marketer').get('/api/customers')).body.rows[0]
  expect(seen).toMatchObject({ name: 'Sara', phone: '+98•••67', email: 's•••@shop.example' })
  const file = (await app.as('marketer').get('/api/customers/export?format=csv&language=en&shown=name,phone,email')).text
  expect(file).toContain('Sara')
  expect(file).not.toContain('9121234567')
  expect((await app.as('owner').get('/api/customers')).body.rows[0].phone).toBe('+989121234567')
})

test('a file has the columns of the list in their order, the chosen rows, and is told of in the audit log', async () => {
  const ctx = await testCtx()
  const owner = (await testApp(ctx)).as('owner')
  const { id } = await makeCustomer(ctx, { name: 'Sara' })
  await makeCustomer(ctx, { name: 'Ali' })
  await owner.post('/api/customers/bulks', { customers: { ids: [id] }, change: { addTags: ['vip'], fields: { city: 'Tehran' } } })
  const read = async (query: string) =>
    (await owner.get(`/api/customers/export?format=csv&language=en&${query}`)).text.replace('\uFEFF', '').trim().split('\r\n')
  expect(await read(`shown=city,name,tags,stage&ids=${id}`)).toEqual(['City,Name,Tags,Stage', 'Tehran,Sara,vip,Prospect'])
  expect(await read(`shown=name&except=${id}`)).toEqual(['Name', 'Ali'])
  const entries = await ctx.db.selectFrom('audit_entries').select(['action']).where('action', '=', 'customers.exported').execute()
  expect(entries).toHaveLength(2)
})
