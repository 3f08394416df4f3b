import { useTranslation } from 'react-i18next'
import { LinesChart } from '#web/charts/lines-chart.tsx'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Section } from '#web/ui/section.tsx'
import type { ExpectedReport } from '../../scores/api.ts'
import { exportsOf } from './links.ts'

/** So many weeks say something of how right forecasts are. */
const ENOUGH_WEEKS = 4

/** How right forecasts were: each week that has passed, as it was forecast in time and as it came. */
export function RecordChart({ report: { record, accuracy } }: { readonly report: ExpectedReport }) {
  const { t } = useTranslation('insights-scores')
  const format = useFormat()
  const can = useCan()
  if (!accuracy) {
    return (
      <Section title={t('record.heading')}>
        <p className="max-w-prose text-sm text-ink-soft">{t('record.none')}</p>
      </Section>
    )
  }
  const inside = Math.round(accuracy.inside * accuracy.weeks)
  const title =
    accuracy.weeks < ENOUGH_WEEKS
      ? t('record.few', { count: accuracy.weeks })
      : t('record.title', { inside, weeks: accuracy.weeks, error: format.percent(accuracy.error, 0) })
  return (
    <LinesChart
      anchor="record"
      title={title}
      definition={t('record.definition')}
      exports={can('insights:export') ? exportsOf('record', format) : undefined}
      heading={t('forecast.week')}
      labels={record.map(({ from }) => format.day(from, 'short'))}
      hrefs={record.map(({ from, to }) => (can('orders:read') ? `/orders?kind=purchase&from=${from}&to=${to}` : undefined))}
      format="number"
      series={[
        { id: 'actual', name: t('forecast.actual'), values: record.map(({ actualOrders }) => actualOrders) },
        {
          id: 'expected',
          name: t('forecast.expected'),
          dashed: true,
          values: record.map(({ orders }) => orders.expected),
          band: { low: record.map(({ orders }) => orders.low), high: record.map(({ orders }) => orders.high) },
        },
      ]}
    />
  )
}
