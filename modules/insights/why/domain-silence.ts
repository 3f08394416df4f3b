import { wilson } from '../domain-shares.ts'
import { listedProducts, productRef, type ProductRef } from './domain-first-products.ts'
import { distinct, effectOf, FEWEST, judged, TOO_FEW, type Judged, type Standing } from './domain-standing.ts'
import { twoSided, type Share } from './domain-statistics.ts'
import type { Names, StudyFold } from './domain-studied.ts'

/** Purchases that held a product, and how many of them were followed by silence. */
export interface SilentProduct extends Judged {
  readonly product: ProductRef
  readonly orders: Share
  /** The share that would have been, had they ended as other purchases at the same stage (first, second, third to fifth, later) do. */
  readonly expected: number
  /** Former customers whose last purchase held it. */
  readonly lastOf: number
}

/** After which products customers fall silent. */
export interface Silence {
  /** All purchases observed long enough that tell their products, and those of them that were followed by silence. */
  readonly everything: Share
  readonly rows: readonly SilentProduct[]
}

/** First, second, third to fifth, later: the first purchase is the last one far more often than the tenth. */
const STAGES = 4

function stageOf(nth: number): number {
  return nth <= 2 ? nth - 1 : nth <= 5 ? 2 : 3
}

/**
 * A fold that says after which products customers fall silent: every purchase at least one activity window old is looked at as long as the others, for
 * one window, so that neither old nor new products are put at a disadvantage; and compared with purchases at the same stage, so that what newcomers buy
 * is not blamed for being bought by newcomers.
 */
export function silenceFold({ asOfDay, windowDays }: Standing): StudyFold & { readonly result: (names: Names) => Silence } {
  const all = new Float64Array(STAGES)
  const allSilent = new Float64Array(STAGES)
  const orders: number[] = []
  const silent: number[] = []
  const lastOf: number[] = []
  return {
    take: (customer) => {
      customer.orders.forEach(({ day, items }, k) => {
        if (day + windowDays > asOfDay) return
        const products = distinct(items, ({ product }) => product)
        if (products.length === 0) return
        const next = customer.orders[k + 1]
        const isSilent = next === undefined || next.day > day + windowDays
        const stage = stageOf(k + 1)
        all[stage]! += 1
        if (isSilent) allSilent[stage]! += 1
        for (const product of products) {
          bump(orders, product * STAGES + stage)
          if (isSilent) bump(silent, product * STAGES + stage)
          if (next === undefined) bump(lastOf, product)
        }
      })
    },
    result: (names) => {
      const totals = names.products.map((_, place) => sumOf(orders, place))
      const rows = listedProducts(names, totals).map((place): SilentProduct => {
        const at = (counts: readonly number[]) => Array.from({ length: STAGES }, (_, stage) => counts[place * STAGES + stage] ?? 0)
        const compared = compareByStage({ orders: at(orders), silent: at(silent), all, allSilent })
        return { product: productRef(names, place), lastOf: lastOf[place] ?? 0, ...compared }
      })
      const ranked = judged(rows).toSorted(
        (a, b) => Number(b.verdict === 'more') - Number(a.verdict === 'more') || effectOf(b) - effectOf(a) || b.orders.of - a.orders.of,
      )
      return { everything: { count: total(allSilent), of: total(all) }, rows: ranked }
    },
  }
}

interface ByStage {
  readonly orders: readonly number[]
  readonly silent: readonly number[]
  readonly all: Float64Array
  readonly allSilent: Float64Array
}

/**
 * Standardised by stage. The probability is Mantel & Haenszel's (1959); the interval joins Wilson's of the share with the normal one of what was
 * expected, as Zou & Donner (2008, Statistics in Medicine 27, 1693–1702) join intervals of two independent figures.
 */
function compareByStage({ orders, silent, all, allSilent }: ByStage): Pick<SilentProduct, 'orders' | 'expected' | keyof Judged> {
  const of = total(orders)
  const count = total(silent)
  let expected = 0
  let expectedVariance = 0
  let likely = 0
  let variance = 0
  let isAlone = false
  orders.forEach((n, stage) => {
    if (n === 0) return
    const everything = all[stage] ?? 0
    const ended = allSilent[stage] ?? 0
    const others = everything - n
    isAlone ||= others === 0
    const share = others === 0 ? 0 : (ended - (silent[stage] ?? 0)) / others
    expected += (n / of) * share
    expectedVariance += others === 0 ? 0 : ((n / of) ** 2 * share * (1 - share)) / others
    likely += (n * ended) / everything
    variance += everything < 2 ? 0 : (n * others * ended * (everything - ended)) / (everything ** 2 * (everything - 1))
  })
  if (of < FEWEST || total(all) - of < FEWEST || isAlone || variance === 0) return { orders: { count, of }, expected, ...TOO_FEW }
  const share = count / of
  const { low, high } = wilson(count, of)
  const aside = Z * Math.sqrt(expectedVariance)
  const difference = share - expected
  return {
    orders: { count, of },
    expected,
    difference,
    low: difference - Math.hypot(share - (low ?? 0), aside),
    high: difference + Math.hypot((high ?? 1) - share, aside),
    p: twoSided((count - likely) / Math.sqrt(variance)),
    verdict: 'unclear',
  }
}

const Z = 1.959963984540054

function bump(counts: number[], place: number): void {
  while (counts.length <= place) counts.push(0)
  counts[place] = (counts[place] ?? 0) + 1
}

function sumOf(counts: readonly number[], place: number): number {
  return total(counts.slice(place * STAGES, (place + 1) * STAGES))
}

function total(counts: Iterable<number>): number {
  let sum = 0
  for (const count of counts) sum += count
  return sum
}
