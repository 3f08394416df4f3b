import { expect, test } from 'vitest'
import { runJobs, testApp, testCtx } from '#test/lab'
import { makeShop, randomCustomers, START } from './make.ts'
import { runFits } from './run-fits.ts'

const made = async () => {
  const ctx = await testCtx({ timeZone: 'UTC' })
  const ids = await makeShop(ctx, randomCustomers(150))
  const app = await testApp(ctx)
  return { ctx, ids, app, owner: app.as('owner') }
}
const fitted = async () => {
  const shop = await made()
  expect((await shop.owner.post('/api/insights/fits')).status).toBe(202)
  await runJobs(shop.app.server)
  return shop
}
/** For tests that only look. */
const shared = fitted()
const filter = (condition: object) => `/api/customers?limit=1&filter=${encodeURIComponent(JSON.stringify(condition))}`
const scoresOf = (ctx: Awaited<ReturnType<typeof testCtx>>) =>
  ctx.db.selectFrom('insights_scores').selectAll().orderBy('customer_id').execute()

test('After a fit everybody has a score, and the page says what is expected', async () => {
  const { owner, ctx } = await shared
  const { body } = await owner.get('/api/insights/expected')
  expect(body).toMatchObject({
    status: { open: null, failed: null, done: { asOf: body.asOf } },
    hasOrders: true,
    customers: 150,
    shortage: null,
    modelAsked: 'auto',
    marginUsed: { share: 0.3, source: 'assumed' },
  })
  expect(body.forecast).toHaveLength(12)
  expect(body.rehearsal).toHaveLength(12)
  expect(body.validation).toMatchObject({ holdoutEnd: body.asOf })
  const sum = (pick: (week: { orders: { expected: number } }) => number) =>
    body.forecast.reduce((all: number, week: never) => all + pick(week), 0)
  expect(body.total.orders.expected).toBeCloseTo(
    sum(({ orders }) => orders.expected),
    0,
  )
  const scores = await scoresOf(ctx)
  expect(scores).toHaveLength(150)
  expect(scores.every(({ p_alive, expected_value, rfm_group }) => p_alive !== null && expected_value !== null && rfm_group !== null)).toBe(
    true,
  )
  expect(body.value).toBe(String(scores.reduce((all, { expected_value }) => all + (expected_value ?? 0n), 0n)))
})

test('Every number on the page opens exactly the customers that it counts', async () => {
  const { owner } = await shared
  const { body } = await owner.get('/api/insights/expected')
  const behind = async (condition: object) => (await owner.get(filter(condition))).body.total
  for (const { least, most, customers } of body.alive)
    expect(await behind({ field: 'insights.still_customer', op: 'between', value: [least, most] })).toBe(customers)
  for (const { least, most, customers } of body.values) {
    const range =
      least === null
        ? { op: 'at_most', value: most }
        : most === null
          ? { op: 'at_least', value: least }
          : { op: 'between', value: [least, most] }
    expect(await behind({ field: 'insights.expected_value', ...range })).toBe(customers)
  }
  const due = { field: 'insights.next_purchase', op: 'between', value: [body.due.from, body.due.to] }
  expect(await behind({ all: [due, { field: 'insights.still_customer', op: 'at_least', value: 50 }] })).toBe(body.due.customers)
  expect(await behind({ field: 'insights.rfm_group', op: 'unknown' })).toBe(0)
  expect(await behind({ field: 'insights.rfm_group', op: 'known' })).toBe(150)
})

test('Settings are kept, judge everybody anew, and refuse what cannot be', async () => {
  const { owner, app, ctx } = await fitted()
  const before = await scoresOf(ctx)
  const refused = async (body: object) => (await owner.put('/api/insights/settings', body)).body.error.code
  expect(await refused({ margin: 0 })).toBe('insights.not_a_margin')
  expect(await refused({ margin: '۱٫۲' })).toBe('insights.not_a_margin')
  expect(await refused({ margin: 'much' })).toBe('insights.not_a_margin')
  expect(await refused({ discountRate: -0.1 })).toBe('insights.not_a_discount_rate')
  expect((await app.as('marketer').put('/api/insights/settings', { margin: 0.5 })).status).toBe(403)
  const { body } = await owner.put('/api/insights/settings', { margin: '۰٫۶', model: 'bg-nbd', timeUnit: 'day' })
  expect(body).toMatchObject({
    margin: 0.6,
    discountRate: 0.15,
    timeUnit: 'day',
    model: 'bg-nbd',
    marginUsed: { share: 0.6, source: 'set' },
  })
  expect((await owner.get('/api/insights/settings')).body).toEqual(body)
  await runJobs(app.server)
  expect((await owner.get('/api/insights/expected')).body).toMatchObject({
    timeUnit: 'day',
    model: { name: 'bg-nbd' },
    candidates: [{ name: 'bg-nbd' }],
  })
  expect(await scoresOf(ctx)).not.toEqual(before)
  const other = await app.otherWorkspace()
  expect((await other.as('owner').get('/api/insights/settings')).body).toMatchObject({ margin: null, timeUnit: 'week' })
})

