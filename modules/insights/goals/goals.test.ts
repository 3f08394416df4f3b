import { expect, test } from 'vitest'
import { recountAll } from '#modules/orders'
import { testApp, testCtx } from '#test/lab'
import { makeCustomer } from '../../customers/make.ts'
import { makeOrder } from '../../orders/make.ts'
import { checkGoals } from './check-goals.ts'

const ASKED = { measure: 'returnRate', target: 0.8, dueDay: '2025-12-31', note: 'All of us' }

/** Two customers, one of whom came back: a return rate of a half on 19 February 2025. */
async function shop() {
  const ctx = await testCtx({ timeZone: 'Europe/London' })
  const people = [await makeCustomer(ctx, { name: 'Sara' }), await makeCustomer(ctx, { name: 'Omid' })]
  const buys = async (who: 0 | 1, at: string) => {
    await makeOrder(ctx, people[who]!, { ordered_at: new Date(at), total: 1000n })
    await recountAll(ctx)
  }
  await buys(0, '2025-01-10T10:00:00Z')
  await buys(1, '2025-01-11T10:00:00Z')
  await buys(0, '2025-02-19T10:00:00Z')
  const app = await testApp(ctx)
  const told = async () =>
    (await ctx.db.selectFrom('events').select('payload').where('name', '=', 'goal.reached').execute()).map(({ payload }) => payload)
  return { ctx, app, buys, told }
}

test('A goal is set with its owner, seen by who may read, changed, put away, taken out and deleted', async () => {
  const { app } = await shop()
  const manager = app.as('manager')
  const ownerId = (await manager.get('/api/session')).body.user.id
  const { status, body } = await manager.post('/api/insights/goals', { ...ASKED, ownerId })
  expect(status).toBe(201)
  const seen = async (archived = 'no') => (await app.as('viewer').get(`/api/insights/goals?archived=${archived}`)).body
  expect(await seen()).toMatchObject({
    asOf: '2025-02-19',
    currency: 'GBP',
    goals: [{ id: body.id, startDay: '2025-02-20', startValue: 0.5, value: 0.5, share: 0, state: 'early', ownerName: 'The manager' }],
  })
  const path = `/api/insights/goals/${body.id}`
  expect((await manager.put(path, { ...ASKED, target: 0.6 })).status).toBe(204)
  expect((await seen()).goals).toMatchObject([{ target: 0.6, ownerId: null }])
  expect((await manager.put(`${path}/archive`)).status).toBe(204)
  expect([(await seen()).goals.length, (await seen('yes')).goals.length]).toEqual([0, 1])
  expect((await manager.delete(`${path}/archive`)).status).toBe(204)
  expect((await manager.delete(path)).status).toBe(204)
  expect((await manager.delete(path)).body.error.code).toBe('insights.goal_not_found')
})

test('A viewer sets no goal, nobody changes one of another workspace, and who works elsewhere owns none', async () => {
  const { app } = await shop()
  expect((await app.as('viewer').post('/api/insights/goals', ASKED)).status).toBe(403)
  const { id } = (await app.as('owner').post('/api/insights/goals', ASKED)).body
  const stranger = (await app.otherWorkspace()).as('owner')
  for (const answer of [
    await stranger.put(`/api/insights/goals/${id}`, ASKED),
    await stranger.put(`/api/insights/goals/${id}/archive`),
    await stranger.delete(`/api/insights/goals/${id}`),
  ]) {
    expect(answer.body.error.code).toBe('insights.goal_not_found')
  }
  expect((await stranger.get('/api/insights/goals')).body).toMatchObject({ asOf: null, goals: [] })
  expect((await stranger.post('/api/insights/goals', ASKED)).body.error.code).toBe('insights.goal_needs_orders')
  const ownerId = (await stranger.get('/api/session')).body.user.id
  expect((await app.as('owner').post('/api/insights/goals', { ...ASKED, ownerId })).body.error.code).toBe('insights.no_such_member')
  expect((await app.as('owner').post('/api/insights/goals', { ...ASKED, target: 0.5 })).body.error.code).toBe('insights.goal_is_reached')
})

test('A goal that is reached is told of once, by however many find it', async () => {
  const { ctx, app, buys, told } = await shop()
  const { id } = (await app.as('owner').post('/api/insights/goals', ASKED)).body
  expect([await checkGoals(ctx), await told()]).toEqual([0, []])
  await buys(1, '2025-03-01T10:00:00Z')
  expect((await Promise.all([checkGoals(ctx), checkGoals(ctx)])).toSorted()).toEqual([0, 1])
  expect([await checkGoals(ctx), await told()]).toEqual([0, [{ goalId: id }]])
  expect((await app.as('viewer').get('/api/insights/goals')).body.goals).toMatchObject([
    { state: 'reached', reachedDay: '2025-03-01', share: 1 },
  ])
})

test('What is expected of all customers is noted under the day of the last order', async () => {
  const { ctx, app } = await shop()
  const all = { workspace_id: ctx.workspace.id, kind: 'all', x: 0, customers: 2n, expected_value: 1400n }
  await ctx.db.insertInto('insights_score_cells').values(all).execute()
  await checkGoals(ctx)
  await checkGoals(ctx)
  const answer = await app.as('owner').post('/api/insights/goals', { ...ASKED, measure: 'expectedValue', target: 2000 })
  expect(answer.status).toBe(201)
  expect((await app.as('viewer').get('/api/insights/goals')).body.goals).toMatchObject([{ value: 1400, startValue: 1400, state: 'early' }])
})
