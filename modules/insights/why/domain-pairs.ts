import { wilson } from '../domain-shares.ts'
import { productRef, type ProductRef } from './domain-first-products.ts'
import { distinct } from './domain-standing.ts'
import { adjusted, compareShares } from './domain-statistics.ts'
import type { Names, StudyFold } from './domain-studied.ts'

/** Two products that go together: in one order, or one after the other. */
export interface Pair {
  readonly first: ProductRef
  readonly second: ProductRef
  /** With the first, and of them with the second as well. */
  readonly with: { readonly count: number; readonly of: number }
  /** All that were looked at, and of them with the second. */
  readonly all: { readonly count: number; readonly of: number }
  /** How many times as often the second goes with the first as with anything; its 95 % interval. */
  readonly lift: number
  readonly low: number
  readonly high: number
  /** Adjusted for all pairs that could have stood out. */
  readonly p: number
}

/** Pairs bought together in one order, and pairs of which the second follows in the next purchase. */
export interface Pairs {
  readonly together: readonly Pair[]
  readonly next: readonly Pair[]
  /** So many products had their pairs counted. */
  readonly products: number
}

/** Fewer times together tell too little. */
export const FEWEST_TOGETHER = 10
/** Pairs of so many products at most are counted: two tables of that side squared are all the memory it takes. */
export const MOST_PAIRED = 2000

/** A fold that counts pairs of the products that `isPaired` lets through (by place), the first MOST_PAIRED of them that appear. */
export function pairsFold(isPaired: (product: number, names: Names) => boolean): StudyFold & { readonly result: (names: Names) => Pairs } {
  const ranks = new Map<number, number>()
  const places: number[] = []
  const together: Uint32Array[] = []
  const next: Uint32Array[] = []
  const counts = { orders: 0, steps: 0 }
  const having = new Uint32Array(MOST_PAIRED)
  const leaving = new Uint32Array(MOST_PAIRED)
  const reaching = new Uint32Array(MOST_PAIRED)

  const rankOf = (product: number, names: Names): number => {
    const known = ranks.get(product)
    if (known !== undefined) return known
    const rank = places.length < MOST_PAIRED && isPaired(product, names) ? places.length : -1
    ranks.set(product, rank)
    if (rank !== -1) {
      places.push(product)
      together.push(new Uint32Array(rank))
      next.push(new Uint32Array(0))
    }
    return rank
  }

  const take: StudyFold['take'] = ({ orders }, names) => {
    let before: readonly number[] | null = null
    for (const { items } of orders) {
      const products = distinct(items, ({ product }) => product)
      const ranked = products.length === 0 ? null : products.map((product) => rankOf(product, names)).filter((rank) => rank !== -1)
      if (ranked) {
        counts.orders += 1
        for (const rank of ranked) having[rank]! += 1
        countTogether(together, ranked)
      }
      if (ranked && before) {
        counts.steps += 1
        for (const rank of before) leaving[rank]! += 1
        for (const rank of ranked) reaching[rank]! += 1
        countNext(next, before, ranked)
      }
      before = ranked
    }
  }

  const result = (names: Names): Pairs => {
    const ref = (rank: number) => productRef(names, places[rank] ?? -1)
    const looks = (places.length * (places.length - 1)) / 2
    const found: Found[] = []
    together.forEach((row, a) => {
      row.forEach((both, b) => {
        if (both < FEWEST_TOGETHER) return
        // The rarer of the two says more about the other than the other about it.
        const [rare, common] = having[a]! < having[b]! ? [a, b] : [b, a]
        found.push({ first: rare, second: common, both, of: having[rare]!, usually: having[common]!, all: counts.orders })
      })
    })
    const after: Found[] = []
    next.forEach((row, a) => {
      row.forEach((both, b) => {
        if (both >= FEWEST_TOGETHER && a !== b)
          after.push({ first: a, second: b, both, of: leaving[a]!, usually: reaching[b]!, all: counts.steps })
      })
    })
    return { together: standing(found, looks, ref), next: standing(after, 2 * looks, ref), products: places.length }
  }
  return { take, result }
}

interface Found {
  readonly first: number
  readonly second: number
  readonly both: number
  readonly of: number
  readonly usually: number
  readonly all: number
}

function countTogether(together: readonly Uint32Array[], ranked: readonly number[]): void {
  for (let i = 1; i < ranked.length; i++) {
    for (let j = 0; j < i; j++) {
      const a = ranked[i]!
      const b = ranked[j]!
      together[Math.max(a, b)]![Math.min(a, b)]! += 1
    }
  }
}

/** Rows grow as far as products that follow reach. */
function countNext(next: Uint32Array[], before: readonly number[], after: readonly number[]): void {
  const most = Math.max(-1, ...after)
  for (const a of before) {
    let row = next[a]!
    if (row.length <= most) {
      const wider = new Uint32Array(Math.min(MOST_PAIRED, 2 * most + 16))
      wider.set(row)
      next[a] = row = wider
    }
    for (const b of after) row[b]! += 1
  }
}

/** Pairs that go together more often than chance explains, those first that surely do so most. */
function standing(found: readonly Found[], looks: number, ref: (rank: number) => ProductRef): Pair[] {
  const p = adjusted(
    found.map(({ both, of, usually, all }) =>
      of === all ? 1 : compareShares({ count: both, of }, { count: usually - both, of: all - of }).p,
    ),
    looks,
  )
  return found
    .map(({ first, second, both, of, usually, all }, k) => {
      const usual = usually / all
      const { low, high } = wilson(both, of)
      return {
        ranks: { first, second },
        with: { count: both, of },
        all: { count: usually, of: all },
        lift: both / of / usual,
        low: (low ?? 0) / usual,
        high: (high ?? 1) / usual,
        p: p[k] ?? 1,
      }
    })
    .filter(({ low, p }) => low > 1 && p <= 0.05)
    .toSorted((a, b) => b.low - a.low || b.with.count - a.with.count)
    .slice(0, MOST_PAIRS)
    .map(({ ranks, ...pair }) => ({ first: ref(ranks.first), second: ref(ranks.second), ...pair }))
}

const MOST_PAIRS = 500
