import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, sum } from '../make.ts'
import { LEAST_ALIKE, alikeCounter } from './domain-alike.ts'
import { buyingOf, irregularityOf, type BuyingOptions } from './domain-buying.ts'
import { DEFAULT_THRESHOLDS, evidenceOf, THRESHOLD_LIMITS, TYPE_RULES, TYPE_WORDS, typeOf, TYPES, type TypeFacts } from './domain-types.ts'
import { studiedCustomer, studiedProduct } from './make.ts'
import type { StudiedOrder } from '../why/domain-studied.ts'

const FACTS: TypeFacts = { purchases: 6, discounted: 0.1, variety: 0.8, repeated: 0.2, irregularity: 0.5, visits: 0, visitsWithout: 0 }
const products = [studiedProduct({ cost: 100 }), studiedProduct({ name: 'Soap' }), studiedProduct({ cost: 7, name: 'Card' })]
const names = { products, categories: ['Wax', 'Care'] }
const options: BuyingOptions = { asOfDay: DAY + 400, shopMargin: 0.4 }

const item = fc.record({
  product: fc.integer({ min: -1, max: 2 }),
  category: fc.integer({ min: -1, max: 1 }),
  quantity: fc.integer({ min: 0, max: 4 }),
  amount: fc.option(fc.nat(500), { nil: null }),
})
const order: fc.Arbitrary<Partial<StudiedOrder>> = fc.record({
  day: fc.integer({ min: DAY, max: DAY + 400 }),
  amount: fc.option(fc.nat(2000), { nil: null }),
  discounted: fc.constantFrom(true, false, null),
  items: fc.array(item, { maxLength: 4 }),
})
const buyer = fc.tuple(fc.array(order, { minLength: 1, maxLength: 8 }), fc.array(order, { maxLength: 2 })).map(([bought, back]) => {
  const sorted = bought.toSorted((a, b) => a.day! - b.day!)
  return studiedCustomer(sorted, {
    refunds: back.map((each, at) => ({ day: each.day!, isOrder: at > 0, amount: each.amount!, items: each.items! })),
  })
})

test('A type holds when every check of its rule does, and the first of several is taken', () => {
  const type = (over: Partial<TypeFacts>) => typeOf({ ...FACTS, ...over }, DEFAULT_THRESHOLDS)
  expect(type({})).toBe('loyal')
  expect(type({ discounted: 0.6 })).toBe('discount')
  expect(type({ discounted: null })).toBe('loyal')
  expect(type({ irregularity: 1.2, repeated: 0.5, variety: 0.7 })).toBe('need')
  expect(type({ irregularity: 1.2, variety: 0.9 })).toBe('impulse')
  expect(type({ purchases: 1, irregularity: null, visits: 5, visitsWithout: 4 })).toBe('wandering')
  expect(type({ purchases: 1, irregularity: null, visits: 5, visitsWithout: 3 })).toBeNull()
  expect(type({ purchases: 1, discounted: 1, irregularity: null })).toBeNull()
  expect(Object.keys(TYPE_WORDS).toSorted()).toEqual([...TYPES].toSorted())
})

test('Evidence names every check with the customer’s own number, and agrees with the type', () => {
  const fact = fc.option(fc.double({ min: 0, max: 2, noNaN: true }), { nil: null })
  const facts = fc.record({
    purchases: fc.integer({ min: 1, max: 8 }),
    discounted: fact,
    variety: fact,
    repeated: fact,
    irregularity: fact,
    visits: fc.nat(8),
    visitsWithout: fc.nat(8),
  })
  fc.assert(
    fc.property(facts, (facts) => {
      const met = TYPES.filter((type) => evidenceOf(facts, type, DEFAULT_THRESHOLDS).every((check) => check.met))
      expect(typeOf(facts, DEFAULT_THRESHOLDS)).toBe(met[0] ?? null)
      for (const type of TYPES) expect(evidenceOf(facts, type, DEFAULT_THRESHOLDS)).toHaveLength(TYPE_RULES[type].length)
    }),
  )
  for (const [name, { least, most }] of Object.entries(THRESHOLD_LIMITS)) {
    const value = new Map(Object.entries(DEFAULT_THRESHOLDS)).get(name)!
    expect(value).toBeGreaterThanOrEqual(least)
    expect(value).toBeLessThanOrEqual(most)
  }
})

