import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { factorsFold } from './domain-factors.ts'
import { firstProductsFold } from './domain-first-products.ts'
import { pairsFold } from './domain-pairs.ts'
import { refundsFold } from './domain-refunds.ts'
import { silenceFold } from './domain-silence.ts'
import type { Standing } from './domain-standing.ts'
import type { Names, StudiedCustomer, StudiedItem, StudyFold } from './domain-studied.ts'

/* Everything is counted a second time, by the sentences of docs/insights.md. */

const AS_OF = 1000
const standing: Standing = { asOfDay: AS_OF, windowDays: 60, returnDays: 40, calendar: 'gregorian' }
const PRODUCTS = 4
const names: Names = {
  products: Array.from({ length: PRODUCTS }, (_, k) => ({ id: `p${k}`, code: null, name: `P${k}`, cost: null, isArchived: k === 3 })),
  categories: ['A', 'B'],
  channels: ['web', 'shop'],
  payments: [],
  shippings: [],
  sources: [],
  cities: [],
  countries: [],
}

const item: fc.Arbitrary<StudiedItem> = fc.record({
  product: fc.integer({ min: -1, max: PRODUCTS - 1 }),
  category: fc.integer({ min: -1, max: 1 }),
  quantity: fc.constant(1),
  amount: fc.constant(null),
})
const order = fc.record({
  day: fc.integer({ min: AS_OF - 130, max: AS_OF }),
  amount: fc.option(fc.integer({ min: 1, max: 50 })),
  discounted: fc.option(fc.boolean()),
  channel: fc.integer({ min: -1, max: 1 }),
  payment: fc.constant(-1),
  shipping: fc.constant(-1),
  delayDays: fc.option(fc.nat(4)),
  refunded: fc.constant(false),
  items: fc.array(item, { maxLength: 4 }),
})
const refund = fc.record({
  day: fc.constant(AS_OF),
  isOrder: fc.boolean(),
  amount: fc.constant(null),
  items: fc.array(item, { maxLength: 3 }),
})
const customer: fc.Arbitrary<StudiedCustomer> = fc.record({
  customerId: fc.uuid(),
  orders: fc.array(order, { minLength: 1, maxLength: 6 }).map((orders) => orders.toSorted((a, b) => a.day - b.day)),
  refunds: fc.array(refund, { maxLength: 2 }),
  source: fc.constant(-1),
  city: fc.constant(-1),
  country: fc.constant(-1),
})
const shop = fc.array(customer, { minLength: 1, maxLength: 120 })
/** Small shops bought over and over, so that pairs pass what is least. */
const crowd = fc
  .tuple(fc.array(customer, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 14 }))
  .map(([some, times]) => Array.from({ length: times }, () => some).flat())

function folded<R>(shop: readonly StudiedCustomer[], fold: StudyFold & { readonly result: (names: Names) => R }): R {
  for (const each of shop) fold.take(each, names)
  return fold.result(names)
}

const mature = (shop: readonly StudiedCustomer[]) => shop.filter(({ orders }) => orders[0]!.day <= AS_OF - 40)
const isBack = ({ orders }: StudiedCustomer) => orders.length > 1 && orders[1]!.day - orders[0]!.day <= 40
const shareOf = <T>(those: readonly T[], counts: (each: T) => boolean) => ({ count: those.filter(counts).length, of: those.length })
const holds = (items: readonly StudiedItem[], product: number) => items.some((each) => each.product === product)
const tells = ({ items }: { readonly items: readonly StudiedItem[] }) => items.some(({ product }) => product !== -1)

test('first products have the customers and returns that counting them one by one gives', () => {
  fc.assert(
    fc.property(shop, (shop) => {
      const { everybody, rows } = folded(shop, firstProductsFold(standing))
      const known = mature(shop).filter(({ orders }) => tells(orders[0]!))
      expect(everybody).toEqual(shareOf(known, isBack))
      const expected = [0, 1, 2].flatMap((product) => {
        const [those, others] = [true, false].map((is) => known.filter(({ orders }) => holds(orders[0]!.items, product) === is))
        return those!.length === 0 ? [] : [{ id: `p${product}`, with: shareOf(those!, isBack), without: shareOf(others!, isBack) }]
      })
      expect(rows.map((row) => ({ id: row.product.id, with: row.with, without: row.without })).toSorted(byId)).toEqual(expected)
      for (const { with: those, without, verdict } of rows) expect(verdict === 'few').toBe(those.of < 30 || without.of < 30)
    }),
    { numRuns: 60 },
  )
})

