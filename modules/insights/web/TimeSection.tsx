import { useTranslation } from 'react-i18next'
import { TimeToReturnChart } from '#web/charts/time-to-return-chart.tsx'
import { useFormat } from '#web/format.tsx'
import type { ReturnReport } from '../api.ts'
import { ENOUGH } from './links.ts'
import { useReturnLinks } from './use-return-links.ts'

/** How long customers take to return. */
export function TimeSection({ report }: { readonly report: ReturnReport }) {
  const { t } = useTranslation('insights')
  const format = useFormat()
  const { behind, exports, whereOpen } = useReturnLinks(report)
  const { median, q1, q3 } = report.timeToReturn
  const isTold = median !== null && report.returned >= ENOUGH
  const days = (value: number | null) => format.number(Math.round(value ?? 0))
  return (
    <TimeToReturnChart
      anchor="time-to-return"
      timeToReturn={report.timeToReturn}
      title={isTold ? t('return.time.title', { days: days(median) }) : t('return.few', { title: t('return.time.titleShort') })}
      definition={
        median === null
          ? t('return.time.definition')
          : `${t('return.time.definition')} ${t('return.time.quartiles', { q1: days(q1), median: days(median), q3: days(q3) })}`
      }
      behind={whereOpen((days: number) => behind(`returned-in:0:${days}`) ?? '')}
      exports={exports('timeToReturn')}
    />
  )
}
