import { wilson } from '../domain-shares.ts'
import type { ProductRef } from './domain-first-products.ts'
import { adjusted, compareShares, type Share } from './domain-statistics.ts'

/** Two products that go together: in one order, or one after the other. */
export interface Pair {
  readonly first: ProductRef
  readonly second: ProductRef
  /** Times with the first, and of them with the second as well. */
  readonly with: Share
  /** All times, and of them with the second. */
  readonly all: Share
  /** How many different customers did so. */
  readonly customers: number
  /** How many times as often the second goes with the first as with anything; its 95 % interval. */
  readonly lift: number
  readonly low: number
  readonly high: number
  /** Adjusted for all pairs that could have stood out. */
  readonly p: number
}

/** A pair as it was counted, by ranks. */
export interface FoundPair {
  readonly first: number
  readonly second: number
  readonly both: number
  readonly customers: number
  readonly firsts: number
  readonly seconds: number
  readonly all: number
}

/** What fewer different customers did tells too little: one of them may order the same two things every month. */
export const FEWEST_TOGETHER = 10

const MOST_PAIRS = 500

/**
 * Pairs that go together more often than chance explains, those first that surely do so most. `looks` is how many pairs there could have been. Lift as
 * Brin, Motwani, Ullman & Tsur (1997, "Dynamic Itemset Counting", there "interest") define it; its interval is Wilson's of the share, over the usual share.
 */
export function standingOut(found: readonly FoundPair[], looks: number, ref: (rank: number) => ProductRef): Pair[] {
  const clear = found.map(lifted).filter(({ low }) => low > 1)
  const p = adjusted(
    clear.map(({ with: those, all }) => probability(those, all)),
    looks,
  )
  return clear
    .map((pair, k) => ({ ...pair, p: p[k] ?? 1 }))
    .filter((pair) => pair.p <= 0.05)
    .toSorted((a, b) => b.low - a.low || b.with.count - a.with.count)
    .slice(0, MOST_PAIRS)
    .map(({ ranks, ...pair }) => ({ first: ref(ranks.first), second: ref(ranks.second), ...pair }))
}

function lifted({ first, second, both, customers, firsts, seconds, all }: FoundPair) {
  const usual = seconds / all
  const { low, high } = wilson(both, firsts)
  return {
    ranks: { first, second },
    customers,
    with: { count: both, of: firsts },
    all: { count: seconds, of: all },
    lift: both / firsts / usual,
    low: (low ?? 0) / usual,
    high: (high ?? 1) / usual,
  }
}

/** Of those with the first against those without it. */
function probability(those: Share, all: Share): number {
  if (those.of === all.of) return 1
  return compareShares(those, { count: all.count - those.count, of: all.of - those.of }).p
}
