import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Calendar } from '#pure/calendar'
import { useFormat } from '#web/format.tsx'
import type { ChartFrameProps } from '#web/charts/chart-frame.tsx'
import { type CohortMeasure, type CohortRow, cohortTable } from '#web/charts/cohort-cells.ts'
import { HeatGrid } from '#web/charts/heat-grid.tsx'

interface CohortHeatMapProps extends ChartFrameProps {
  readonly cohorts: readonly CohortRow[]
  readonly calendar: Calendar
  readonly measure: CohortMeasure
  /** The list of a cohort's customers, or of those who bought again so many months later. */
  readonly behind?: (index: number, months?: number) => string
}

/** Customers by month of first purchase: how many bought again in each month after. */
export function CohortHeatMap({ cohorts, calendar, measure, behind, ...frame }: CohortHeatMapProps) {
  const { t } = useTranslation('charts')
  const format = useFormat()
  const { months, rows } = useMemo(() => cohortTable(cohorts, measure), [cohorts, measure])
  const columns = useMemo(
    () => Array.from({ length: months }, (_, at) => ({ id: String(at + 1), label: format.number(at + 1) })),
    [months, format],
  )
  const named = useMemo(
    () =>
      rows.map((row) => ({
        id: String(row.index),
        label: format.period('month', row.index, calendar),
        href: behind?.(row.index),
        size: format.number(row.size),
      })),
    [rows, format, calendar, behind],
  )
  const cell = useCallback(
    (r: number, c: number) => {
      const row = rows[r]
      const value = row?.values[c]
      if (row === undefined || value === undefined) return null
      return { value, text: textOf(value, measure, format), href: behind?.(row.index, c + 1) }
    },
    [rows, measure, format, behind],
  )
  return (
    <HeatGrid
      {...frame}
      rows={named}
      columns={columns}
      cell={cell}
      heading={t('cohort')}
      columnsHeading={t('monthsAfter')}
      sizeHeading={t('size')}
    />
  )
}

function textOf(value: number, measure: CohortMeasure, format: ReturnType<typeof useFormat>): string {
  if (measure === 'share') return format.percent(value, 0)
  return measure === 'customers' ? format.number(value) : format.money(BigInt(Math.round(value)), { bare: true, compact: true })
}
