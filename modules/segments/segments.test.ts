import { expect, test } from 'vitest'
import { runJobs, testApp, testCtx } from '#test/lab'
import type { Condition } from '#modules/customers'
import { makeCustomer } from '../customers/make.ts'
import { eachMember } from './index.ts'

const nameHas = (value: string): Condition => ({ field: 'name', op: 'contains', value })
const inSegment = (...ids: string[]): Condition => ({ field: 'segment', op: 'any_of', value: ids })

async function shop() {
  const ctx = await testCtx()
  const test = await testApp(ctx)
  const app = test.as('marketer')
  const keep = async (name: string, condition: Condition): Promise<string> => (await app.post('/api/segments', { name, condition })).body.id
  return { ctx, test, app, keep }
}

test('a filter kept as a segment is counted and names its members', async () => {
  const { ctx, app, keep } = await shop()
  const sara = await makeCustomer(ctx, { name: 'Sara' })
  await makeCustomer(ctx, { name: 'Ali' })
  const id = await keep('Saras', nameHas('sara'))
  expect((await app.put(`/api/segments/${id}/count`)).body).toMatchObject({ members: 1 })
  await runJobs(ctx.server)
  expect((await app.get('/api/segments')).body.segments).toMatchObject([{ id, name: 'Saras', members: 1, usedBy: [] }])
  expect(await Array.fromAsync(eachMember(ctx, id))).toEqual([sara.id])
})

test('lists and other segments are filtered by a segment', async () => {
  const { ctx, app, keep } = await shop()
  await makeCustomer(ctx, { name: 'Sara' })
  await makeCustomer(ctx, { name: 'Ali' })
  const saras = await keep('Saras', nameHas('Sara'))
  const others = await keep('Others', { field: 'segment', op: 'none_of', value: [saras] })
  const page = await app.get(`/api/customers?filter=${encodeURIComponent(JSON.stringify(inSegment(others)))}`)
  expect(page.body.rows).toMatchObject([{ name: 'Ali' }])
})

test('a segment cannot use itself, not even by way of another, nor when two are changed at once', async () => {
  const { app, keep } = await shop()
  const one = await keep('One', nameHas('x'))
  const two = await keep('Two', inSegment(one))
  const own = await app.put(`/api/segments/${one}`, { name: 'One', condition: inSegment(one) })
  expect(own.body.error.code).toBe('segments.circle')
  expect((await app.put(`/api/segments/${one}`, { name: 'One', condition: { not: inSegment(two) } })).body.error.code).toBe(
    'segments.circle',
  )
  const [a, b] = [await keep('A', nameHas('a')), await keep('B', nameHas('b'))]
  const both = await Promise.all([
    app.put(`/api/segments/${a}`, { name: 'A', condition: inSegment(b) }),
    app.put(`/api/segments/${b}`, { name: 'B', condition: inSegment(a) }),
  ])
  expect(new Set(both.map(({ status }) => status))).toEqual(new Set([204, 409]))
})

test('a segment that another one uses is not deleted; archived it goes on working', async () => {
  const { ctx, app, keep } = await shop()
  await makeCustomer(ctx, { name: 'Sara' })
  const used = await keep('Used', nameHas('Sara'))
  const user = await keep('User', inSegment(used))
  expect((await app.delete(`/api/segments/${used}`)).body.error).toMatchObject({ code: 'segments.in_use', details: { segments: ['User'] } })
  expect((await app.put(`/api/segments/${used}/archive`)).status).toBe(204)
  expect((await app.put(`/api/segments/${user}/count`)).body.members).toBe(1)
  expect((await app.get('/api/segments')).body.segments).toHaveLength(1)
  expect((await app.delete(`/api/segments/${user}`)).status).toBe(204)
  expect((await app.delete(`/api/segments/${used}`)).status).toBe(204)
})

test('segments that use segments are bounded in all', async () => {
  const { app, keep } = await shop()
  let id = await keep('0', { any: Array.from({ length: 100 }, () => nameHas('a')) })
  const twice = (of: string): Condition => ({ any: [inSegment(of), inSegment(of)] })
  id = await keep('1', twice(id))
  id = await keep('2', twice(id))
  expect((await app.post('/api/segments', { name: '3', condition: twice(id) })).body.error.code).toBe('segments.too_large')
})

test("another workspace's segment is not found, whether asked for or named in a filter", async () => {
  const { test, keep } = await shop()
  const id = await keep('Ours', nameHas('x'))
  const stranger = (await test.otherWorkspace()).as('owner')
  expect((await stranger.get(`/api/segments/${id}`)).body.error.code).toBe('segments.not_found')
  expect((await stranger.delete(`/api/segments/${id}`)).status).toBe(404)
  const page = await stranger.get(`/api/customers?filter=${encodeURIComponent(JSON.stringify(inSegment(id)))}`)
  expect(page.body.error.code).toBe('segments.not_found')
  expect((await stranger.post('/api/segments', { name: 'Theirs', condition: inSegment(id) })).body.error.code).toBe('segments.not_found')
})

test('an agent reads segments and makes none', async () => {
  const { test, keep } = await shop()
  await keep('Ours', nameHas('x'))
  const agent = test.as('agent')
  expect((await agent.get('/api/segments')).body.segments).toHaveLength(1)
  expect((await agent.post('/api/segments', { name: 'Mine', condition: nameHas('x') })).status).toBe(403)
})
