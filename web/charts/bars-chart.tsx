import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type BarCategory, barsModel, type BarSeries, MOST_LYING } from '#web/charts/bars-option.ts'
import { Chart } from '#web/charts/chart.tsx'
import { ChartFrame, type ChartFrameProps } from '#web/charts/chart-frame.tsx'
import type { ValueFormat } from '#web/charts/chart-look.ts'
import { useChartLook } from '#web/charts/use-chart-look.ts'
import { NumberLink } from '#web/ui/number-link.tsx'

export interface BarsChartProps extends ChartFrameProps {
  readonly categories: readonly BarCategory[]
  readonly series: readonly BarSeries[]
  /** What the categories are, for the table's first column. */
  readonly heading?: string
  /** On one another rather than side by side. */
  readonly stacked?: boolean
  /** Lying bars, for long names; the longest list shows its first 20, the table all. */
  readonly horizontal?: boolean
  readonly format?: ValueFormat
}

/** Bars of one or more series; each category opens its list. A series that is `compared` is drawn as an outline. */
export function BarsChart({
  categories,
  series,
  heading,
  stacked = false,
  horizontal = false,
  format = 'count',
  ...props
}: BarsChartProps) {
  const { t } = useTranslation('charts')
  const look = useChartLook()
  const model = useMemo(
    () => barsModel(categories, series, { stacked, horizontal, format }, look),
    [categories, series, stacked, horizontal, format, look],
  )
  const name = heading ?? t('name')
  const rows = categories.map((category, at) => ({
    id: category.id,
    cells: [
      category.label,
      ...series.map((each, nth) => (
        <NumberLink key={each.id} href={nth === 0 ? category.href : undefined} label={`${category.label}, ${each.name}`}>
          {look.write(each.values[at] ?? null, format)}
        </NumberLink>
      )),
    ],
  }))
  const left = horizontal ? categories.length - MOST_LYING : 0
  return (
    <ChartFrame {...props} model={model} table={{ columns: [name, ...series.map((each) => each.name)], rows }}>
      <Chart model={model} label={series.map((each) => each.name).join(', ')} rtl={look.rtl} />
      {left > 0 && <p className="text-sm text-ink-soft">{t('rowsLeft', { count: left })}</p>}
    </ChartFrame>
  )
}
