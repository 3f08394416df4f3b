import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type * as z from 'zod'
import type { PeriodKind, RetentionPeriod } from '#api/insights'
import type { Calendar } from '#pure/calendar'
import { useFormat } from '#web/format.tsx'
import { Chart } from '#web/charts/chart.tsx'
import { ChartFrame, type ChartFrameProps } from '#web/charts/chart-frame.tsx'
import { retentionModel } from '#web/charts/retention-option.ts'
import { useChartLook } from '#web/charts/use-chart-look.ts'
import { NumberLink } from '#web/ui/number-link.tsx'

type Period = z.infer<typeof RetentionPeriod>
type Part = 'start' | 'end' | 'new' | 'retained' | 'wonBack' | 'lost'

interface RetentionChartProps extends ChartFrameProps {
  readonly periods: readonly Period[]
  readonly calendar: Calendar
  readonly period: PeriodKind
  /** The list of the customers of one part of a period. */
  readonly behind?: (index: number, part: Part) => string
  /** The chart shows this many periods, the latest; the table has all. */
  readonly most?: number
}

const PARTS: readonly Part[] = ['start', 'new', 'end', 'retained', 'wonBack', 'lost']

/** Customer retention by period: what became of the customers of each. */
export function RetentionChart({ periods, calendar, period, behind, most = 24, ...frame }: RetentionChartProps) {
  const { t } = useTranslation('charts')
  const format = useFormat()
  const look = useChartLook()
  const model = useMemo(() => {
    const names = {
      retained: t('retained'),
      wonBack: t('wonBack'),
      gained: t('new'),
      lost: t('lost'),
      rate: t('rate'),
      running: t('running'),
    }
    const bars = periods.slice(-most).map((each) => ({ ...each, label: format.period(period, each.index, calendar), gained: each.new }))
    return retentionModel(bars, names, look)
  }, [periods, most, period, calendar, format, look, t])
  const rows = periods.toReversed().map((each) => ({
    id: each.period,
    cells: [
      format.period(period, each.index, calendar) + (each.complete ? '' : ` (${t('running')})`),
      format.percent(each.rate),
      format.percent(each.strictRate),
      ...PARTS.map((part) => (
        <NumberLink key={part} href={behind?.(each.index, part)} label={t(part)}>
          {format.number(each[part])}
        </NumberLink>
      )),
    ],
  }))
  const columns = [t('period'), t('rate'), t('strictRate'), ...PARTS.map((part) => t(part))]
  return (
    <ChartFrame {...frame} model={model} table={{ columns, rows }}>
      <Chart model={model} label={t('rate')} rtl={look.rtl} />
    </ChartFrame>
  )
}
