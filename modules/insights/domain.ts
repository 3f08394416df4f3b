import { lineCells } from '#domain/orders'
import type { Cells } from '#domain/orders'
import { isoOfDay } from '#pure/calendar'
import type { Calendar, PeriodKind } from '#pure/calendar'
import type { ReturnReport } from './api.ts'
import { cohorts } from './domain-cohorts.ts'
import { retentionPeriods } from './domain-retention.ts'
import { timeToReturn } from './domain-return-time.ts'
import { nextPurchases, nthPurchases, purchaseShares, shareOf } from './domain-shares.ts'

export { todayReport, yearBefore } from './domain-today.ts'
export type { TodayOptions } from './domain-today.ts'
export { wilson } from './domain-shares.ts'
export { majorUnits, REPORT_PARTS, reportTable } from './domain-tables.ts'
export type { ReportPart, ReportTable } from './domain-tables.ts'

/** What a report depends on besides the cells. */
export interface ReturnOptions {
  /** The report's date: the local day of the last purchase or refund; null when there is none. */
  readonly asOfDay: number | null
  readonly calendar: Calendar
  readonly period: PeriodKind
  readonly currency: string
  readonly window: ReturnReport['window']
  /** False when the shop's data carry no amounts: money figures are then absent. */
  readonly hasAmounts: boolean
  readonly stale: boolean
}

/** The return report from the shop's cells. Every figure is defined in docs/insights-definitions.md. */
export function returnReport(cells: Cells, options: ReturnOptions): ReturnReport {
  const { asOfDay, calendar, period, currency, window, hasAmounts, stale } = options
  const nth = nthPurchases(cells)
  const orders = nth.reduce((sum, each) => sum + each.orders, 0)
  const revenue = nth.reduce((sum, each) => sum + each.amount, 0n)
  const { refunds, refunded } = refundsOf(cells)
  const [customers = 0, returned = 0, repeated = 0] = nth.map((each) => each.customers)
  return {
    empty: orders === 0 && refunds === 0,
    asOf: asOfDay === null ? null : isoOfDay(asOfDay),
    calendar,
    period,
    currency,
    window,
    customers,
    orders,
    refunds,
    revenue: hasAmounts ? String(revenue) : null,
    refunded: hasAmounts ? String(refunded) : null,
    returned,
    repeated,
    returnRate: shareOf(returned, customers),
    repeatRate: shareOf(repeated, customers),
    purchaseShares: purchaseShares(nth, hasAmounts),
    nextPurchase: nextPurchases(nth),
    retention: asOfDay === null ? [] : retentionPeriods(cells[calendar], calendar, period, asOfDay),
    cohorts: asOfDay === null ? [] : cohorts(cells[calendar], calendar, asOfDay, hasAmounts),
    timeToReturn: timeToReturn(cells.gapReturn, customers),
    stale,
  }
}

function refundsOf(cells: Cells): { refunds: number; refunded: bigint } {
  let refunds = 0
  let refunded = 0n
  for (const { orders, amount } of lineCells(cells.dayRefund)) {
    refunds += orders
    refunded += amount
  }
  return { refunds, refunded }
}
