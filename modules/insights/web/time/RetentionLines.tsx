import { useTranslation } from 'react-i18next'
import { LinesChart } from '#web/charts/lines-chart.tsx'
import { useFormat } from '#web/format.tsx'
import type { ExportLinks } from '#web/ui/export-menu.tsx'
import type { CohortCut } from '../../time/api.ts'
import { ENOUGH } from './cut-figures.ts'
import { useCohortWords } from './use-cohort-words.ts'

/** Customer retention by (E - N) / S at the grain of the page, of everybody or of each group; only periods that are over. */
export function RetentionLines({ cut, exports }: { readonly cut: CohortCut; readonly exports: ExportLinks | undefined }) {
  const { t } = useTranslation('insights-time')
  const format = useFormat()
  const { period, rowName } = useCohortWords(cut, true)
  const shown = cut.retention.slice(0, MOST_LINES)
  const last = shown[0]?.periods.findLast(({ complete, rate, start }) => complete && rate !== null && start >= ENOUGH)
  const indexes = [
    ...new Set(shown.flatMap(({ periods }) => periods.filter(({ complete }) => complete).map(({ index }) => index))),
  ].toSorted((a, b) => a - b)
  if (indexes.length < 2) return null
  const series = shown.map(({ id, name, periods }) => {
    const rates = new Map(periods.map(({ index, rate }) => [index, rate]))
    return {
      id,
      name: name === null ? t('cohorts.rate') : rowName({ index: null, name }),
      values: indexes.map((index) => rates.get(index) ?? null),
    }
  })
  const title =
    last && shown[0]
      ? t(shown[0].name === null ? 'cohorts.retention' : 'cohorts.retentionOf', {
          period: period(last.index),
          rate: format.percent(last.rate),
          strict: format.percent(last.strictRate),
          name: shown[0].name ?? '',
        })
      : t('cohorts.tooFew')
  return (
    <LinesChart
      title={title}
      definition={t('cohorts.retentionDefinition', { count: cut.windowDays })}
      exports={exports}
      labels={indexes.map(period)}
      series={series}
      heading={t(`cohorts.grains.${cut.grain}`)}
      format="percent"
    />
  )
}

const MOST_LINES = 6
