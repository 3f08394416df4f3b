import { TYPES, type BehaviourType } from './domain-types.ts'
import type { Names, StudiedCustomer } from '../why/domain-studied.ts'

/** What usually brings back people of one kind. */
export interface Alike {
  /** Customers counted, and those of them with a next purchase. */
  readonly customers: number
  readonly returned: number
  /** Next purchases counted. */
  readonly purchases: number
  /** Half of the next purchases came within so many days. */
  readonly medianDays: number | null
  /** What the most of the next purchases held, and how many did. */
  readonly product: { readonly id: string | null; readonly name: string; readonly purchases: number } | null
  readonly category: { readonly name: string; readonly purchases: number } | null
  /** Share of next purchases with a discount, of those that say. */
  readonly discounted: number | null
}

/** By type (each purchase to the next), by category of the first purchase and of everybody (the first purchase to the second). */
export interface AlikeKinds {
  readonly types: Partial<Record<BehaviourType, Alike>>
  readonly categories: Readonly<Record<string, Alike>>
  readonly all: Alike | null
}

/** Fewer next purchases than this say nothing about a kind. */
export const LEAST_ALIKE = 20
/** So many categories are kept, those with the most customers. */
const MOST_CATEGORIES = 200
/** Gaps of this many days and more are counted together. */
const LONGEST_GAP = 3_660

/** Gathers customer after customer what brings each kind back. */
export interface AlikeCounter {
  readonly add: (customer: StudiedCustomer, type: BehaviourType | null, firstCategory: number) => void
  readonly result: (names: Pick<Names, 'products' | 'categories'>) => AlikeKinds
}

/** A counter that has seen nobody. */
export function alikeCounter(): AlikeCounter {
  const types = new Map<BehaviourType, Tally>()
  const categories = new Map<number, Tally>()
  const everybody = emptyTally()
  return {
    add: (customer, type, firstCategory) => {
      if (type) note(tallyIn(types, type), customer, customer.orders.length)
      if (firstCategory >= 0) note(tallyIn(categories, firstCategory), customer, 2)
      note(everybody, customer, 2)
    },
    result: (names) => {
      const known = TYPES.flatMap((type) => {
        const tally = types.get(type)
        return tally && tally.purchases >= LEAST_ALIKE ? [[type, alikeOf(tally, names)] as const] : []
      })
      const kept = [...categories]
        .filter(([, tally]) => tally.purchases >= LEAST_ALIKE)
        .toSorted(([, a], [, b]) => b.customers - a.customers)
        .slice(0, MOST_CATEGORIES)
      return {
        types: Object.fromEntries(known),
        categories: Object.fromEntries(kept.map(([category, tally]) => [names.categories[category] ?? '', alikeOf(tally, names)])),
        all: everybody.purchases >= LEAST_ALIKE ? alikeOf(everybody, names) : null,
      }
    },
  }
}

interface Tally {
  customers: number
  returned: number
  purchases: number
  discounted: number
  saying: number
  /** Next purchases by days since the one before. */
  readonly gaps: Uint32Array
  /** Next purchases by product and by category in them. */
  readonly products: Map<number, number>
  readonly categories: Map<number, number>
}

function emptyTally(): Tally {
  return {
    customers: 0,
    returned: 0,
    purchases: 0,
    discounted: 0,
    saying: 0,
    gaps: new Uint32Array(LONGEST_GAP + 1),
    products: new Map(),
    categories: new Map(),
  }
}

function tallyIn<K>(tallies: Map<K, Tally>, key: K): Tally {
  const found = tallies.get(key)
  if (found) return found
  const made = emptyTally()
  tallies.set(key, made)
  return made
}

/** Counts the customer's purchases after the first, up to the `most`th. */
function note(tally: Tally, { orders }: StudiedCustomer, most: number): void {
  tally.customers++
  if (orders.length > 1) tally.returned++
  for (let k = 1; k < orders.length && k < most; k++) {
    const [before, next] = [orders[k - 1], orders[k]]
    if (!before || !next) continue
    tally.purchases++
    const gap = Math.min(next.day - before.day, LONGEST_GAP)
    tally.gaps[gap] = (tally.gaps[gap] ?? 0) + 1
    if (next.discounted !== null) tally.saying++
    if (next.discounted === true) tally.discounted++
    countEach(
      tally.products,
      next.items.map(({ product }) => product),
    )
    countEach(
      tally.categories,
      next.items.map(({ category }) => category),
    )
  }
}

/** Once a purchase, however many lines name it. */
function countEach(counts: Map<number, number>, places: readonly number[]): void {
  for (const place of new Set(places)) if (place >= 0) counts.set(place, (counts.get(place) ?? 0) + 1)
}

function alikeOf(tally: Tally, { products, categories }: Pick<Names, 'products' | 'categories'>): Alike {
  const { customers, returned, purchases, discounted, saying } = tally
  const product = commonest(tally.products, (place) => products[place]?.isArchived === false)
  const category = commonest(tally.categories, () => true)
  const named = product && products[product.place]
  return {
    customers,
    returned,
    purchases,
    medianDays: medianOf(tally.gaps, purchases),
    product: named ? { id: named.id, name: named.name, purchases: product.count } : null,
    category: category ? { name: categories[category.place] ?? '', purchases: category.count } : null,
    discounted: saying === 0 ? null : discounted / saying,
  }
}

function commonest(
  counts: Map<number, number>,
  isShown: (place: number) => boolean,
): { readonly place: number; readonly count: number } | null {
  let found: { place: number; count: number } | null = null
  for (const [place, count] of counts) if (count > (found?.count ?? 0) && isShown(place)) found = { place, count }
  return found
}

/** The mean of the two middle values, of a histogram over whole days. */
function medianOf(gaps: Uint32Array, count: number): number | null {
  return count === 0 ? null : (valueAt(gaps, Math.ceil(count / 2)) + valueAt(gaps, Math.floor(count / 2) + 1)) / 2
}

function valueAt(gaps: Uint32Array, rank: number): number {
  let seen = 0
  for (let days = 0; days < gaps.length; days++) {
    seen += gaps[days] ?? 0
    if (seen >= rank) return days
  }
  return gaps.length - 1
}
