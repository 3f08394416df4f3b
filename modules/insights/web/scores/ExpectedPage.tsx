import { Settings2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useCan } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import type { ExpectedReport } from '../../scores/api.ts'
import { InsightsTabs } from '../InsightsTabs.tsx'
import { NeedsOrders } from '../NeedsOrders.tsx'
import { AliveChart } from './AliveChart.tsx'
import { useExpected } from './data.ts'
import { ExpectedFigures } from './ExpectedFigures.tsx'
import { FitBar } from './FitBar.tsx'
import { ForecastChart } from './ForecastChart.tsx'
import { MarginNotice } from './MarginNotice.tsx'
import { ModelSection } from './ModelSection.tsx'
import { RecordChart } from './RecordChart.tsx'
import { Shortage } from './Shortage.tsx'
import { ValidationCharts } from './ValidationCharts.tsx'
import { ValueChart } from './ValueChart.tsx'

/** Insights → Expected: who will come back, when, and what they are worth. */
export function ExpectedPage() {
  const { t } = useTranslation('insights-scores')
  const can = useCan()
  const answer = useExpected()
  const report = answer.data
  const settings = can('insights:configure') && (
    <LinkButton href="/settings/insights" icon={<Icon of={Settings2} />}>
      {t('page.settings')}
    </LinkButton>
  )
  return (
    <Page title={t('page.title')} question={t('page.question')} actions={settings}>
      <InsightsTabs current="expected" />
      {answer.isError && <ErrorState text={failureText(answer.error)} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Skeleton lines={12} />}
      {report && (
        <div className="flex flex-col gap-6">
          {report.hasOrders ? <FitBar status={report.status} /> : <NeedsOrders title={t('page.emptyTitle')} text={t('page.emptyText')} />}
          {report.hasOrders && report.status.done && <Report report={report} />}
        </div>
      )}
    </Page>
  )
}

function Report({ report }: { readonly report: ExpectedReport }) {
  if (!report.model) return <Shortage report={report} />
  return (
    <>
      <MarginNotice margin={report.marginUsed} isShown={report.value !== null} />
      <ExpectedFigures report={report} />
      <ForecastChart report={report} />
      <RecordChart report={report} />
      <div className="grid gap-6 xl:grid-cols-2">
        <AliveChart report={report} />
        {report.values.length > 0 && <ValueChart report={report} />}
      </div>
      <ModelSection report={report} model={report.model} />
      <ValidationCharts report={report} />
    </>
  )
}
