import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type * as z from 'zod'
import type { TimeToReturn } from '#api/insights'
import { useFormat } from '#web/format.tsx'
import { Chart } from '#web/charts/chart.tsx'
import { ChartFrame, type ChartFrameProps } from '#web/charts/chart-frame.tsx'
import { timeToReturnModel } from '#web/charts/time-to-return-option.ts'
import { useChartLook } from '#web/charts/use-chart-look.ts'
import { NumberLink } from '#web/ui/number-link.tsx'

interface TimeToReturnChartProps extends ChartFrameProps {
  readonly timeToReturn: z.infer<typeof TimeToReturn>
  /** The list of customers who returned within so many days. */
  readonly behind?: (days: number) => string
}

/** Who had returned by when, with the quartiles of those who did. */
export function TimeToReturnChart({ timeToReturn, behind, ...frame }: TimeToReturnChartProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const look = useChartLook()
  const model = useMemo(
    () =>
      timeToReturnModel(
        timeToReturn.curve,
        timeToReturn,
        {
          axis: t('chart.days'),
          within: (days) => t('chart.within', { count: days }),
          share: t('chart.shareReturned'),
          customers: t('chart.customersReturned'),
          q1: t('chart.q1'),
          median: t('chart.median'),
          q3: t('chart.q3'),
        },
        look,
      ),
    [timeToReturn, look, t],
  )
  const columns = [t('chart.withinHead'), t('chart.shareReturned'), t('chart.customersReturned')]
  const rows = timeToReturn.curve.map((point) => ({
    id: String(point.days),
    cells: [
      format.number(point.days),
      format.percent(point.share),
      <NumberLink key="customers" href={behind?.(point.days)} label={t('chart.customersReturned')}>
        {format.number(point.customers)}
      </NumberLink>,
    ],
  }))
  return (
    <ChartFrame {...frame} table={{ columns, rows }}>
      <Chart model={model} label={t('chart.shareReturned')} rtl={look.rtl} />
    </ChartFrame>
  )
}
