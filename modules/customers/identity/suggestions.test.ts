import { expect, test } from 'vitest'
import { testApp, testCtx, type TestCtx } from '#test/lab'
import type { MergePreview, MergesResponse, SuggestionsPage } from '../api-identity.ts'
import { makeCustomer } from '../make.ts'
import { findSuggestions } from './find-suggestions.ts'
import { sayAbout } from './say-about.ts'

const SARA = { name: 'Sara Karimi', email: 'sara@shop.example', phone: '+989121234567' }

async function inCity(ctx: TestCtx, id: string, city: string): Promise<void> {
  await sayAbout(ctx, [{ profileId: id, at: ctx.now, by: 'test', fields: { city } }])
}

test('Customers who share a contact, or a name and more, are found among all that imports brought.', async () => {
  const ctx = await testCtx()
  const [one, other] = [await makeCustomer(ctx, SARA), await makeCustomer(ctx, { name: 'S. Karimi', email: SARA.email })]
  const [third, fourth] = [await makeCustomer(ctx, { name: 'علی‌رضا رضایی' }), await makeCustomer(ctx, { name: 'علی رضا رضایی' })]
  for (const { id } of [third, fourth]) await inCity(ctx, id, 'شیراز')
  const fifth = await makeCustomer(ctx, { name: 'Karimi Sara', phone: '+449121234567' })
  await makeCustomer(ctx, { name: 'Reza', phone: '+129121234567' })
  expect(await findSuggestions(ctx)).toBe(3)
  expect(await findSuggestions(ctx)).toBe(0)
  const page: SuggestionsPage = (await (await testApp(ctx)).as('agent').get('/api/customers/suggestions')).body
  const pairs = page.rows.map(({ one, other, evidence }) => [new Set([one.id, other.id]), evidence.map(({ kind }) => kind)])
  expect(page.total).toBe(3)
  expect(pairs).toEqual([
    [new Set([one.id, other.id]), ['email']],
    [new Set([one.id, fifth.id]), ['name', 'phone_end']],
    [new Set([third.id, fourth.id]), ['name', 'city']],
  ])
})

test('Suggestions come page by page, and each once.', async () => {
  const ctx = await testCtx()
  for (let k = 0; k < 5; k++) for (let n = 0; n < 2; n++) await makeCustomer(ctx, { name: null, email: `${k}@shop.example` })
  await findSuggestions(ctx)
  const app = (await testApp(ctx)).as('agent')
  const seen: string[] = []
  for (let cursor = ''; ;) {
    const page: SuggestionsPage = (await app.get(`/api/customers/suggestions?limit=2${cursor}`)).body
    expect(page.total).toBe(5)
    seen.push(...page.rows.map(({ id }) => id))
    if (page.next === null) break
    cursor = `&cursor=${page.next}`
  }
  expect([seen.length, new Set(seen).size]).toEqual([5, 5])
})

test('A pair that was told apart stays away until something new speaks for it.', async () => {
  const ctx = await testCtx()
  const [one, other] = [await makeCustomer(ctx, { ...SARA, phone: null }), await makeCustomer(ctx, { ...SARA, phone: null })]
  await findSuggestions(ctx)
  const app = (await testApp(ctx)).as('agent')
  const { rows }: SuggestionsPage = (await app.get('/api/customers/suggestions')).body
  const [first, second] = await Promise.all([1, 2].map(() => app.put(`/api/customers/suggestions/${rows[0]?.id}/dismissal`)))
  expect([first?.status, second?.status]).toEqual([204, 204])
  expect(await findSuggestions(ctx)).toBe(0)
  expect((await app.get('/api/customers/suggestions')).body.total).toBe(0)
  for (const { id } of [one, other]) await inCity(ctx, id, 'Shiraz')
  expect(await findSuggestions(ctx)).toBe(1)
  const again: SuggestionsPage = (await app.get('/api/customers/suggestions')).body
  expect(again.rows[0]?.evidence.map(({ kind }) => kind).toSorted()).toEqual(['city', 'email', 'name'])
})

test('A merge says beforehand what it does, settles the suggestion, and can be taken back.', async () => {
  const ctx = await testCtx()
  const [one, other] = [await makeCustomer(ctx, { ...SARA, phone: null }), await makeCustomer(ctx, { ...SARA, name: null })]
  await inCity(ctx, other.id, 'Shiraz')
  await findSuggestions(ctx)
  const app = (await testApp(ctx)).as('agent')
  const preview: MergePreview = (await app.get(`/api/customers/${one.id}/likeness?other=${other.id}`)).body
  expect(preview.changes.map(({ field, after }) => [field, after])).toEqual([
    ['phone', SARA.phone],
    ['city', 'Shiraz'],
  ])
  expect(preview.moves).toMatchObject({ profiles: 1, edits: 1, events: 1 })
  const made = await app.post('/api/customers/merges', { survivorId: one.id, absorbedId: other.id })
  expect(made.status).toBe(201)
  expect((await app.get('/api/customers/suggestions')).body.total).toBe(0)
  const merges: MergesResponse = (await app.get(`/api/customers/${other.id}/merges`)).body
  expect(merges.rows).toMatchObject([{ id: made.body.mergeId, reason: 'chosen', by: 'The agent', mayUndo: true }])
  expect((await app.get(`/api/customers/${one.id}/likeness?other=${other.id}`)).body.error.code).toBe('customers.same_person')
  expect((await app.delete(`/api/customers/merges/${made.body.mergeId}`)).status).toBe(204)
  expect((await app.delete(`/api/customers/merges/${made.body.mergeId}`)).body.error.code).toBe('customers.merge_undone')
  expect((await app.get(`/api/customers/${other.id}`)).body).toMatchObject({ id: other.id, city: 'Shiraz' })
})

test('Whoever may not see contacts sees them in part, and may not merge; another workspace sees and merges nobody.', async () => {
  const ctx = await testCtx()
  const [one, other] = [await makeCustomer(ctx, SARA), await makeCustomer(ctx, SARA)]
  await findSuggestions(ctx)
  const app = await testApp(ctx)
  const page: SuggestionsPage = (await app.as('marketer').get('/api/customers/suggestions')).body
  expect(JSON.stringify(page)).not.toMatch(/sara@|1234567/)
  const merge = { survivorId: one.id, absorbedId: other.id }
  expect((await app.as('marketer').post('/api/customers/merges', merge)).status).toBe(403)
  const stranger = (await app.otherWorkspace()).as('owner')
  expect((await stranger.get('/api/customers/suggestions')).body.total).toBe(0)
  expect((await stranger.post('/api/customers/merges', merge)).status).toBe(404)
  expect((await stranger.put(`/api/customers/suggestions/${page.rows[0]?.id}/dismissal`)).status).toBe(404)
  expect((await stranger.get(`/api/customers/${one.id}/merges`)).status).toBe(404)
  expect((await stranger.get(`/api/customers/${one.id}/likeness?other=${other.id}`)).status).toBe(404)
})
