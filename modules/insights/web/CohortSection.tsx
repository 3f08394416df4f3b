import { useTranslation } from 'react-i18next'
import { CohortHeatMap } from '#web/charts/cohort-heat-map.tsx'
import { useFormat } from '#web/format.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { useUrlChoice } from '#web/url-state.ts'
import type { ReturnReport } from '../api.ts'
import { ENOUGH } from './links.ts'
import { useReturnLinks } from './use-return-links.ts'

const MEASURES = ['share', 'customers', 'revenue'] as const

/** Customers by the month of their first purchase, and how many bought again in each month since. */
export function CohortSection({ report }: { readonly report: ReturnReport }) {
  const { t } = useTranslation('insights')
  const { behind, exports, whereOpen } = useReturnLinks(report)
  const measures = report.revenue === null ? MEASURES.filter((each) => each !== 'revenue') : MEASURES
  const [measure, setMeasure] = useUrlChoice('measure', measures, 'share')
  const cell = (index: number, months?: number) =>
    behind(months === undefined ? `cohort:${report.calendar}:${index}` : `cohort:${report.calendar}:${index}:${months}`) ?? ''
  return (
    <CohortHeatMap
      anchor="cohorts"
      cohorts={report.cohorts}
      calendar={report.calendar}
      measure={measure}
      title={useFinding(report)}
      definition={t('return.cohorts.definition')}
      actions={
        <Segmented
          label={t('return.cohorts.measure')}
          value={measure}
          onChange={setMeasure}
          options={measures.map((id) => ({ id, label: t(`return.cohorts.${id}`) }))}
        />
      }
      exports={exports('cohorts')}
      behind={whereOpen(cell)}
    />
  )
}

/** The largest cohort that has had a whole month to return says it best. */
function useFinding(report: ReturnReport): string {
  const { t } = useTranslation('insights')
  const format = useFormat()
  const known = report.cohorts.filter((cohort) => cohort.active.length > 1)
  const largest = known.toSorted((a, b) => b.size - a.size)[0]
  if (!largest || largest.size < ENOUGH) return t('return.few', { title: t('return.cohorts.titleShort') })
  return t('return.cohorts.title', {
    cohort: format.period('month', largest.index, report.calendar),
    share: format.percent((largest.active[0] ?? 0) / largest.size),
  })
}
