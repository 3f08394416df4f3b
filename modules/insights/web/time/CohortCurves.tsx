import { useTranslation } from 'react-i18next'
import { LinesChart } from '#web/charts/lines-chart.tsx'
import { useFormat } from '#web/format.tsx'
import type { ExportLinks } from '#web/ui/export-menu.tsx'
import type { CohortCut } from '../../time/api.ts'
import { columnsOf, curvesOf, ENOUGH, firstColumn, meanAt, overAt } from './cut-figures.ts'
import { useCohortWords } from './use-cohort-words.ts'

interface CohortCurvesProps {
  readonly cut: CohortCut
  readonly perHead: boolean
  readonly exports: ExportLinks | undefined
}

/** A few cohorts or the largest groups over the time since their first purchase, and for each customer the mean of all as well. */
export function CohortCurves({ cut, perHead, exports }: CohortCurvesProps) {
  const { t } = useTranslation('insights-time')
  const format = useFormat()
  const { form, rowName } = useCohortWords(cut, perHead)
  const first = firstColumn(cut, perHead)
  const curves = curvesOf(cut)
  const count = Math.max(0, columnsOf(curves) - first)
  const title = useFinding(cut)
  if (curves.length === 0 || count < 2) return null
  const places = Array.from({ length: count }, (_, k) => k + first)
  const mean = { id: 'mean', name: t('cohorts.mean'), values: places.map((k) => meanAt(cut, k)?.value ?? null), dashed: true }
  const series = curves.map((row) => ({ id: row.id, name: rowName(row), values: places.map((k) => overAt(row, k, perHead)) }))
  return (
    <LinesChart
      title={title}
      definition={t('cohorts.curvesDefinition')}
      exports={exports}
      labels={places.map((k) => format.number(k))}
      series={perHead ? [...series, mean] : series}
      heading={t(`cohorts.after.${cut.grain}`)}
      axis
      format={form}
    />
  )
}

/** Which group does best, or whether newer cohorts do better than older ones, one period after the first purchase. */
function useFinding(cut: CohortCut): string {
  const { t } = useTranslation('insights-time')
  const { write, rowName } = useCohortWords(cut, true)
  const known = cut.rows
    .filter((row) => (row.eligible?.[1] ?? row.size) >= ENOUGH && row.values.length > 2)
    .map((row) => ({ row, value: overAt(row, 1, true) ?? 0 }))
  if (known.length < 2) return t('cohorts.tooFew')
  if (cut.by !== 'none') {
    const [best, ...rest] = known.toSorted((a, b) => b.value - a.value)
    const worst = rest.at(-1)
    if (!best || !worst) return t('cohorts.tooFew')
    return t('cohorts.best', { best: rowName(best.row), value: write(best.value), worst: rowName(worst.row), least: write(worst.value) })
  }
  const middle = Math.floor(known.length / 2)
  const mean = (rows: typeof known) => {
    const customers = rows.reduce((sum, { row }) => sum + row.size, 0)
    return rows.reduce((sum, { row, value }) => sum + value * row.size, 0) / customers
  }
  const [older, newer] = [mean(known.slice(0, middle)), mean(known.slice(middle))]
  const movement = newer > older * 1.05 ? 'better' : newer < older * 0.95 ? 'worse' : 'alike'
  return t(`cohorts.movement.${movement}`, { newer: write(newer), older: write(older) })
}
