import { beforeAll, expect, test } from 'vitest'
import { makeCustomer } from '../../customers/make.ts'
import { makeOrder } from '../../orders/make.ts'
import { recountAll } from '#modules/orders'
import { testApp, testCtx } from '#test/lab'
import type { TestApp } from '#test/lab'

let app: TestApp

/** One customer buys on four Saturdays of one winter and comes back on the second of them. */
beforeAll(async () => {
  const ctx = await testCtx({ timeZone: 'Asia/Tehran', calendar: 'persian', weekStart: 6, currency: 'IRR' })
  const customer = await makeCustomer(ctx, { name: 'Loyal' })
  for (const date of ['2024-12-21', '2025-01-04', '2025-01-11', '2025-03-01'])
    await makeOrder(ctx, customer, { ordered_at: new Date(`${date}T10:00:00Z`), total: 1000n })
  await recountAll(ctx)
  app = await testApp(ctx)
})

test('the report counts complete months of the workspace’s calendar, in its week', async () => {
  const { status, body } = await app.as('viewer').get('/api/insights/seasons')
  expect(status).toBe(200)
  expect(body).toMatchObject({ calendar: 'persian', measure: 'purchases', method: 'plain', enough: false, empty: false })
  expect(body.months.map((month: { from: string; to: string; value: number }) => [month.from, month.to, month.value])).toEqual([
    ['2024-12-21', '2025-01-19', 3],
    ['2025-01-20', '2025-02-18', 0],
  ])
  expect(body.weekdays[0]).toMatchObject({ weekday: 6, value: 3 })
})

test('revenue and returns can be asked for instead', async () => {
  const revenue = await app.as('viewer').get('/api/insights/seasons?measure=revenue')
  expect(revenue.body.months[0].value).toBe(3000)
  const returns = await app.as('viewer').get('/api/insights/seasons?measure=returns&calendar=gregorian')
  expect(returns.body.months.map((month: { value: number }) => month.value)).toEqual([1, 0])
})

test('who has a weekday of their own is counted from the histories', async () => {
  const { status, body } = await app.as('viewer').get('/api/insights/seasons/habits')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    customers: 1,
    habitual: 1,
    verdict: 'tooFew',
    weekdays: [{ weekday: 6, customers: 1 }, {}, {}, {}, {}, {}, {}],
  })
})

test('every part can be taken along as a table, by those who may', async () => {
  for (const part of ['months', 'profile', 'weeks', 'weekdays', 'grid', 'events']) {
    const { status, text } = await app.as('owner').get(`/api/insights/seasons/export?part=${part}&format=csv&language=fa`)
    expect([part, status, text.split('\r\n').length > 1]).toEqual([part, 200, true])
  }
  expect((await app.as('viewer').get('/api/insights/seasons/export?part=months&format=csv&language=en')).status).toBe(403)
})

test('a segment that is not this workspace’s is not found', async () => {
  const unknown = '01a20231-9938-7adc-8534-69187bbdce85'
  expect((await app.as('owner').get(`/api/insights/seasons?segment=${unknown}`)).status).toBe(404)
  expect((await app.as('owner').get(`/api/insights/seasons/habits?segment=${unknown}`)).status).toBe(404)
})

test('a shop without orders has no seasons', async () => {
  const empty = await testApp(await testCtx({ calendar: 'gregorian' }))
  expect((await empty.as('viewer').get('/api/insights/seasons')).body).toMatchObject({ empty: true, asOf: null, months: [], events: [] })
  expect((await empty.as('viewer').get('/api/insights/seasons/habits')).body).toMatchObject({ customers: 0, verdict: 'tooFew' })
})