test('what first purchases have in common is compared with everybody else of whom it is known', () => {
  fc.assert(
    fc.property(shop, (shop) => {
      const { factors, everybody } = folded(shop, factorsFold(standing))
      expect(everybody).toEqual(shareOf(mature(shop), isBack))
      const levels: Record<string, (first: StudiedCustomer['orders'][number]) => string | null> = {
        channel: ({ channel }) => names.channels[channel] ?? null,
        discount: ({ discounted }) => (discounted === null ? null : discounted ? 'yes' : 'no'),
        delay: ({ delayDays }) => (delayDays === null ? null : delayDays === 0 ? 'on_time' : delayDays <= 2 ? 'late_1_2' : 'late_3'),
        // Day 0 was a Thursday.
        weekday: ({ day }) => String(((day + 3) % 7) + 1),
        basket: ({ items }) => {
          const different = new Set(items.map(({ product }) => product).filter((product) => product !== -1)).size
          return different === 0 ? null : different === 1 ? '1' : different <= 3 ? '2_3' : '4_9'
        },
      }
      for (const [kind, levelOf] of Object.entries(levels)) {
        const known = mature(shop).filter(({ orders }) => levelOf(orders[0]!) !== null)
        const found = factors.filter((factor) => factor.kind === kind)
        expect(new Set(found.map(({ value }) => value))).toEqual(new Set(known.map(({ orders }) => levelOf(orders[0]!))))
        for (const factor of found) {
          const [those, others] = [true, false].map((is) => known.filter(({ orders }) => (levelOf(orders[0]!) === factor.value) === is))
          expect({ with: factor.with, without: factor.without }).toEqual({
            with: shareOf(those!, isBack),
            without: shareOf(others!, isBack),
          })
        }
      }
    }),
    { numRuns: 60 },
  )
})

test('pairs bought together and next are those that counting order by order gives', () => {
  fc.assert(
    fc.property(crowd, (shop) => {
      const { together, next } = folded(
        shop,
        pairsFold((product) => product !== 3),
      )
      const orders = shop.flatMap((each, who) => each.orders.map((order) => ({ ...order, who }))).filter(tells)
      for (const { first, second, with: those, all, customers, lift } of together) {
        const [a, b] = [first, second].map(({ id }) => Number(id?.slice(1)))
        const both = orders.filter(({ items }) => holds(items, a!) && holds(items, b!))
        expect(those).toEqual({ count: both.length, of: orders.filter(({ items }) => holds(items, a!)).length })
        expect(all).toEqual({ count: orders.filter(({ items }) => holds(items, b!)).length, of: orders.length })
        expect(customers).toBe(new Set(both.map(({ who }) => who)).size)
        expect(lift).toBeCloseTo((those.count * all.of) / (those.of * all.count), 9)
        expect(customers).toBeGreaterThanOrEqual(10)
      }
      const steps = shop.flatMap((each, who) =>
        each.orders
          .slice(1)
          .flatMap((after, k) => (tells(after) && tells(each.orders[k]!) ? [{ before: each.orders[k]!, after, who }] : [])),
      )
      for (const { first, second, with: those, all, customers } of next) {
        const [a, b] = [first, second].map(({ id }) => Number(id?.slice(1)))
        const left = steps.filter(({ before }) => holds(before.items, a!))
        const both = left.filter(({ after }) => holds(after.items, b!))
        expect(those).toEqual({ count: both.length, of: left.length })
        expect(all).toEqual({ count: steps.filter(({ after }) => holds(after.items, b!)).length, of: steps.length })
        expect(customers).toBe(new Set(both.map(({ who }) => who)).size)
      }
    }),
    { numRuns: 150 },
  )
})

