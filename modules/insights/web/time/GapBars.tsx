import { useTranslation } from 'react-i18next'
import { BarsChart } from '#web/charts/bars-chart.tsx'
import { useFormat } from '#web/format.tsx'
import type { ExportLinks } from '#web/ui/export-menu.tsx'
import type { CohortCut } from '../../time/api.ts'
import { ENOUGH, gapBars } from './cut-figures.ts'

/** How many days lie between two purchases of one customer. */
export function GapBars({ cut, exports }: { readonly cut: CohortCut; readonly exports: ExportLinks | undefined }) {
  const { t } = useTranslation('insights-time')
  const format = useFormat()
  const { any, counts } = cut.gaps
  const bars = gapBars(counts)
  const total = bars.reduce((sum, { count }) => sum + count, 0)
  const day = (value: number | null) => format.number(Math.round(value ?? 0))
  const title =
    any.median === null || total < ENOUGH
      ? t('cohorts.tooFew')
      : t('cohorts.gaps', { median: day(any.median), q1: day(any.q1), q3: day(any.q3) })
  if (total === 0) return null
  return (
    <BarsChart
      title={title}
      definition={t('cohorts.gapsDefinition')}
      exports={exports}
      heading={t('cohorts.gapDays')}
      categories={bars.map(({ from, to }) => ({
        id: String(from),
        label: to === null ? t('cohorts.orMore', { days: format.number(from) }) : `${format.number(from)}–${format.number(to)}`,
      }))}
      series={[{ id: 'gaps', name: t('cohorts.gapCount'), values: bars.map(({ count }) => count) }]}
    />
  )
}
