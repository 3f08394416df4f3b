import { addCustomer, addRunning, bookRules, emptyCells, suggestedWindow } from '#domain/orders'
import type { Cells, PurchaseHistory } from '#domain/orders'
import type { GatheredOrder, GatheredOrders } from '../modules/imports/reading/index.ts'
import type { Histories } from '../modules/insights/models/contract.ts'

/** The orders of a file up to a day, customer by customer, each customer's purchases in their order of time. */
export interface Shop {
  readonly customers: number
  /** The latest day of a purchase or a refund; null when there is none. */
  readonly lastDay: number | null
  readonly hasAmounts: boolean
  historyOf(customer: number): PurchaseHistory
}

/** The window that was asked for or suits the shop, and the cells counted with it. */
export interface Count {
  readonly cells: Cells
  readonly windowDays: number
  readonly suggested: number | null
}

/** Puts gathered orders in order, those after `asOfDay` left out. */
export function shopOf(orders: GatheredOrders, asOfDay: number | null): Shop {
  const kept = columnsOf(orders, asOfDay ?? Infinity)
  const bought = grouped(kept.bought, orders.customers)
  const back = grouped(kept.back, orders.customers)
  return {
    customers: orders.customers,
    lastDay: kept.lastDay,
    hasAmounts: kept.hasAmounts,
    historyOf: (customer) => {
      const purchases = rowsOf(bought, customer)
      const refunds = rowsOf(back, customer)
      return {
        days: purchases.days,
        amounts: kept.hasAmounts ? purchases.amounts : null,
        refundDays: refunds.days,
        refundAmounts: kept.hasAmounts ? refunds.amounts : null,
      }
    },
  }
}

/** All that the models learn from, up to a day: every order that is not given back, for a free one is a day on which somebody came too, as the papers count. */
export function historiesOf(orders: GatheredOrders, lastDay: number): Histories {
  const columns = emptyColumns(orders.count)
  for (let index = 0; index < orders.count; index++) {
    const order = orders.order(index)
    if (order.kind !== 'refund' && order.day <= lastDay) push(columns, order)
  }
  return grouped(columns, orders.customers)
}

/** Counts the shop at the end of `asOfDay`. Without a window it is suggested by a first count, since only gaps are needed for that. */
export function countShop(shop: Shop, asOfDay: number, windowDays: number | null): Count {
  const first = countWith(shop, asOfDay, windowDays ?? DEFAULT_WINDOW)
  const suggested = suggestedWindow(first)
  const days = windowDays ?? suggested ?? DEFAULT_WINDOW
  return { cells: days === (windowDays ?? DEFAULT_WINDOW) ? first : countWith(shop, asOfDay, days), windowDays: days, suggested }
}

const DEFAULT_WINDOW = 90

function countWith(shop: Shop, asOfDay: number, windowDays: number): Cells {
  const cells = emptyCells()
  const rules = bookRules(windowDays)
  for (let customer = 0; customer < shop.customers; customer++) {
    const history = shop.historyOf(customer)
    addCustomer(cells, history, rules, 1)
    addRunning(cells, history, rules, asOfDay)
  }
  return cells
}

/** One array a column: ten million objects would take gigabytes. */
interface Columns {
  customer: Int32Array
  day: Int32Array
  at: Float64Array
  amount: Float64Array
  count: number
}

function columnsOf(orders: GatheredOrders, lastWanted: number) {
  const bought = emptyColumns(orders.count)
  const back = emptyColumns(orders.count)
  let lastDay = -Infinity
  let hasAmounts = false
  for (let index = 0; index < orders.count; index++) {
    const order = orders.order(index)
    const { day, total, kind } = order
    if (day > lastWanted) continue
    hasAmounts ||= total !== null
    if (kind !== 'free') lastDay = Math.max(lastDay, day)
    if (kind === 'purchase') push(bought, order)
    else if (kind === 'refund') push(back, order)
  }
  return { bought, back, hasAmounts, lastDay: lastDay === -Infinity ? null : lastDay }
}

function emptyColumns(length: number): Columns {
  return {
    customer: new Int32Array(length),
    day: new Int32Array(length),
    at: new Float64Array(length),
    amount: new Float64Array(length),
    count: 0,
  }
}

function push(columns: Columns, { customer, day, at, total }: GatheredOrder): void {
  const index = columns.count++
  columns.customer[index] = customer
  columns.day[index] = day
  columns.at[index] = at
  columns.amount[index] = Math.abs(total ?? 0)
}

/** The rows sorted by customer (counting sort) and within a customer by time. */
function grouped(columns: Columns, customers: number): Histories {
  const starts = new Uint32Array(customers + 1)
  for (let index = 0; index < columns.count; index++) starts[(columns.customer[index] ?? 0) + 1]! += 1
  for (let customer = 0; customer < customers; customer++) starts[customer + 1]! += starts[customer] ?? 0
  const rows = new Int32Array(columns.count)
  const next = starts.slice()
  for (let index = 0; index < columns.count; index++) rows[next[columns.customer[index] ?? 0]!++] = index
  for (let customer = 0; customer < customers; customer++) sortByTime(rows.subarray(starts[customer], starts[customer + 1]), columns.at)
  const days = Int32Array.from(rows, (row) => columns.day[row] ?? 0)
  const amounts = Float64Array.from(rows, (row) => columns.amount[row] ?? 0)
  return { count: customers, starts, days, amounts }
}

/** Views, not copies, of one customer's rows. */
function rowsOf({ starts, days, amounts }: Histories, customer: number): { days: Int32Array; amounts: Float64Array } {
  const span = [starts[customer], starts[customer + 1]] as const
  return { days: days.subarray(...span), amounts: amounts.subarray(...span) }
}

/** Most files are in order already. */
function sortByTime(rows: Int32Array, at: Float64Array): void {
  for (let k = 1; k < rows.length; k++) {
    if ((at[rows[k]!] ?? 0) >= (at[rows[k - 1]!] ?? 0)) continue
    rows.sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0) || a - b)
    return
  }
}
