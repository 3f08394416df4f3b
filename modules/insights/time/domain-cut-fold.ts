import * as z from 'zod'
import { historyReader } from '#domain/orders'
import type { HistoryFold } from './domain-cells-fold.ts'
import { firstDayAt, GRAINS, periodAt, periodsBetween } from './domain-grains.ts'
import { retentionFold, type RetentionCounts } from './domain-retention-fold.ts'

/** What is cut, and how. Days are local ones since 1970-01-01. */
export const CutInput = z.object({
  grain: z.enum(GRAINS),
  calendar: z.enum(['gregorian', 'persian']),
  weekStart: z.int(),
  /** Nobody bought before. */
  firstDay: z.int(),
  /** Nobody bought after; figures stand at its end. */
  asOfDay: z.int(),
  /** Only customers whose first purchase lies on these days. */
  from: z.int(),
  to: z.int(),
  /** How many groups there are; 0 makes a row of each period instead. */
  groups: z.int(),
  windowDays: z.int(),
  /** Of a customer whose margin is unknown, as a share of revenue. */
  shopMargin: z.number(),
  mostRows: z.int(),
  mostColumns: z.int(),
  expected: z.int(),
})
export type CutInput = z.infer<typeof CutInput>

/** Sums by row and column: row * columns + column. A row is a period of first purchases or a group, column k the kth period after the first. */
export interface Cut {
  readonly rows: number
  readonly columns: number
  /** Index of the first row's period; 0 for groups. */
  readonly base: number
  readonly sizes: Float64Array
  /** Of groups: customers for whom the kth period has begun. */
  readonly eligible: Float64Array
  /** Customers who bought in the period. */
  readonly customers: Float64Array
  readonly orders: Float64Array
  /** Minor units: `high` times 2^52 and `low`. */
  readonly low: Float64Array
  readonly high: Float64Array
  readonly margin: Float64Array
  readonly retention: RetentionCounts
  /** By days between purchases: how many gaps are so long, and how many of those are the first. */
  readonly gaps: Float64Array
  readonly firstGaps: Float64Array
}

/** Below this a sum and one more amount are exact. */
const CARRY = 2 ** 52

/** Cuts packed histories. Margin is each customer's revenue at that customer's own ratio of margin (`amount` of the stream) to revenue. */
export function beginCut(input: CutInput, tell: (share: number) => void): HistoryFold<Cut> {
  const { firstDay, asOfDay, from, to, groups, windowDays, shopMargin, expected } = input
  const cut = emptyCut(input)
  const periods = periodsBetween(input, firstDay, asOfDay)
  const lastPeriod = periodAt(input, asOfDay)
  const retention = retentionFold({ ...boundsOf(input), parts: Math.max(1, groups), windowDays, firstDay })
  const reader = historyReader(({ history: { days, amounts }, part, amount }) => {
    const first = days[0]
    if (first === undefined || first < from || first > to || (groups > 0 && part < 0)) return
    const firstPeriod = periods[first - firstDay]!
    retention.add(groups > 0 ? part : 0, days, firstPeriod)
    addGaps(cut, days)
    const row = groups > 0 ? part : firstPeriod - cut.base
    if (row < 0) return
    cut.sizes[row]!++
    cut.eligible[row * cut.columns + Math.min(lastPeriod - firstPeriod, cut.columns - 1)]!++
    addPurchases(cut, days, { row, firstDay, firstPeriod, periods })
    if (amounts !== null)
      addAmounts(cut, amounts, { days, row, firstDay, firstPeriod, periods, ratio: ratioOf(amounts, amount, shopMargin) })
  })
  const add = (bytes: Uint8Array) => {
    reader.push(bytes)
    tell(Math.min(1, reader.count() / Math.max(1, expected)))
  }
  const end = (): Cut => {
    const { rows, columns, eligible } = cut
    for (let row = 0; row < rows; row++)
      for (let k = columns - 2; k >= 0; k--) eligible[row * columns + k]! += eligible[row * columns + k + 1]!
    return { ...cut, retention: retention.counts() }
  }
  return { add, end }
}

type Tables = Omit<Cut, 'retention'>

function emptyCut(input: CutInput): Tables {
  const { rows, columns, base } = shapeOf(input)
  const table = () => new Float64Array(rows * columns)
  const gaps = () => new Float64Array(input.asOfDay - input.firstDay + 1)
  return {
    rows,
    columns,
    base,
    sizes: new Float64Array(rows),
    eligible: table(),
    customers: table(),
    orders: table(),
    low: table(),
    high: table(),
    margin: table(),
    gaps: gaps(),
    firstGaps: gaps(),
  }
}

function addGaps({ gaps, firstGaps }: Tables, days: readonly number[]): void {
  for (let k = 1; k < days.length; k++) gaps[days[k]! - days[k - 1]!]!++
  if (days.length > 1) firstGaps[days[1]! - days[0]!]!++
}

/** Where one customer's purchases go. */
interface Place {
  readonly row: number
  readonly firstDay: number
  readonly firstPeriod: number
  readonly periods: Int32Array
}

function addPurchases(
  { columns, customers, orders }: Tables,
  days: readonly number[],
  { row, firstDay, firstPeriod, periods }: Place,
): void {
  let last = -1
  for (let k = 0; k < days.length; k++) {
    const after = periods[days[k]! - firstDay]! - firstPeriod
    if (after >= columns) return
    const at = row * columns + after
    orders[at]!++
    if (after !== last) customers[at]!++
    last = after
  }
}

interface Priced extends Place {
  readonly days: readonly number[]
  readonly ratio: number
}

function addAmounts({ columns, low, high, margin }: Tables, amounts: readonly number[], place: Priced): void {
  const { days, row, firstDay, firstPeriod, periods, ratio } = place
  for (let k = 0; k < days.length; k++) {
    const after = periods[days[k]! - firstDay]! - firstPeriod
    if (after >= columns) return
    const at = row * columns + after
    const amount = amounts[k]!
    const sum = low[at]! + amount
    margin[at]! += amount * ratio
    if (sum < CARRY) low[at] = sum
    else {
      low[at] = sum - CARRY
      high[at]!++
    }
  }
}

/** The latest rows as far as they are shown, and as many columns as the longest of them has. */
function shapeOf(input: CutInput): { rows: number; columns: number; base: number } {
  const { firstDay, asOfDay, from, to, groups, mostRows, mostColumns } = input
  const first = periodAt(input, Math.min(asOfDay, Math.max(firstDay, from)))
  const last = periodAt(input, Math.max(firstDay, Math.min(asOfDay, to)))
  const now = periodAt(input, asOfDay)
  if (groups > 0) return { rows: groups, columns: Math.min(mostColumns, now - first + 1), base: 0 }
  const base = Math.max(first, last - mostRows + 1)
  return { rows: Math.max(0, last - base + 1), columns: Math.min(mostColumns, now - base + 1), base }
}

function boundsOf(input: CutInput): { base: number; bounds: Int32Array } {
  const { firstDay, asOfDay, mostRows } = input
  const last = periodAt(input, asOfDay)
  const base = Math.max(periodAt(input, firstDay), last - mostRows + 1)
  const bounds = Int32Array.from({ length: last - base + 2 }, (_, k) => Math.min(firstDayAt(input, base + k), asOfDay + 1))
  return { base, bounds }
}

function ratioOf(amounts: readonly number[], margin: number, shopMargin: number): number {
  if (Number.isNaN(margin)) return shopMargin
  let revenue = 0
  for (let k = 0; k < amounts.length; k++) revenue += amounts[k]!
  return revenue === 0 ? shopMargin : margin / revenue
}
