import { useTranslation } from 'react-i18next'
import { RetentionChart } from '#web/charts/retention-chart.tsx'
import { useFormat } from '#web/format.tsx'
import type { ReturnReport } from '../api.ts'
import { ENOUGH, retentionBehind } from './links.ts'
import { useReturnLinks } from './use-return-links.ts'

/** Retention by (E − N) / S for each period, with what it is made of. */
export function RetentionSection({ report }: { readonly report: ReturnReport }) {
  const { t } = useTranslation('insights')
  const format = useFormat()
  const { behind, exports, whereOpen } = useReturnLinks(report)
  const last = report.retention.findLast((period) => period.complete && period.rate !== null)
  const title =
    last && last.start >= ENOUGH
      ? t('return.retention.title', {
          period: format.period(report.period, last.index, report.calendar),
          strict: format.percent(last.strictRate),
          rate: format.percent(last.rate),
        })
      : t('return.few', { title: t('return.retention.titleShort') })
  return (
    <RetentionChart
      anchor="retention"
      periods={report.retention}
      calendar={report.calendar}
      period={report.period}
      title={title}
      definition={t('return.retention.definition')}
      exports={exports('retention')}
      behind={whereOpen((index: number, part: string) => behind(retentionBehind(report, index, part)) ?? '')}
    />
  )
}