test('two things that are always bought together are found, whoever else buys what', () => {
  const line = (product: number): StudiedItem => ({ product, category: -1, quantity: 1, amount: null })
  const buyer = (...items: number[]): StudiedCustomer => ({
    customerId: 'x',
    source: -1,
    city: -1,
    country: -1,
    refunds: [],
    orders: [
      {
        day: 1,
        amount: null,
        discounted: null,
        channel: -1,
        payment: -1,
        shipping: -1,
        delayDays: null,
        refunded: false,
        items: items.map(line),
      },
    ],
  })
  const shop = Array.from({ length: 60 }, (_, k) => (k < 12 ? buyer(0, 1) : buyer(2)))
  expect(
    folded(
      shop,
      pairsFold(() => true),
    ).together,
  ).toMatchObject([{ with: { count: 12, of: 12 }, all: { count: 12, of: 60 }, lift: 5, customers: 12 }])
  expect(
    folded(
      shop.slice(3),
      pairsFold(() => true),
    ).together,
  ).toEqual([])
})

test('silence after a product is what looking at each old purchase for one window gives', () => {
  fc.assert(
    fc.property(shop, (shop) => {
      const { everything, rows } = folded(shop, silenceFold(standing))
      const old = shop.flatMap(({ orders }) =>
        orders.flatMap((order, k) => {
          if (order.day > AS_OF - 60 || !tells(order)) return []
          const next = orders[k + 1]
          const stage = k < 2 ? k : k < 5 ? 2 : 3
          return [{ order, stage, isLast: next === undefined, isSilent: next === undefined || next.day > order.day + 60 }]
        }),
      )
      expect(everything).toEqual(shareOf(old, ({ isSilent }) => isSilent))
      for (const { product, orders, expected, lastOf } of rows) {
        const [those, others] = [true, false].map((is) =>
          old.filter(({ order }) => holds(order.items, Number(product.id?.slice(1))) === is),
        )
        expect(orders).toEqual(shareOf(those!, ({ isSilent }) => isSilent))
        expect(lastOf).toBe(those!.filter(({ isLast }) => isLast).length)
        const usual = those!.map(({ stage }) =>
          shareOf(
            others!.filter((each) => each.stage === stage),
            ({ isSilent }) => isSilent,
          ),
        )
        const mean = usual.reduce((sum, { count, of }) => sum + (of === 0 ? 0 : count / of), 0) / usual.length
        expect(expected).toBeCloseTo(mean, 9)
      }
    }),
    { numRuns: 60 },
  )
})

test('what goes back is counted once a customer, of those who were seen ordering it', () => {
  fc.assert(
    fc.property(shop, (shop) => {
      const { products, categories, everything } = folded(shop, refundsFold())
      const count = (placeOf: (item: StudiedItem) => number, place: number) => {
        const is = (items: readonly StudiedItem[]) => items.some((each) => placeOf(each) === place)
        const ordered = shop.filter(
          ({ orders, refunds }) => orders.some(({ items }) => is(items)) || refunds.some(({ isOrder, items }) => isOrder && is(items)),
        )
        return shareOf(ordered, ({ refunds }) => refunds.some(({ items }) => is(items)))
      }
      const shares = [0, 1, 2].map((place) => count(({ product }) => product, place))
      expect(products.map(({ product, of, count }) => ({ id: product.id, of, count })).toSorted(byId)).toEqual(
        shares.flatMap((share, place) => (share.of === 0 ? [] : [{ id: `p${place}`, ...share }])).toSorted(byId),
      )
      expect(everything.of).toBe(shares.reduce((sum, { of }) => sum + of, 0))
      for (const { category, of, count: back } of categories)
        expect({ of, count: back }).toEqual(count((item) => item.category, names.categories.indexOf(category)))
    }),
    { numRuns: 60 },
  )
})

function byId(a: { readonly id: string | null }, b: { readonly id: string | null }): number {
  return (a.id ?? '') < (b.id ?? '') ? -1 : 1
}
