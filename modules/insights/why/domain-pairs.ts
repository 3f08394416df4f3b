import { productRef } from './domain-first-products.ts'
import { FEWEST_TOGETHER, standingOut, type FoundPair, type Pair } from './domain-lift.ts'
import { distinct } from './domain-standing.ts'
import type { Names, StudiedOrder, StudyFold } from './domain-studied.ts'

/** Pairs bought together in one order, and pairs of which the second follows in the next purchase. */
export interface Pairs {
  readonly together: readonly Pair[]
  readonly next: readonly Pair[]
  /** So many products had their pairs counted. */
  readonly products: number
}

/** Pairs of so many products at most are counted: four tables of that side squared are all the memory it takes. */
export const MOST_PAIRED = 2000

/** A fold that counts pairs of the products that `isPaired` lets through (by place), the first MOST_PAIRED of them that appear. */
export function pairsFold(isPaired: (product: number, names: Names) => boolean): StudyFold & { readonly result: (names: Names) => Pairs } {
  const ranks = ranking(isPaired)
  const together = pairCounts()
  const next = pairCounts()
  let customer = 0
  return {
    take: ({ orders }, names) => {
      customer += 1
      let before: readonly number[] | null = null
      for (const order of orders) {
        const own = ranks.of(order, names)
        if (own) countTogether(together, own, customer)
        if (own && before) countNext(next, before, own, customer)
        before = own
      }
    },
    result: (names) => {
      const ref = (rank: number) => productRef(names, ranks.places[rank] ?? -1)
      const products = ranks.places.length
      const found = (counts: PairCounts) => [...foundPairs(counts)]
      return {
        together: standingOut(found(together).map(rarerFirst), (products * (products - 1)) / 2, ref),
        next: standingOut(found(next), products * (products - 1), ref),
        products,
      }
    },
  }
}

/** Gives products ranks as they appear, so that tables need no more room than there are. */
function ranking(isPaired: (product: number, names: Names) => boolean) {
  const ranks = new Map<number, number>()
  const places: number[] = []
  const rankOf = (product: number, names: Names): number => {
    const known = ranks.get(product)
    if (known !== undefined) return known
    const rank = places.length < MOST_PAIRED && isPaired(product, names) ? places.length : -1
    ranks.set(product, rank)
    if (rank !== -1) places.push(product)
    return rank
  }
  return {
    places,
    /** Ranks of what an order held; null when it does not say what it held. */
    of: ({ items }: StudiedOrder, names: Names): readonly number[] | null => {
      const products = distinct(items, ({ product }) => product)
      return products.length === 0 ? null : products.map((product) => rankOf(product, names)).filter((rank) => rank !== -1)
    },
  }
}

/** How often ranks went together, by the first and the second; and how many customers did so. */
interface PairCounts {
  all: number
  readonly firsts: Uint32Array
  readonly seconds: Uint32Array
  readonly times: Uint32Array[]
  readonly customers: Uint32Array[]
  /** The customer who did so last. */
  readonly latest: Uint32Array[]
}

function pairCounts(): PairCounts {
  return { all: 0, firsts: new Uint32Array(MOST_PAIRED), seconds: new Uint32Array(MOST_PAIRED), times: [], customers: [], latest: [] }
}

/** Each pair once, the lower rank first. */
function countTogether(counts: PairCounts, ranks: readonly number[], customer: number): void {
  counts.all += 1
  const sorted = Uint32Array.from(ranks).sort()
  for (let i = 0; i < sorted.length; i++) {
    const first = sorted[i] ?? 0
    bump(counts.firsts, first)
    bump(counts.seconds, first)
    for (let j = i + 1; j < sorted.length; j++) countPair(counts, first, sorted[j] ?? 0, customer)
  }
}

function countNext(counts: PairCounts, before: readonly number[], after: readonly number[], customer: number): void {
  counts.all += 1
  for (const second of after) bump(counts.seconds, second)
  for (const first of before) {
    bump(counts.firsts, first)
    for (const second of after) countPair(counts, first, second, customer)
  }
}

function countPair(counts: PairCounts, first: number, second: number, customer: number): void {
  const latest = widened(counts.latest, first, second)
  bump(widened(counts.times, first, second), second)
  if (latest[second] === customer) return
  latest[second] = customer
  bump(widened(counts.customers, first, second), second)
}

/** The row of the first rank, long enough for the second; it grows by doubling. */
function widened(rows: Uint32Array[], first: number, second: number): Uint32Array {
  const row = rows[first]
  if (row && second < row.length) return row
  const wider = new Uint32Array(Math.min(MOST_PAIRED, 2 * second + 16))
  if (row) wider.set(row)
  rows[first] = wider
  return wider
}

function bump(counts: Uint32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1
}

/** Of two products in one order, the rarer says more about the other than the other about it. */
function rarerFirst(pair: FoundPair): FoundPair {
  const { first, second, firsts, seconds } = pair
  return firsts <= seconds ? pair : { ...pair, first: second, second: first, firsts: seconds, seconds: firsts }
}

/** Pairs that enough customers bought, and that go together more often than by chance. */
function* foundPairs({ all, firsts, seconds, times, customers }: PairCounts): Generator<FoundPair> {
  for (const [first, row] of times.entries()) {
    if (!row) continue
    for (let second = 0; second < row.length; second++) {
      const pair = { both: row[second] ?? 0, firsts: firsts[first] ?? 0, seconds: seconds[second] ?? 0, all }
      const by = customers[first]?.[second] ?? 0
      if (first !== second && by >= FEWEST_TOGETHER && pair.both * all > pair.firsts * pair.seconds) {
        yield { first, second, customers: by, ...pair }
      }
    }
  }
}
