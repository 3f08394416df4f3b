import type { Part } from '../modules/insights/why/api.ts'
import { firstProductsFold } from '../modules/insights/why/domain-first-products.ts'
import { MOST_PAIRED, pairsFold } from '../modules/insights/why/domain-pairs.ts'
import { refundsFold } from '../modules/insights/why/domain-refunds.ts'
import { shortened } from '../modules/insights/why/domain-shortened.ts'
import { silenceFold } from '../modules/insights/why/domain-silence.ts'
import type { Standing } from '../modules/insights/why/domain-standing.ts'
import type { Studied } from './report-items.ts'

/** Which products bring customers back, go together, come before silence and go back. */
export interface ProductsPart {
  readonly standing: Standing
  readonly first: Part<'first'>
  readonly together: Part<'together'>
  readonly next: Part<'next'>
  readonly silence: Part<'silence'>
  readonly refunds: Part<'refunds'>
}

/** Studies everybody's purchases as the pages on products do; null when no line names a product. */
export function productsPart({ names, customers, hasProducts }: Studied, standing: Standing): ProductsPart | null {
  if (!hasProducts) return null
  const best = bestSold(customers)
  const first = firstProductsFold(standing)
  const pairs = pairsFold((place) => best.has(place))
  const silence = silenceFold(standing)
  const refunds = refundsFold()
  for (const customer of customers) {
    if (customer) for (const fold of [first, pairs, silence, refunds]) fold.take(customer, names)
  }
  const { together, next, products } = pairs.result(names)
  const back = refunds.result(names)
  return {
    standing,
    first: shortened(first.result(names), (row) => row.with.of),
    together: { rows: together, products },
    next: { rows: next, products },
    silence: shortened(silence.result(names), (row) => row.orders.of),
    refunds: { ...back, products: shortened({ rows: back.products }, ({ of }) => of).rows },
  }
}

/** The products in most orders: as many as pairs are counted of. */
function bestSold(customers: Studied['customers']): ReadonlySet<number> {
  const counts = new Map<number, number>()
  for (const customer of customers) {
    for (const { items } of customer?.orders ?? []) {
      for (const product of new Set(items.map(({ product }) => product))) counts.set(product, (counts.get(product) ?? 0) + 1)
    }
  }
  counts.delete(-1)
  const best = [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_PAIRED)
  return new Set(best.map(([product]) => product))
}
