import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { Page } from '#web/shell/page.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { useUrlChoice } from '#web/url-state.ts'
import type { KindsReport } from '../../types/api.ts'
import { InsightsTabs } from '../InsightsTabs.tsx'
import { NeedsOrders } from '../NeedsOrders.tsx'
import { Beside } from '../time/Beside.tsx'
import { LensBar } from '../time/LensBar.tsx'
import { type LensSide, useLens } from '../time/use-lens.ts'
import { useKinds } from './data.ts'
import { RevenueSection } from './RevenueSection.tsx'
import { RfmSection } from './RfmSection.tsx'
import { RiskSection } from './RiskSection.tsx'
import { SpreadSection } from './SpreadSection.tsx'
import { StagesSection } from './StagesSection.tsx'
import { TypesSection } from './TypesSection.tsx'

const CALENDARS = ['gregorian', 'persian'] as const
const PERIODS = ['month', 'quarter', 'year'] as const

/** Insights → Customers: what kinds of customers we have, and what each is worth. */
export function KindsPage() {
  const { t } = useTranslation(['insights-types', 'insights', 'insights-time'])
  const format = useFormat()
  const [calendar, setCalendar] = useUrlChoice('calendar', CALENDARS, format.calendar)
  const [period, setPeriod] = useUrlChoice('period', PERIODS, 'month')
  const lens = useLens()
  const answer = useKinds(calendar, period, lens.side.query)
  const other = useKinds(calendar, period, lens.compared && lens.compared.query)
  const report = answer.data
  const compared =
    lens.compared && other.data && !other.data.empty && other.data.counted ? { side: lens.compared, report: other.data } : null
  const isEmpty = report?.empty === true
  const switches = (
    <div className="flex flex-wrap gap-2">
      <Segmented
        label={t('insights:return.calendar')}
        value={calendar}
        onChange={setCalendar}
        options={CALENDARS.map((id) => ({ id, label: t(`insights:return.${id}`) }))}
      />
      <Segmented
        label={t('insights:return.period')}
        value={period}
        onChange={setPeriod}
        options={PERIODS.map((id) => ({ id, label: t(`insights:return.${id}`) }))}
      />
    </div>
  )
  return (
    <Page title={t('title')} question={t('question')} actions={report && !isEmpty && switches}>
      <InsightsTabs current="customers" />
      {answer.isError && <ErrorState text={failureText(answer.error)} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Skeleton lines={12} />}
      {report && !(isEmpty && lens.segment === null) && <LensBar lens={lens} />}
      {isEmpty && lens.segment === null && <NeedsOrders title={t('emptyTitle')} text={t('emptyText')} />}
      {isEmpty && lens.segment !== null && (
        <EmptyState title={t('insights-time:lens.emptyTitle')} text={t('insights-time:lens.emptyText')} />
      )}
      {report && !isEmpty && !report.counted && <Notice tone="info">{t('counting')}</Notice>}
      {report && !isEmpty && report.counted && <Report report={report} side={lens.side} compared={compared} />}
    </Page>
  )
}

interface ReportProps {
  readonly report: KindsReport
  readonly side: LensSide
  readonly compared: { readonly side: LensSide; readonly report: KindsReport } | null
}

function Report({ report, side, compared }: ReportProps) {
  const { t } = useTranslation('insights-types')
  const format = useFormat()
  const both = { side, report, compared }
  return (
    <div className="grid gap-8">
      <p className="text-sm text-ink-soft">{t('asOf', { day: format.day(report.asOf) })}</p>
      <Beside {...both}>{(each) => <StagesSection report={each} />}</Beside>
      <Beside {...both}>{(each) => <TypesSection report={each} />}</Beside>
      <Beside {...both}>{(each) => <RfmSection report={each} />}</Beside>
      <Beside {...both}>{(each) => <RevenueSection report={each} />}</Beside>
      <Beside {...both}>{(each) => <RiskSection report={each} />}</Beside>
      <Beside {...both}>{(each) => <SpreadSection report={each} />}</Beside>
    </div>
  )
}
