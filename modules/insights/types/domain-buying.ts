import type { Names, StudiedCustomer, StudiedItem, StudiedOrder } from '../why/domain-studied.ts'

/** How a customer buys, without visits. */
export interface Buying {
  readonly purchases: number
  readonly discounted: number | null
  readonly variety: number | null
  readonly repeated: number | null
  readonly irregularity: number | null
  /** Minor units; null where no amount is known. */
  readonly margin: number | null
  /** Minor units bought in the 365 days up to the day of the study; null where no amount is known. */
  readonly yearRevenue: number | null
  /** Places in `Names`, of the first purchase; -1 when unknown. Its product and category are those of its dearest line. */
  readonly firstProduct: number
  readonly firstCategory: number
  readonly firstChannel: number
  readonly firstSource: number
}

/** What a figure depends on besides the customer. */
export interface BuyingOptions {
  /** The local day at whose end everything stands. */
  readonly asOfDay: number
  /** Margin as a share of what is paid, for goods whose cost nobody knows. */
  readonly shopMargin: number
}

/** A year back, that day included. */
export const YEAR_DAYS = 365

/** How the customer has bought so far. A cancelled order was no purchase, so nothing is taken off for it. */
export function buyingOf(customer: StudiedCustomer, names: Pick<Names, 'products'>, { asOfDay, shopMargin }: BuyingOptions): Buying {
  const { orders, refunds, source } = customer
  const paid = orders.filter(({ amount }) => amount !== null)
  const hasAmounts = paid.length > 0 || refunds.some(({ amount }) => amount !== null)
  const marginOf = (paper: Paper) => paperMargin(paper, names, shopMargin)
  const first = dearest(orders[0]?.items ?? [])
  return {
    purchases: orders.length,
    discounted: shareOfKnown(orders.map(({ discounted }) => discounted)),
    variety: varietyOf(orders),
    repeated: repeatedOf(orders),
    irregularity: irregularityOf(orders.map(({ day }) => day)),
    margin: hasAmounts ? Math.round(sum(orders.map(marginOf)) - sum(refunds.filter(({ isOrder }) => !isOrder).map(marginOf))) : null,
    yearRevenue: hasAmounts ? sum(paid.map(({ day, amount }) => (day > asOfDay - YEAR_DAYS && day <= asOfDay ? (amount ?? 0) : 0))) : null,
    firstProduct: first?.product ?? -1,
    firstCategory: first?.category ?? -1,
    firstChannel: orders[0]?.channel ?? -1,
    firstSource: source,
  }
}

/** The share of those that say yes, of those that say anything; null where none does. */
export function shareOfKnown(said: readonly (boolean | null)[]): number | null {
  const known = said.filter((each) => each !== null)
  return known.length === 0 ? null : known.filter(Boolean).length / known.length
}

/** Different products over lines that name one; null without such lines. */
function varietyOf(orders: readonly StudiedOrder[]): number | null {
  const products = orders.flatMap(({ items }) => items.flatMap(({ product }) => (product < 0 ? [] : [product])))
  return products.length === 0 ? null : new Set(products).size / products.length
}

/** Of the purchases after the first that name a product, the share that hold one bought before; null without such purchases. */
function repeatedOf(orders: readonly StudiedOrder[]): number | null {
  const before = new Set<number>()
  let later = 0
  let again = 0
  orders.forEach(({ items }, at) => {
    const products = items.flatMap(({ product }) => (product < 0 ? [] : [product]))
    if (at > 0 && products.length > 0) {
      later++
      if (products.some((product) => before.has(product))) again++
    }
    for (const product of products) before.add(product)
  })
  return later === 0 ? null : again / later
}

/**
 * Coefficient of variation of the days between purchases (standard deviation over mean, of all gaps: the divisor is their number); 0 like clockwork,
 * 1 as by chance. Null with fewer than two gaps, and where all purchases fall on one day.
 */
export function irregularityOf(days: readonly number[]): number | null {
  const gaps = days.slice(1).map((day, at) => day - (days[at] ?? 0))
  const mean = sum(gaps) / gaps.length
  if (gaps.length < 2 || mean === 0) return null
  return Math.sqrt(sum(gaps.map((gap) => (gap - mean) ** 2)) / gaps.length) / mean
}

/** A purchase, or what went back of one. */
type Paper = Pick<StudiedOrder, 'amount' | 'items'>

/**
 * What a paper leaves over: what was paid less what its goods cost. Goods whose cost the catalogue does not know cost (1 − margin) of their price;
 * where a line's price is unknown too, or there are no lines, the shop's margin stands for the whole paper. Unknown amounts add nothing.
 */
function paperMargin({ amount, items }: Paper, { products }: Pick<Names, 'products'>, shopMargin: number): number {
  if (amount === null) return 0
  let cost = 0
  for (const item of items) {
    const known = products[item.product]?.cost ?? null
    if (known === null && item.amount === null) return amount * shopMargin
    cost += known === null ? (item.amount ?? 0) * (1 - shopMargin) : known * item.quantity
  }
  return items.length === 0 ? amount * shopMargin : amount - cost
}

/** The line for which most was paid, the earlier one of equals; undefined without lines that name a product. */
function dearest(items: readonly StudiedItem[]): StudiedItem | undefined {
  return items
    .filter(({ product }) => product >= 0)
    .toSorted((a, b) => (b.amount ?? 0) - (a.amount ?? 0))
    .at(0)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0)
}
