import {
  addTo,
  cameBack,
  distinct,
  effectOf,
  emptyTally,
  FEWEST,
  isMature,
  judged,
  TOO_FEW,
  type Judged,
  type Standing,
} from './domain-standing.ts'
import { compareShares, type Share } from './domain-statistics.ts'
import type { Names, StudyFold } from './domain-studied.ts'

/** A product as tables show it. */
export interface ProductRef {
  /** Null while the catalogue does not know it. */
  readonly id: string | null
  readonly code: string | null
  readonly name: string
}

export function productRef({ products }: Names, place: number): ProductRef {
  const { id, code, name } = products[place] ?? { id: null, code: null, name: '' }
  return { id, code, name }
}

/** Places of products that lists show, most frequent first. */
export function listedProducts(names: Names, of: readonly number[]): number[] {
  return [...of.keys()]
    .filter((place) => (of[place] ?? 0) > 0 && names.products[place]?.isArchived === false)
    .toSorted((a, b) => (of[b] ?? 0) - (of[a] ?? 0) || a - b)
}

/** Customers whose first purchase held a product, set against those whose first purchase did not. */
export interface FirstProduct extends Judged {
  readonly product: ProductRef
  readonly with: Share
  readonly without: Share
}

/** Which first products bring customers back. */
export interface FirstProducts {
  /** Everybody observed long enough whose first purchase tells its products, and those of them who came back in time. */
  readonly everybody: Share
  readonly rows: readonly FirstProduct[]
}

/** A fold that says which first products bring customers back. */
export function firstProductsFold(standing: Standing): StudyFold & { readonly result: (names: Names) => FirstProducts } {
  const tally = emptyTally()
  const everybody = { count: 0, of: 0 }
  return {
    take: ({ orders }) => {
      const first = orders[0]
      if (first === undefined || !isMature(first.day, standing)) return
      const products = distinct(first.items, ({ product }) => product)
      if (products.length === 0) return
      const isBack = cameBack(orders, standing)
      everybody.of += 1
      if (isBack) everybody.count += 1
      for (const product of products) addTo(tally, product, isBack)
    },
    result: (names) => {
      const compared = listedProducts(names, tally.of).map((place): FirstProduct => {
        const those = { count: tally.count[place] ?? 0, of: tally.of[place] ?? 0 }
        const others = { count: everybody.count - those.count, of: everybody.of - those.of }
        const product = productRef(names, place)
        if (those.of < FEWEST || others.of < FEWEST) return { product, with: those, without: others, ...TOO_FEW }
        return { product, with: those, without: others, ...compareShares(those, others), verdict: 'unclear' }
      })
      const rows = judged(compared).toSorted((a, b) => effectOf(b) - effectOf(a) || b.with.of - a.with.of)
      return { everybody: { ...everybody }, rows }
    },
  }
}
