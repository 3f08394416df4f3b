import { expect, test, vi } from 'vitest'
import { testApp, testCtx, type TestCtx } from '#test/lab'
import { bookOf, imported, undone } from './make.ts'

vi.setConfig({ testTimeout: 60_000 })

const WITH = 'customer_id,order_number,date,amount\nc1,1,2026-01-05,10\nc1,2,2026-02-05,30\nc2,3,2026-02-06,5\n'
const WITHOUT = 'customer_id,order_number,date\nc1,4,2026-03-05\nc3,5,2026-03-06\nc3,6,2026-03-07\n'
const KNOWN = { customers: 3, orders: 6, revenue: '4500' }

test('Orders without amounts, beside orders with them, count as purchases and add nothing to the money.', async () => {
  const ctx = await testCtx()
  await imported(ctx, WITH)
  expect(await moneyOf(ctx)).toMatchObject({ customers: 2, orders: 3, revenue: '4500' })
  const later = await imported(ctx, WITHOUT)
  expect(await moneyOf(ctx)).toMatchObject(KNOWN)
  expect((await bookOf(ctx)).summaries).toMatchObject([
    { external_id: 'c1', purchases: 3, revenue: 4000n },
    { external_id: 'c2', purchases: 1, revenue: 500n },
    { external_id: 'c3', purchases: 2, revenue: null, refunded: null },
  ])
  await undone(ctx, later.id)
  expect(await moneyOf(ctx)).toMatchObject({ customers: 2, orders: 3, revenue: '4500' })
})

test('Money figures are absent while no order has an amount, and come and go with the first that has one.', async () => {
  const ctx = await testCtx()
  await imported(ctx, WITHOUT)
  const absent = {
    customers: 2,
    orders: 3,
    revenue: null,
    refunded: null,
    purchaseShares: [{ revenue: null }, { revenue: null }, { revenue: null }],
    cohorts: [{ revenue: null }],
  }
  expect(await moneyOf(ctx)).toMatchObject(absent)
  const later = await imported(ctx, WITH)
  expect(await moneyOf(ctx)).toMatchObject(KNOWN)
  await undone(ctx, later.id)
  expect(await moneyOf(ctx)).toMatchObject(absent)
})

test('A file without amounts that names known orders again leaves them without, until it is taken back.', async () => {
  const ctx = await testCtx()
  await imported(ctx, WITH)
  const before = await bookOf(ctx)
  const again = await imported(ctx, WITH.replaceAll(/,\w+$/gm, ''))
  expect(again.result).toMatchObject({ orders: { created: 0, changed: 3 } })
  expect(await moneyOf(ctx)).toMatchObject({ customers: 2, orders: 3, revenue: null })
  await undone(ctx, again.id)
  expect(await bookOf(ctx)).toEqual(before)
  expect(await moneyOf(ctx)).toMatchObject({ revenue: '4500' })
})

async function moneyOf(ctx: TestCtx) {
  return (await (await testApp(ctx)).as('owner').get('/api/insights/return')).body
}
