import { beforeAll, expect, test } from 'vitest'
import { testApp, testCtx, type TestApp, type TestCtx } from '#test/lab'
import { makeCustomer } from './make.ts'

let ctx: TestCtx
let app: TestApp

beforeAll(async () => {
  ctx = await testCtx()
  app = await testApp(ctx)
})

const add = (body: object) => app.as('agent').post('/api/customers', body)
const shown = async (id: string) => (await app.as('owner').get(`/api/customers/${id}`)).body

test('A prospect is added by hand, found by search, and known by the phone from then on.', async () => {
  const { status, body } = await add({ name: 'مينا  راد', phone: '۰۹۱۲ ۱۱۱ ۲۲ ۳۳', kind: 'business' })
  expect(status).toBe(201)
  expect(await shown(body.id)).toMatchObject({ name: 'مینا راد', phone: '+989121112233', kind: 'business', purchases: 0, isVisitor: false })
  const { rows } = (await app.as('owner').get('/api/customers?search=09121112233')).body
  expect(rows.map((row: { id: string }) => row.id)).toEqual([body.id])
  const { rows: edits } = (await app.as('owner').get(`/api/customers/${body.id}/edits?field=name`)).body
  expect(edits).toMatchObject([{ after: 'مینا راد', by: 'The agent' }])
})

test('Nobody is added without a name or a contact, nor with one that cannot be read.', async () => {
  expect((await add({ kind: 'person' })).status).toBe(400)
  expect((await add({ name: 'A', phone: 'soon' })).body.error.code).toBe('customers.not_a_phone')
  expect((await add({ name: 'A', email: 'nobody' })).body.error.code).toBe('customers.not_a_email')
})

test('A known contact is refused with whom it leads to; added anyway, the two may be one person.', async () => {
  const first = (await add({ name: 'Kian', email: 'kian@example.com' })).body
  const again = { name: 'Kian Rad', email: 'Kian@Example.com' }
  const refusal = await add(again)
  expect(refusal.body.error).toMatchObject({ code: 'customers.contact_known', details: { id: first.id, name: 'Kian' } })
  const second = (await add({ ...again, anyway: true })).body
  const { rows } = (await app.as('owner').get(`/api/customers/suggestions?customerId=${second.id}`)).body
  expect(rows.map((row: { one: { id: string }; other: { id: string } }) => [row.one.id, row.other.id].toSorted())).toEqual([
    [String(first.id), String(second.id)].toSorted(),
  ])
})

test('Of two who add the same person at once one is added.', async () => {
  const answers = await Promise.all([1, 2, 3].map(() => add({ name: 'Ava', phone: '+989120000009' })))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409])
})

test('A contact of another workspace is nobody here.', async () => {
  await makeCustomer(ctx, { name: 'Omid' })
  await add({ name: 'Omid', email: 'omid@example.com' })
  const stranger = (await app.otherWorkspace()).as('owner')
  expect((await stranger.post('/api/customers', { name: 'Omid', email: 'omid@example.com' })).status).toBe(201)
})