test('Asked for twice, one fit runs; two workers do not do it twice', async () => {
  const { owner, app, ctx } = await made()
  const [one, two] = await Promise.all([owner.post('/api/insights/fits'), owner.post('/api/insights/fits')])
  expect(one.body).toEqual(two.body)
  await Promise.all([runFits(app.server, ctx.workspace.id), runFits(app.server, ctx.workspace.id)])
  expect(await ctx.db.selectFrom('insights_fits').select('state').execute()).toEqual([{ state: 'done' }])
  expect((await ctx.db.selectFrom('events').select('name').where('name', '=', 'insights.fitted').execute()).length).toBe(1)
})

test('A fit that is stopped leaves the scores as they were, and nobody stops that of others', async () => {
  const { owner, app, ctx } = await fitted()
  const before = await scoresOf(ctx)
  const { id } = (await owner.post('/api/insights/fits')).body
  const other = await app.otherWorkspace()
  expect((await other.as('owner').delete(`/api/insights/fits/${id}`)).status).toBe(404)
  expect((await owner.delete(`/api/insights/fits/${id}`)).status).toBe(204)
  await runJobs(app.server)
  expect((await owner.get('/api/insights/fits/latest')).body).toMatchObject({ open: null, failed: null })
  await owner.put('/api/insights/settings', { margin: 0.9 })
  const open = (await owner.get('/api/insights/fits/latest')).body.open
  // Asked to stop while it runs: its worker looks up twice a second, and before it commits.
  await ctx.db
    .updateTable('insights_fits')
    .set({ state: 'running', heartbeat_at: new Date(), cancel_requested: false })
    .where('id', '=', open.id)
    .execute()
  expect((await owner.delete(`/api/insights/fits/${open.id}`)).status).toBe(204)
  expect(
    (await ctx.db.selectFrom('insights_fits').select('cancel_requested').where('id', '=', open.id).executeTakeFirst())?.cancel_requested,
  ).toBe(true)
  expect(await scoresOf(ctx)).toEqual(before)
})

test('A fit whose process died is tried once more, and not for ever', async () => {
  const { owner, app, ctx } = await fitted()
  const before = await scoresOf(ctx)
  const die = async () => {
    const { id } = (await owner.post('/api/insights/fits')).body
    const long = new Date(Date.now() - 60_000)
    await ctx.db.updateTable('insights_fits').set({ state: 'running', started_at: long, heartbeat_at: long }).where('id', '=', id).execute()
  }
  const sweep = () => ctx.jobs.nudge(ctx, 'insights.sweep_fits', {})
  await die()
  await sweep()
  await runJobs(app.server)
  const states = async () => (await ctx.db.selectFrom('insights_fits').select('state').orderBy('id').execute()).map(({ state }) => state)
  expect(await states()).toEqual(['done', 'failed', 'done'])
  await die()
  await sweep()
  await runJobs(app.server)
  expect(await states()).toEqual(['done', 'failed', 'done', 'failed'])
  expect((await owner.get('/api/insights/fits/latest')).body.failed).toMatchObject({ code: 'insights.fit_interrupted' })
  expect(await scoresOf(ctx)).toEqual(before)
})

test('A shop with too little says so, and what is missing', async () => {
  const ctx = await testCtx({ timeZone: 'UTC' })
  const app = await testApp(ctx)
  const owner = app.as('owner')
  expect((await owner.get('/api/insights/expected')).body).toMatchObject({ hasOrders: false, model: null, status: { done: null } })
  await makeShop(
    ctx,
    [...Array(30).keys()].map((k) => [
      [START + k, 1000],
      ...(k % 6 === 0 ? [] : Array.from({ length: k % 6 }, (_, n) => [START + 40 + k + n, 900] as const)),
    ]),
  )
  await owner.post('/api/insights/fits')
  await runJobs(app.server)
  const { body } = await owner.get('/api/insights/expected')
  expect(body).toMatchObject({
    hasOrders: true,
    shortage: 'too_few',
    model: null,
    customers: 30,
    forecast: [],
    alive: [],
    values: [],
    value: null,
    needs: { customers: 50 },
  })
  const scores = await scoresOf(ctx)
  expect(scores.every(({ p_alive, next_day }) => p_alive === null && next_day === null)).toBe(true)
  expect(scores.every(({ r, f, m }) => r !== null && f !== null && m !== null)).toBe(true)
})

test.each(['forecast', 'record', 'rehearsal', 'alive', 'values', 'byCount', 'byPeriod', 'parameters'])(
  'The part %s leaves as CSV and XLSX',
  async (part) => {
    const { app } = await shared
    for (const language of ['fa', 'en'])
      for (const format of ['csv', 'xlsx'])
        expect(
          (await app.as('manager').get(`/api/insights/expected/export?part=${part}&format=${format}&language=${language}`)).status,
        ).toBe(200)
    expect((await app.as('viewer').get(`/api/insights/expected/export?part=${part}&format=csv&language=en`)).status).toBe(403)
  },
)
