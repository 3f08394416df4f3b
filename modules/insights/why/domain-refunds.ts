import { wilson } from '../domain-shares.ts'
import { listedProducts, productRef, type ProductRef } from './domain-first-products.ts'
import { addTo, distinct, emptyTally, FEWEST } from './domain-standing.ts'
import type { Share } from './domain-statistics.ts'
import type { Names, StudiedItem, StudyFold } from './domain-studied.ts'

/** Customers who ordered something, and those of them who gave some of it back. */
export interface GivenBack {
  readonly of: number
  readonly count: number
  readonly low: number
  readonly high: number
}

/** What goes back, by product and by category. */
export interface Refunds {
  /** Everybody, once for each product they ordered: the share of products that went back. */
  readonly everything: Share
  readonly products: readonly (GivenBack & { readonly product: ProductRef })[]
  readonly categories: readonly (GivenBack & { readonly category: string })[]
}

/**
 * A fold that says what goes back. An order that was cancelled counts as ordered and given back; what came back without having been seen ordered, such
 * as something bought before the first order that is known, counts as neither.
 */
export function refundsFold(): StudyFold & { readonly result: (names: Names) => Refunds } {
  const products = emptyTally()
  const categories = emptyTally()
  return {
    take: ({ orders, refunds }) => {
      const back = refunds.flatMap(({ items }) => items)
      const ordered = [...orders, ...refunds.filter(({ isOrder }) => isOrder)].flatMap(({ items }) => items)
      countBack(products, ordered, back, ({ product }) => product)
      countBack(categories, ordered, back, ({ category }) => category)
    },
    result: (names) => {
      const listed = listedProducts(names, products.of)
      const everything = { count: 0, of: 0 }
      for (const place of listed) {
        everything.of += products.of[place] ?? 0
        everything.count += products.count[place] ?? 0
      }
      return {
        everything,
        products: listed.map((place) => ({ product: productRef(names, place), ...givenBack(products, place) })).toSorted(byLeast),
        categories: [...categories.of.keys()]
          .filter((place) => (categories.of[place] ?? 0) > 0)
          .map((place) => ({ category: names.categories[place] ?? '', ...givenBack(categories, place) }))
          .toSorted(byLeast),
      }
    },
  }
}

function countBack(
  tally: ReturnType<typeof emptyTally>,
  ordered: readonly StudiedItem[],
  back: readonly StudiedItem[],
  placeOf: (item: StudiedItem) => number,
): void {
  const gone = new Set(back.map(placeOf))
  for (const place of distinct(ordered, placeOf)) addTo(tally, place, gone.has(place))
}

function givenBack({ of, count }: ReturnType<typeof emptyTally>, place: number): GivenBack {
  const share = { of: of[place] ?? 0, count: count[place] ?? 0 }
  const { low, high } = wilson(share.count, share.of)
  return { ...share, low: low ?? 0, high: high ?? 1 }
}

/** Those first that surely go back most; last those that too few ordered to tell. */
function byLeast(a: GivenBack, b: GivenBack): number {
  return Number(b.of >= FEWEST) - Number(a.of >= FEWEST) || b.low - a.low || b.of - a.of
}
