import { expect, test } from 'vitest'
import { testCtx, type TestCtx } from '#test/lab'
import { gatherProducts, recountAll } from '#modules/orders'
import { inTransaction } from '#core/context'
import { makeCustomer } from '../../customers/make.ts'
import { makeItem, makeOrder } from '../../orders/make.ts'
import type { Names, StudiedCustomer } from './domain-studied.ts'
import { studyAll, studyFew } from './study.ts'

const at = (day: string) => new Date(`${day}T10:00:00Z`)
const count = (ctx: TestCtx) => inTransaction(ctx, (ctx) => recountAll(ctx))

async function studied(ctx: TestCtx) {
  const seen: StudiedCustomer[] = []
  const { names, ...stood } = await studyAll(ctx, null, [{ take: (customer) => seen.push(customer) }])
  return { seen, names, stood }
}

/** With names in the place of numbers, so that two studies can be compared. */
const inWords = (customers: readonly StudiedCustomer[], names: Names) =>
  customers
    .map(({ customerId, orders, refunds, country, city, source }) => ({
      customerId,
      country: names.countries[country] ?? null,
      city: names.cities[city] ?? null,
      source: names.sources[source] ?? null,
      refunds: refunds.map((refund) => ({ ...refund, items: lines(refund.items, names) })),
      orders: orders.map((order) => ({
        ...order,
        channel: names.channels[order.channel] ?? null,
        payment: names.payments[order.payment] ?? null,
        shipping: names.shippings[order.shipping] ?? null,
        items: lines(order.items, names),
      })),
    }))
    .toSorted((a, b) => a.customerId.localeCompare(b.customerId))

const lines = (items: StudiedCustomer['orders'][number]['items'], names: Names) =>
  items.map(({ product, category, ...line }) => ({
    ...line,
    product: names.products[product]?.name ?? null,
    category: names.categories[category] ?? null,
  }))

test('a study sees what a customer bought and gave back, with names for numbers', async () => {
  const ctx = await testCtx({ timeZone: 'Asia/Tehran' })
  const sara = await makeCustomer(ctx)
  await ctx.db.updateTable('customers').set({ acquisition: 'referral', city: 'Yazd' }).where('id', '=', sara.id).execute()
  const first = await makeOrder(ctx, sara, {
    ordered_at: at('2026-01-01'),
    promised_at: at('2026-01-04'),
    delivered_at: at('2026-01-06'),
    discount: 100n,
    channel: 'web',
    total: 3000n,
    country: 'IR',
  })
  await makeItem(ctx, first, { product_code: 'A1', product_name: 'Candle', category: 'Light', quantity: 2, amount: 2000n })
  await makeItem(ctx, first, { line: 2, product_code: null, product_name: 'چاي  سبز', quantity: null, amount: 1000n })
  const second = await makeOrder(ctx, sara, { ordered_at: at('2026-02-01'), total: 500n, coupons: [], payment_method: 'card' })
  await makeItem(ctx, second, { product_code: null, product_name: 'چای سبز', amount: 500n })
  await makeOrder(ctx, sara, {
    ordered_at: at('2026-02-03'),
    kind: 'refund',
    negative: true,
    total: 3000n,
    refund_of: first.id,
    number: 'r',
  })
  await makeOrder(ctx, await makeCustomer(ctx), { kind: 'free', total: 0n })
  await count(ctx)
  const before = await studied(ctx)
  await gatherProducts(ctx)
  const after = await studied(ctx)
  expect(before.stood).toEqual({ customers: 1, orders: 2 })
  const candle = { product: 'Candle', category: 'Light', quantity: 2, amount: 2000 }
  const tea = { product: 'چای سبز', category: null, quantity: 1, amount: 1000 }
  const unknown = { discounted: null, channel: null, payment: null, shipping: null, delayDays: null, refunded: false }
  const expected = [
    {
      customerId: sara.id,
      source: 'referral',
      city: 'Yazd',
      country: 'IR',
      orders: [
        { ...unknown, day: 20454, amount: 3000, discounted: true, channel: 'web', delayDays: 2, refunded: true, items: [candle, tea] },
        { ...unknown, day: 20485, amount: 500, discounted: false, payment: 'card', items: [{ ...tea, amount: 500 }] },
      ],
      refunds: [{ day: 20487, amount: 3000, items: [candle, tea] }],
    },
  ]
  expect(inWords(before.seen, before.names)).toMatchObject(expected.map(({ customerId, orders }) => ({ customerId, orders })))
  expect(inWords(after.seen, after.names)).toMatchObject(expected)
  expect(before.names.products.map(({ id }) => id)).toEqual([null, null])
  expect(after.names.products.every(({ id }) => id !== null)).toBe(true)
  const few = await studyFew(ctx, [sara.id])
  expect(inWords(few.customers, few.names)).toEqual(inWords(after.seen, after.names))
})
