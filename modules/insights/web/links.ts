import { addressOf } from '#web/api.ts'
import type { Format } from '#web/format.tsx'
import { dayOfIso } from '#pure/calendar'
import type { ReturnReport } from '../api.ts'
import type { Seen } from './time/seen.ts'

export type ReturnPart = 'summary' | 'purchaseShares' | 'nextPurchase' | 'retention' | 'cohorts' | 'timeToReturn'

/** Where a part of the report can be had as CSV and XLSX, of the customers through whom it is seen. */
export function exportsOf(
  report: ReturnReport,
  part: ReturnPart,
  { format, seen }: { readonly format: Format; readonly seen: Seen },
): { csv: string; xlsx: string } {
  const link = (kind: 'csv' | 'xlsx') =>
    addressOf('/api/insights/return/export', {
      calendar: report.calendar,
      period: report.period,
      part,
      format: kind,
      language: format.language,
      segment: seen.segment,
      standing: seen.isPast ? 'year-before' : null,
    })
  return { csv: link('csv'), xlsx: link('xlsx') }
}

/** The list of the customers behind a number. */
export function customersBehind(behind: string): string {
  return `/customers?behind=${behind}`
}

/** What a list of customers is asked for: who makes up a part of a period; the running one says as of when and by which window. */
export function retentionBehind(report: ReturnReport, index: number, part: string): string {
  const period = report.retention.find((each) => each.index === index)
  const asOf = report.asOf === null ? null : dayOfIso(report.asOf)
  const running = period?.complete === false && asOf !== null ? `:${asOf}:${report.window.days}` : ''
  return `retention:${report.calendar}:${report.period}:${index}:${part}${running}`
}

/** Findings about fewer customers than these say that there are too few to tell. */
export const ENOUGH = 30
