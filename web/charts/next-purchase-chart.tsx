import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type * as z from 'zod'
import type { NextPurchase } from '#api/insights'
import { useFormat } from '#web/format.tsx'
import { Chart } from '#web/charts/chart.tsx'
import { ChartFrame, type ChartFrameProps } from '#web/charts/chart-frame.tsx'
import { nextPurchaseModel } from '#web/charts/next-purchase-option.ts'
import { useChartLook } from '#web/charts/use-chart-look.ts'
import { NumberLink } from '#web/ui/number-link.tsx'

type Row = z.infer<typeof NextPurchase>

interface NextPurchaseChartProps extends ChartFrameProps {
  readonly rows: readonly Row[]
  /** The list of customers with at least so many purchases. */
  readonly behind?: (purchases: number) => string
}

/** How likely another purchase is after the 1st, 2nd … nth, with the 95 % interval. */
export function NextPurchaseChart({ rows, behind, ...frame }: NextPurchaseChartProps) {
  const { t } = useTranslation('charts')
  const format = useFormat()
  const look = useChartLook()
  const labelled = useMemo(
    () =>
      rows.map((row) => {
        const n = format.number(row.after)
        return { ...row, label: row.orMore ? t('orMore', { n }) : n }
      }),
    [rows, format, t],
  )
  const model = useMemo(
    () =>
      nextPurchaseModel(
        labelled,
        {
          axis: t('afterAxis'),
          after: (n) => t('after', { n }),
          probability: t('probability'),
          interval: t('interval'),
          reached: t('reached'),
          continued: t('continued'),
        },
        look,
      ),
    [labelled, look, t],
  )
  const columns = [t('nth'), t('probability'), t('interval'), t('reached'), t('continued')]
  const table = labelled.map((row) => ({
    id: row.label,
    cells: [
      row.label,
      format.percent(row.probability),
      row.low === null ? '–' : `${format.percent(row.low)} – ${format.percent(row.high)}`,
      // The pooled last row counts purchases, not customers, so no list stands behind it.
      <NumberLink key="reached" href={row.orMore ? undefined : behind?.(row.after)} label={t('reached')}>
        {format.number(row.reached)}
      </NumberLink>,
      <NumberLink key="continued" href={row.orMore ? undefined : behind?.(row.after + 1)} label={t('continued')}>
        {format.number(row.continued)}
      </NumberLink>,
    ],
  }))
  return (
    <ChartFrame {...frame} model={model} table={{ columns, rows: table }}>
      <Chart model={model} label={t('probability')} rtl={look.rtl} />
    </ChartFrame>
  )
}