test('How somebody buys is counted line by line', () => {
  fc.assert(
    fc.property(buyer, (customer) => {
      const { orders, refunds } = customer
      const found = buyingOf(customer, names, options)
      const saying = orders.filter((each) => each.discounted !== null)
      expect(found.discounted).toBe(saying.length === 0 ? null : saying.filter((each) => each.discounted).length / saying.length)
      const lines = orders.flatMap((each) => each.items).filter((each) => each.product >= 0)
      expect(found.variety).toBe(lines.length === 0 ? null : new Set(lines.map((each) => each.product)).size / lines.length)
      const later = orders.flatMap((each, at) => {
        const named = each.items.filter(({ product }) => product >= 0)
        const before = orders.slice(0, at).flatMap(({ items }) => items.map(({ product }) => product))
        return at === 0 || named.length === 0 ? [] : [named.some(({ product }) => before.includes(product))]
      })
      expect(found.repeated).toBe(later.length === 0 ? null : later.filter(Boolean).length / later.length)
      const left = (paper: Pick<StudiedOrder, 'amount' | 'items'>) => {
        if (paper.amount === null) return 0
        const costs = paper.items.map(({ product, amount, quantity }) => {
          const cost = product === 0 ? 100 : product === 2 ? 7 : null
          return cost === null ? (amount === null ? NaN : amount * 0.6) : cost * quantity
        })
        return costs.length === 0 || costs.some(Number.isNaN) ? paper.amount * 0.4 : paper.amount - sum(costs)
      }
      const hasAmounts = [...orders, ...refunds].some(({ amount }) => amount !== null)
      const margin = sum(orders.map(left)) - sum(refunds.filter((each) => !each.isOrder).map(left))
      if (hasAmounts) expect(Math.abs(found.margin! - margin)).toBeLessThanOrEqual(0.5 + 1e-6)
      expect(found.margin === null).toBe(!hasAmounts)
      const year = orders.filter(({ day }) => day > options.asOfDay - 365)
      expect(found.yearRevenue ?? 0).toBe(sum(year.map(({ amount }) => amount ?? 0)))
    }),
  )
})

test('Gaps like clockwork have no irregularity; two purchases have no rhythm yet', () => {
  expect(irregularityOf([0, 30, 60, 90])).toBe(0)
  expect(irregularityOf([0, 10, 40])).toBe(0.5)
  expect(irregularityOf([0, 30])).toBeNull()
  expect(irregularityOf([5, 5, 5])).toBeNull()
})

test('What brings a kind back: the middle gap, the commonest product and category, the share on discount', () => {
  const alike = alikeCounter()
  const soap = { product: 1, category: 1, quantity: 1, amount: 10 }
  for (let k = 0; k < LEAST_ALIKE; k++) {
    const orders = [{ day: DAY }, { day: DAY + 10 + k, discounted: k % 2 === 0, items: [soap, soap] }, { day: DAY + 500 }]
    alike.add(studiedCustomer(orders), null, 0)
  }
  alike.add(studiedCustomer([{ day: DAY }, { day: DAY + 3 }]), 'loyal', 1)
  const { all, types, categories } = alike.result(names)
  const came = { customers: 20, returned: 20, purchases: 20, medianDays: 19.5, discounted: 0.5 }
  const bought = { product: { id: null, name: 'Soap', purchases: 20 }, category: { name: 'Care', purchases: 20 } }
  expect(categories).toEqual({ Wax: { ...came, ...bought } })
  expect(all).toMatchObject({ customers: 21, purchases: 21, medianDays: 19 })
  // One loyal customer is no kind yet.
  expect(types).toEqual({})
})
