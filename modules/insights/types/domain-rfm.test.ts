import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { LEAST_FOR_RFM, RFM_GROUPS, RFM_WORDS, rfmCuts, rfmGroup, rfmOf, rfmRanges, rfmRefusal } from './domain-rfm.ts'

const customer = fc.record({ silence: fc.nat(60), purchases: fc.integer({ min: 1, max: 9 }), revenue: fc.nat(3_000) })
const shop = fc.array(customer, { minLength: LEAST_FOR_RFM, maxLength: 80 })

type Shop = { silence: number; purchases: number; revenue: number }[]
const cutsOf = (shop: Shop) =>
  rfmCuts(
    shop.map(({ silence }) => silence),
    shop.map(({ purchases }) => purchases),
    shop.map(({ revenue }) => revenue),
  )

/** By the sentence of the definition: how many fifths of all values lie below this one; the best is a 5. */
function scoreAmong(value: number, all: readonly number[]): number {
  if (all.every((each) => each <= value)) return 5
  const below = all.filter((each) => each < value).length
  return 1 + [1, 2, 3, 4].filter((fifth) => 5 * below >= fifth * all.length).length
}

test('Scores are fifths of the shop’s own customers, counted one by one', () => {
  fc.assert(
    fc.property(shop, (shop) => {
      const cuts = cutsOf(shop)
      fc.pre(cuts !== null)
      for (const each of shop) {
        const { r, f, m } = rfmOf(cuts, each)
        expect(r).toBe(
          scoreAmong(
            -each.silence,
            shop.map(({ silence }) => -silence),
          ),
        )
        expect(f).toBe(
          scoreAmong(
            each.purchases,
            shop.map(({ purchases }) => purchases),
          ),
        )
        expect(m).toBe(
          scoreAmong(
            each.revenue,
            shop.map(({ revenue }) => revenue),
          ),
        )
      }
    }),
  )
})

test('Ranges in words hold exactly the customers of their score', () => {
  fc.assert(
    fc.property(shop, (shop) => {
      const cuts = cutsOf(shop)
      fc.pre(cuts?.revenue != null)
      const ranges = rfmRanges(cuts)
      const scoreIn = (side: 'r' | 'f' | 'm', value: number) =>
        ranges[side]!.filter(({ least, most }) => (least === null || value >= least) && (most === null || value <= most)).map(
          ({ score }) => score,
        )
      for (const each of shop) {
        const score = rfmOf(cuts, each)
        expect(scoreIn('r', each.silence)).toEqual([score.r])
        expect(scoreIn('f', each.purchases)).toEqual([score.f])
        expect(scoreIn('m', each.revenue)).toEqual([score.m])
      }
    }),
  )
})

test('Every one of the 125 scores has one group, every group has a score, and more is never worse', () => {
  const found = new Set<string>()
  const all = [1, 2, 3, 4, 5]
  for (const r of all) for (const f of all) for (const m of [...all, null]) found.add(rfmGroup({ r, f, m }))
  expect([...found].toSorted()).toEqual([...RFM_GROUPS].toSorted())
  expect(Object.keys(RFM_WORDS)).toEqual([...RFM_GROUPS])
  expect(rfmGroup({ r: 5, f: 5, m: 5 })).toBe('champions')
  expect(rfmGroup({ r: 1, f: 5, m: 5 })).toBe('cannot_lose')
  expect(rfmGroup({ r: 5, f: 1, m: 1 })).toBe('new')
  expect(rfmGroup({ r: 1, f: 1, m: 1 })).toBe('lost')
  expect(rfmGroup({ r: 3, f: 2, m: 3 })).toBe('need_attention')
  expect(rfmGroup({ r: 3, f: 3, m: null })).toBe(rfmGroup({ r: 3, f: 3, m: 3 }))
})

test('A shop that cannot be divided says why', () => {
  const many = Array.from({ length: 30 }, (_, k) => k)
  expect(rfmRefusal([1, 2, 3, 4, 5], [1, 2, 3, 4, 5])).toBe('few_customers')
  expect(
    rfmRefusal(
      many.map((k) => k % 4),
      many,
    ),
  ).toBe('few_days')
  expect(
    rfmRefusal(
      many,
      many.map((k) => k % 4),
    ),
  ).toBe('few_counts')
  expect(rfmRefusal(many, many)).toBeNull()
  expect(
    rfmCuts(
      many,
      many.map((k) => k % 4),
      many,
    ),
  ).toBeNull()
})

test('Without amounts there is recency and frequency alone; whoever has none has no money score', () => {
  const many = Array.from({ length: 30 }, (_, k) => k)
  const facts = { silence: 3, purchases: 20, revenue: 500 }
  expect(rfmOf(rfmCuts(many, many, null)!, facts).m).toBeNull()
  const cuts = rfmCuts(many, many, [...many, Number.NaN].slice(1))!
  expect(rfmOf(cuts, { ...facts, revenue: null }).m).toBeNull()
  expect(rfmOf(cuts, facts).m).toBe(5)
})
