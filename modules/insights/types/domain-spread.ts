import type { HistoryColumns } from '#domain/orders'
import { monthIndex, type Calendar } from '#pure/calendar'

/** Purchases and minor units of one month, by whether they were their customers' first, second or a later one. */
export interface MonthOfRevenue {
  readonly month: number
  readonly orders: readonly [first: number, second: number, later: number]
  readonly amounts: readonly [first: number, second: number, later: number]
}

export type RevenueByMonth = Readonly<Record<Calendar, readonly MonthOfRevenue[]>>

/** The customers who spent most. */
export interface TopCustomers {
  /** Per cent of all customers, rounded up to whole people. */
  readonly percent: number
  /** Whoever spent at least this much belongs to them; equals come in together. */
  readonly least: number
  readonly customers: number
  readonly amount: number
}

/** How revenue is spread over customers. */
export interface Spread {
  readonly customers: number
  readonly amount: number
  readonly tops: readonly TopCustomers[]
  /** At [p]: the share of revenue that the p per cent of customers who spent most brought, p = 0 to 100, within a customer in proportion. */
  readonly curve: readonly number[]
  /** 0 when all spent the same, towards 1 when one customer spent everything. */
  readonly gini: number
}

const TOPS = [1, 5, 10, 20]

/** What every month brought by nth purchase, in both calendars, months without purchases left out. Amounts are exact up to 2^53 minor units a day. */
export function revenueByMonth({
  count,
  starts,
  days,
  amounts,
}: Pick<HistoryColumns, 'count' | 'starts' | 'days' | 'amounts'>): RevenueByMonth {
  if (count === 0) return { gregorian: [], persian: [] }
  const first = days.reduce((least, day) => Math.min(least, day), Infinity)
  const length = days.reduce((most, day) => Math.max(most, day), -Infinity) - first + 1
  const orders = [0, 1, 2].map(() => new Float64Array(length))
  const paid = [0, 1, 2].map(() => new Float64Array(length))
  for (let k = 0; k < count; k++) {
    const from = starts[k] ?? 0
    for (let at = from; at < (starts[k + 1] ?? 0); at++) {
      const nth = Math.min(at - from, 2)
      const day = (days[at] ?? 0) - first
      addTo(orders[nth], day, 1)
      addTo(paid[nth], day, amounts[at] ?? 0)
    }
  }
  const monthsIn = (calendar: Calendar): MonthOfRevenue[] => {
    const months = Map.groupBy(
      Array.from({ length }, (_, day) => day),
      (day) => monthIndex(calendar, first + day),
    )
    const sumOver = (columns: readonly Float64Array[], inside: readonly number[]): [number, number, number] => [
      totalOf(columns[0], inside),
      totalOf(columns[1], inside),
      totalOf(columns[2], inside),
    ]
    return [...months]
      .map(([month, inside]) => ({ month, orders: sumOver(orders, inside), amounts: sumOver(paid, inside) }))
      .filter((each) => each.orders.some((count) => count > 0))
  }
  return { gregorian: monthsIn('gregorian'), persian: monthsIn('persian') }
}

/** How revenue is spread; null where there is none. */
export function spreadOf({ count, starts, amounts }: Pick<HistoryColumns, 'count' | 'starts' | 'amounts'>): Spread | null {
  const spent = new Float64Array(count)
  for (let k = 0; k < count; k++) for (let at = starts[k] ?? 0; at < (starts[k + 1] ?? 0); at++) addTo(spent, k, amounts[at] ?? 0)
  spent.sort().reverse()
  const sums = new Float64Array(count + 1)
  for (let k = 0; k < count; k++) sums[k + 1] = (sums[k] ?? 0) + (spent[k] ?? 0)
  const amount = sums[count] ?? 0
  if (amount === 0) return null
  const upTo = (people: number) => {
    const whole = Math.floor(people)
    return ((sums[whole] ?? 0) + (people - whole) * (spent[whole] ?? 0)) / amount
  }
  return {
    customers: count,
    amount,
    tops: TOPS.map((percent) => topOf(spent, sums, percent)),
    curve: Array.from({ length: 101 }, (_, percent) => upTo((percent * count) / 100)),
    gini: giniOf(spent, amount),
  }
}

function topOf(spent: Float64Array, sums: Float64Array, percent: number): TopCustomers {
  const people = Math.ceil((percent * spent.length) / 100)
  const least = spent[people - 1] ?? 0
  let customers = people
  while (customers < spent.length && spent[customers] === least) customers++
  return { percent, least, customers, amount: sums[customers] ?? 0 }
}

/** Gini (1912): mean difference between two customers over twice the mean; here from amounts that fall. */
function giniOf(spent: Float64Array, amount: number): number {
  const count = spent.length
  let weighted = 0
  for (let k = 0; k < count; k++) weighted += (count - k) * (spent[k] ?? 0)
  return Math.max(0, (2 * weighted) / (count * amount) - (count + 1) / count)
}

function addTo(column: Float64Array | undefined, at: number, value: number): void {
  if (column) column[at] = (column[at] ?? 0) + value
}

function totalOf(column: Float64Array | undefined, places: readonly number[]): number {
  return places.reduce((total, at) => total + (column?.[at] ?? 0), 0)
}
