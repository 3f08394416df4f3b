import { addressOf } from '#web/api.ts'
import type { Format } from '#web/format.tsx'
import { dayOfIso } from '#pure/calendar'
import type { ReturnReport } from '../api.ts'

type Part = 'summary' | 'purchaseShares' | 'nextPurchase' | 'retention' | 'cohorts' | 'timeToReturn'

/** Where a part of the report can be had as CSV and XLSX. */
export function exportsOf(report: ReturnReport, part: Part, format: Format): { csv: string; xlsx: string } {
  const link = (kind: 'csv' | 'xlsx') =>
    addressOf('/api/insights/return/export', {
      calendar: report.calendar,
      period: report.period,
      part,
      format: kind,
      language: format.language,
    })
  return { csv: link('csv'), xlsx: link('xlsx') }
}

/** The list of the customers behind a number. */
export function customersBehind(behind: string): string {
  return `/customers?behind=${behind}`
}

/** Who makes up a part of a period; the running one says as of when and by which window. */
export function retentionBehind(report: ReturnReport, index: number, part: string): string {
  const period = report.retention.find((each) => each.index === index)
  const asOf = report.asOf === null ? null : dayOfIso(report.asOf)
  const running = period?.complete === false && asOf !== null ? `:${asOf}:${report.window.days}` : ''
  return customersBehind(`retention:${report.calendar}:${report.period}:${index}:${part}${running}`)
}
