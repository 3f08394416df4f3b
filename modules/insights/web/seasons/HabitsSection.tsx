import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { weekdayNames } from '#pure/dates'
import { BarsChart } from '#web/charts/bars-chart.tsx'
import { useFormat } from '#web/format.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import type { HabitsReport } from '../../seasons/api.ts'
import { useHabits } from './data.ts'

/** Whether customers have a weekday of their own, beyond what chance gives. */
export function HabitsSection({ segment }: { readonly segment: string | undefined }) {
  const answer = useHabits(segment)
  if (answer.isPending) return <Skeleton lines={8} />
  return answer.data ? <Habits report={answer.data} /> : null
}

function Habits({ report }: { readonly report: HabitsReport }) {
  const { t } = useTranslation('insights-seasons')
  const format = useFormat()
  const data = useMemo(
    () => ({
      categories: report.weekdays.map(({ weekday }) => ({
        id: String(weekday),
        label: weekdayNames(format.language, 1)[weekday - 1] ?? '',
      })),
      series: [{ id: 'customers', name: t('habits.customers'), values: report.weekdays.map(({ customers }) => customers) }],
    }),
    [report, format, t],
  )
  const values = { share: format.percent(report.share, 0), chance: format.percent(report.expectedShare, 0) }
  return (
    <BarsChart
      anchor="habits"
      title={t(`habits.${report.verdict}`, values)}
      definition={t('habits.definition', { least: report.least, count: report.customers })}
      heading={t('weekday')}
      {...data}
    />
  )
}
