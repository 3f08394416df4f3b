import { majorUnits } from '#domain/insights'
import type { FileReport } from './report-file.ts'
import { insightJson } from './report-insight-json.ts'

/** The report for other programs: money in major units, null where the file has no amounts. */
export function reportJson({ report, source, namesCurrency, insight }: FileReport): string {
  const { currency, calendar, period, asOf, customers, orders, refunds, returned, repeated, returnRate, repeatRate, timeToReturn } = report
  const money = (minor: string | null) => majorUnits(minor, currency)
  return JSON.stringify({
    source,
    asOf,
    calendar,
    period,
    customers,
    orders,
    refunds,
    revenue: money(report.revenue),
    refunded: money(report.refunded),
    currency: namesCurrency && report.revenue !== null ? currency : null,
    window: { days: report.window.days, source: report.window.source },
    returned,
    repeated,
    returnRate,
    repeatRate,
    purchaseShares: report.purchaseShares.map((part) => ({ ...part, revenue: money(part.revenue), meanOrder: money(part.meanOrder) })),
    nextPurchase: report.nextPurchase.map(({ orMore, ...row }) => (orMore ? { ...row, orMore } : row)),
    cohorts: report.cohorts.map(({ cohort, size, active, revenue }) => ({ cohort, size, active, revenue: revenue?.map(money) ?? null })),
    retention: report.retention.map((row) => ({ ...row, index: undefined })),
    timeToReturn,
    ...(insight && insightJson(insight, currency)),
  })
}
