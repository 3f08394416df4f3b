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
  const { t } = useTranslation('charts')
  const format = useFormat()
  const look = useChartLook()
  const model = useMemo(
    () =>
      timeToReturnModel(
        timeToReturn.curve,
        timeToReturn,
        {
          axis: t('days'),
          within: (days) => t('within', { count: days }),
          share: t('shareReturned'),
          customers: t('customersReturned'),
          q1: t('q1'),
          median: t('median'),
          q3: t('q3'),
        },
        look,
      ),
    [timeToReturn, look, t],
  )
  const columns = [t('withinHead'), t('shareReturned'), t('customersReturned')]
  const rows = timeToReturn.curve.map((point) => ({
    id: String(point.days),
    cells: [
      format.number(point.days),
      format.percent(point.share),
      <NumberLink key="customers" href={behind?.(point.days)} label={t('customersReturned')}>
        {format.number(point.customers)}
      </NumberLink>,
    ],
  }))
  return (
    <ChartFrame {...frame} model={model} table={{ columns, rows }}>
      <Chart model={model} label={t('shareReturned')} rtl={look.rtl} />
    </ChartFrame>
  )
}
