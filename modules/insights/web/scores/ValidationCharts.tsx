import { useTranslation } from 'react-i18next'
import { BarsChart } from '#web/charts/bars-chart.tsx'
import { LinesChart } from '#web/charts/lines-chart.tsx'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Section } from '#web/ui/section.tsx'
import type { ExpectedReport, Validation } from '../../scores/api.ts'
import { exportsOf } from './links.ts'

/** How well the model would have foretold the last quarter of the time observed: by purchases so far, and over time. */
export function ValidationCharts({ report: { validation } }: { readonly report: ExpectedReport }) {
  const { t } = useTranslation('insights-scores')
  const format = useFormat()
  if (!validation) {
    return (
      <Section title={t('validation.heading')}>
        <p className="max-w-prose text-sm text-ink-soft">{t('validation.none')}</p>
      </Section>
    )
  }
  const text = t('validation.text', {
    until: format.day(validation.calibrationEnd),
    to: format.day(validation.holdoutEnd),
    mae: format.number(validation.mae, 2),
    correlation: validation.correlation === null ? '–' : format.number(validation.correlation, 2),
  })
  return (
    <Section title={t('validation.heading')} text={text}>
      <div className="grid gap-6 xl:grid-cols-2">
        <ByCount validation={validation} />
        <ByPeriod validation={validation} />
      </div>
    </Section>
  )
}

interface Shown {
  readonly validation: Validation
}

function ByCount({ validation: { byCount, expected, actual, customers } }: Shown) {
  const { t } = useTranslation('insights-scores')
  const format = useFormat()
  const can = useCan()
  const label = (x: number, orMore: boolean) => (orMore ? t('validation.orMore', { x }) : format.number(x))
  return (
    <BarsChart
      anchor="by-count"
      title={t('validation.byCount', { expected: format.number(Math.round(expected)), actual: format.number(actual), count: customers })}
      definition={t('validation.byCountDefinition')}
      exports={can('insights:export') ? exportsOf('byCount', format) : undefined}
      heading={t('validation.before')}
      format="number"
      categories={byCount.map(({ x, orMore }) => ({ id: String(x), label: label(x, orMore) }))}
      series={[
        { id: 'actual', name: t('validation.actual'), values: byCount.map((row) => row.actual) },
        { id: 'expected', name: t('validation.expected'), values: byCount.map((row) => row.expected), compared: true },
      ]}
    />
  )
}

function ByPeriod({ validation: { byPeriod, calibrationEnd } }: Shown) {
  const { t } = useTranslation('insights-scores')
  const format = useFormat()
  const can = useCan()
  const last = byPeriod.at(-1)
  const off = last && last.actual > 0 ? last.expected / last.actual - 1 : null
  const parted = byPeriod.findIndex(({ end }) => end > calibrationEnd)
  const title =
    off === null
      ? t('validation.byPeriodFew')
      : t(off < 0 ? 'validation.byPeriodLess' : 'validation.byPeriodMore', { share: format.percent(Math.abs(off)) })
  return (
    <LinesChart
      anchor="by-period"
      title={title}
      definition={t('validation.byPeriodDefinition')}
      exports={can('insights:export') ? exportsOf('byPeriod', format) : undefined}
      heading={t('validation.until')}
      labels={byPeriod.map(({ end }) => format.day(end, 'short'))}
      format="number"
      marks={parted > 0 ? [{ at: parted, label: t('validation.unseen') }] : []}
      series={[
        { id: 'actual', name: t('validation.actual'), values: byPeriod.map((row) => row.actual) },
        { id: 'expected', name: t('validation.expected'), values: byPeriod.map((row) => row.expected), dashed: true },
      ]}
    />
  )
}
