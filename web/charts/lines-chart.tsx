import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '#web/charts/chart.tsx'
import { ChartFrame, type ChartFrameProps } from '#web/charts/chart-frame.tsx'
import type { ValueFormat } from '#web/charts/chart-look.ts'
import { type LineMark, type LineSeries, linesModel } from '#web/charts/lines-option.ts'
import { useChartLook } from '#web/charts/use-chart-look.ts'
import { NumberLink } from '#web/ui/number-link.tsx'

export interface LinesChartProps extends ChartFrameProps {
  readonly labels: readonly string[]
  readonly series: readonly LineSeries[]
  /** What the labels are: named under the axis when `axis` is set, and over the table's first column. */
  readonly heading?: string
  readonly axis?: boolean
  readonly format?: ValueFormat
  /** Events at labels, by index. */
  readonly marks?: readonly LineMark[]
  /** Where each label leads. */
  readonly hrefs?: readonly (string | undefined)[]
  /** Zero need not be in sight: for indices and ranks. */
  readonly free?: boolean
}

const NO_MARKS: readonly LineMark[] = []

/** One or more lines over the same labels; `dashed` for what is expected or compared, `band` for its interval. */
export function LinesChart({
  labels,
  series,
  heading,
  axis = false,
  format = 'count',
  marks = NO_MARKS,
  hrefs,
  free = false,
  ...props
}: LinesChartProps) {
  const { t } = useTranslation('charts')
  const look = useChartLook()
  const title = axis ? heading : undefined
  const model = useMemo(() => {
    const words = {
      bandName: (name: string) => t('bandOf', { name }),
      between: (low: string, high: string) => t('between', { low, high }),
    }
    return linesModel(labels, series, { format, marks, axis: title, free, hrefs, ...words }, look)
  }, [labels, series, format, marks, title, free, hrefs, look, t])
  const columns = [
    heading ?? t('name'),
    ...series.flatMap((each) => (each.band ? [each.name, t('bandOf', { name: each.name })] : [each.name])),
    ...(marks.length > 0 ? [t('event')] : []),
  ]
  const rows = labels.map((label, at) => ({
    id: String(at),
    cells: [
      label,
      ...series.flatMap((each, nth) => [
        <NumberLink key={each.id} href={each.hrefs?.[at] ?? (nth === 0 ? hrefs?.[at] : undefined)} label={`${label}, ${each.name}`}>
          {look.write(each.values[at] ?? null, format)}
        </NumberLink>,
        ...(each.band
          ? [t('between', { low: look.write(each.band.low[at] ?? null, format), high: look.write(each.band.high[at] ?? null, format) })]
          : []),
      ]),
      ...(marks.length > 0
        ? [
            marks
              .filter((mark) => mark.at === at)
              .map((mark) => mark.label)
              .join(', '),
          ]
        : []),
    ],
  }))
  return (
    <ChartFrame {...props} model={model} table={{ columns, rows }}>
      <Chart model={model} label={series.map((each) => each.name).join(', ')} rtl={look.rtl} />
    </ChartFrame>
  )
}
