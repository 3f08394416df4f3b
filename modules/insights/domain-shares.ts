import { lineCell } from '#domain/orders'
import type { Cells, Counts } from '#domain/orders'
import type { ReturnReport } from './api.ts'

/** 97.5th percentile of the normal distribution. */
const Z = 1.959963984540054
/** Purchases up to this one have a row of their own; later ones are pooled. */
const LAST_EXACT = 10

/**
 * The 95 % interval of a share, after Wilson (1927), "Probable Inference, the Law of Succession, and Statistical Inference";
 * nulls when there is nothing to divide by.
 */
export function wilson(successes: number, trials: number): { readonly low: number | null; readonly high: number | null } {
  if (trials === 0) return { low: null, high: null }
  const share = successes / trials
  const scale = 1 + Z ** 2 / trials
  const centre = (share + Z ** 2 / (2 * trials)) / scale
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / trials + Z ** 2 / (4 * trials ** 2))
  return { low: successes === 0 ? 0 : Math.max(0, centre - half), high: successes === trials ? 1 : Math.min(1, centre + half) }
}

/** One count over another; null when there is nothing to divide by. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

/** The nth purchases of all customers, exact up to the 11th; the last entry pools the 12th and later. */
export function nthPurchases(cells: Cells): readonly Counts[] {
  return Array.from({ length: LAST_EXACT + 2 }, (_, k) => lineCell(cells.nth, k + 1))
}

/** After the nth purchase: who got there and who went on, for n = 1 to 10 and all later ones pooled. */
export function nextPurchases(nth: readonly Counts[]): ReturnReport['nextPurchase'] {
  const customers = (n: number) => nth[n - 1]?.customers ?? 0
  const later = nth[LAST_EXACT + 1]?.orders ?? 0
  const exact = Array.from({ length: LAST_EXACT }, (_, k) => nextPurchase(k + 1, false, customers(k + 1), customers(k + 2)))
  return [...exact, nextPurchase(LAST_EXACT + 1, true, customers(LAST_EXACT + 1) + later, later)]
}

/** How orders and revenue divide among first, second and later purchases. */
export function purchaseShares(nth: readonly Counts[], hasAmounts: boolean): ReturnReport['purchaseShares'] {
  const revenue = nth.reduce((sum, each) => sum + each.amount, 0n)
  const parts = [
    { which: 'first', cells: nth.slice(0, 1) },
    { which: 'second', cells: nth.slice(1, 2) },
    { which: 'later', cells: nth.slice(2) },
  ] as const
  return parts.map(({ which, cells }) => {
    const orders = cells.reduce((sum, each) => sum + each.orders, 0)
    const amount = cells.reduce((sum, each) => sum + each.amount, 0n)
    if (!hasAmounts) return { which, orders, revenue: null, share: null, meanOrder: null }
    return {
      which,
      orders,
      revenue: String(amount),
      share: ratio(amount, revenue),
      meanOrder: orders === 0 ? null : String(roundedMean(amount, orders)),
    }
  })
}

function nextPurchase(after: number, orMore: boolean, reached: number, continued: number): ReturnReport['nextPurchase'][number] {
  return { after, orMore, reached, continued, probability: shareOf(continued, reached), ...wilson(continued, reached) }
}

/** Sums of money may pass 2^53; the ratio needs no more digits than a double has. */
function ratio(part: bigint, whole: bigint): number | null {
  return whole === 0n ? null : Number(part) / Number(whole)
}

/** Half away from zero; amounts of purchases are positive. */
function roundedMean(sum: bigint, count: number): bigint {
  return (2n * sum + BigInt(count)) / (2n * BigInt(count))
}
