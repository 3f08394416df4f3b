import { useTranslation } from 'react-i18next'
import { LinesChart } from '#web/charts/lines-chart.tsx'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { useUrlChoice } from '#web/url-state.ts'
import type { ExpectedReport, ForecastWeek, RecordedWeek } from '../../scores/api.ts'
import { dueBetween, exportsOf } from './links.ts'

const MEASURES = ['orders', 'revenue'] as const
type Measure = (typeof MEASURES)[number]

/** The next twelve weeks with their interval, behind the last twelve as they came and as they would have been forecast. */
export function ForecastChart({ report }: { readonly report: ExpectedReport }) {
  const { t } = useTranslation('insights-scores')
  const format = useFormat()
  const can = useCan()
  const hasRevenue = report.total?.revenue !== null
  const [wanted, setWanted] = useUrlChoice('forecast', MEASURES, 'orders')
  const measure = hasRevenue ? wanted : 'orders'
  const { rehearsal, forecast, total } = report
  const weeks: readonly ForecastWeek[] = [...rehearsal, ...forecast]
  const ranges = weeks.map((week) => rangeOf(week, measure))
  const actual = [...rehearsal.map((week) => cameIn(week, measure)), ...forecast.map(() => null)]
  const due = (week: ForecastWeek) => (can('customers:read') ? dueBetween(week.from, week.to) : undefined)
  const past = (week: ForecastWeek) => (can('orders:read') ? `/orders?kind=purchase&from=${week.from}&to=${week.to}` : undefined)
  const write = (value: number) =>
    measure === 'revenue' ? format.money(String(Math.round(value)), { compact: true }) : format.number(Math.round(value))
  const sum = total ? rangeOf(total, measure) : null
  return (
    <LinesChart
      anchor="forecast"
      title={
        sum
          ? t(`forecast.${measure}`, { expected: write(sum.expected ?? 0), low: write(sum.low ?? 0), high: write(sum.high ?? 0) })
          : t('forecast.none')
      }
      definition={t('forecast.definition')}
      exports={can('insights:export') ? exportsOf('forecast', format) : undefined}
      actions={
        hasRevenue && (
          <Segmented
            label={t('forecast.measure')}
            value={measure}
            onChange={setWanted}
            options={MEASURES.map((id) => ({ id, label: t(`forecast.measures.${id}`) }))}
          />
        )
      }
      heading={t('forecast.week')}
      labels={weeks.map((week) => format.day(week.from, 'short'))}
      hrefs={[...rehearsal.map(past), ...forecast.map(due)]}
      format={measure === 'revenue' ? 'money' : 'number'}
      marks={rehearsal.length > 0 ? [{ at: rehearsal.length, label: t('forecast.now') }] : []}
      series={[
        ...(rehearsal.length > 0 ? [{ id: 'actual', name: t('forecast.actual'), values: actual }] : []),
        {
          id: 'expected',
          name: t('forecast.expected'),
          dashed: true,
          values: ranges.map(({ expected }) => expected),
          band: { low: ranges.map(({ low }) => low), high: ranges.map(({ high }) => high) },
        },
      ]}
    />
  )
}

interface Range {
  readonly expected: number | null
  readonly low: number | null
  readonly high: number | null
}

function rangeOf({ orders, revenue }: ForecastWeek, measure: Measure): Range {
  if (measure === 'orders') return orders
  if (!revenue) return { expected: null, low: null, high: null }
  return { expected: Number(revenue.expected), low: Number(revenue.low), high: Number(revenue.high) }
}

function cameIn({ actualOrders, actualRevenue }: RecordedWeek, measure: Measure): number | null {
  if (measure === 'orders') return actualOrders
  return actualRevenue === null ? null : Number(actualRevenue)
}
