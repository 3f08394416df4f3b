import { type ReactNode, useId } from 'react'
import { ChartOwner, ChartScope } from '#web/charts/chart-scope.ts'
import { SeenThrough } from './seen.ts'
import type { LensSide } from './use-lens.ts'

interface BesideProps<Report> {
  readonly side: LensSide
  readonly report: Report
  readonly compared: { readonly side: LensSide; readonly report: Report } | null
  readonly children: (report: Report) => ReactNode
}

/** A part of a report, and beside it the same part of what it is compared with, each under the name of its customers. */
export function Beside<Report>({ side, report, compared, children }: BesideProps<Report>) {
  const id = useId()
  if (!compared) return <SeenThrough value={side.seen}>{children(report)}</SeenThrough>
  return (
    <div className="grid gap-4 xl:grid-cols-2">
      {[{ side, report }, compared].map((each, at) => (
        <div key={at} className="flex min-w-0 flex-col gap-2">
          <p id={`${id}${at}`} className="text-sm font-medium text-ink-soft">
            <bdi>{each.side.name}</bdi>
          </p>
          <ChartScope value={at === 0 ? '' : 'compared-'}>
            <ChartOwner value={`${id}${at}`}>
              <SeenThrough value={each.side.seen}>{children(each.report)}</SeenThrough>
            </ChartOwner>
          </ChartScope>
        </div>
      ))}
    </div>
  )
}
