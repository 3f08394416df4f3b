import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { useUrlChoice } from '#web/url-state.ts'
import type { ReturnReport } from '../api.ts'
import { CohortSection } from './CohortSection.tsx'
import { useReturn } from './data.ts'
import { NeedsOrders } from './NeedsOrders.tsx'
import { NextPurchaseSection } from './NextPurchaseSection.tsx'
import { PurchaseShares } from './PurchaseShares.tsx'
import { RetentionSection } from './RetentionSection.tsx'
import { ReturnFigures } from './ReturnFigures.tsx'
import { InsightsTabs } from './InsightsTabs.tsx'
import { TimeSection } from './TimeSection.tsx'
import { Beside } from './time/Beside.tsx'
import { LensBar } from './time/LensBar.tsx'
import { SeenThrough } from './time/seen.ts'
import { type LensSide, useLens } from './time/use-lens.ts'

const CALENDARS = ['gregorian', 'persian'] as const
const PERIODS = ['month', 'quarter', 'year'] as const

/** Insights → Return: who comes back, when, and what it is worth. */
export function ReturnPage() {
  const { t } = useTranslation(['insights', 'insights-time'])
  const format = useFormat()
  const [calendar, setCalendar] = useUrlChoice('calendar', CALENDARS, format.calendar)
  const [period, setPeriod] = useUrlChoice('period', PERIODS, 'month')
  const lens = useLens()
  const answer = useReturn(calendar, period, lens.side.query)
  const other = useReturn(calendar, period, lens.compared && lens.compared.query)
  const report = answer.data
  const compared = lens.compared && other.data && !other.data.empty ? { side: lens.compared, report: other.data } : null
  const switches = (
    <div className="flex flex-wrap gap-2">
      <Segmented
        label={t('return.calendar')}
        value={calendar}
        onChange={setCalendar}
        options={CALENDARS.map((id) => ({ id, label: t(`return.${id}`) }))}
      />
      <Segmented
        label={t('return.period')}
        value={period}
        onChange={setPeriod}
        options={PERIODS.map((id) => ({ id, label: t(`return.${id}`) }))}
      />
    </div>
  )
  return (
    <Page title={t('return.title')} question={t('return.question')} actions={report && !report.empty && switches}>
      <InsightsTabs current="return" />
      {answer.isError && <ErrorState text={failureText(answer.error)} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Skeleton lines={12} />}
      {report && !(report.empty && lens.segment === null) && <LensBar lens={lens} hasPast />}
      {(answer.isPlaceholderData || (lens.compared && (other.isPlaceholderData || other.isPending))) && (
        <p role="status" className="text-sm text-ink-soft">
          {t('insights-time:lens.computing')}
        </p>
      )}
      {report?.empty && lens.segment === null && <NeedsOrders title={t('return.emptyTitle')} text={t('return.emptyText')} />}
      {report?.empty && lens.segment !== null && (
        <EmptyState title={t('insights-time:lens.emptyTitle')} text={t('insights-time:lens.emptyText')} />
      )}
      {report && !report.empty && <Report report={report} side={lens.side} compared={compared} />}
    </Page>
  )
}

interface ReportProps {
  readonly report: ReturnReport
  readonly side: LensSide
  readonly compared: { readonly side: LensSide; readonly report: ReturnReport } | null
}

function Report({ report, side, compared }: ReportProps) {
  const { t } = useTranslation('insights')
  const both = { side, report, compared }
  return (
    <div className="grid gap-8">
      {report.stale && <Notice tone="info">{t('return.stale')}</Notice>}
      <Standing report={report} />
      <SeenThrough value={side.seen}>
        <ReturnFigures {...both} />
      </SeenThrough>
      <Beside {...both}>{(each) => <RetentionSection report={each} />}</Beside>
      <Beside {...both}>{(each) => <CohortSection report={each} />}</Beside>
      <div className={compared ? 'grid gap-8' : 'grid gap-8 xl:grid-cols-2'}>
        <Beside {...both}>{(each) => <NextPurchaseSection report={each} />}</Beside>
        <Beside {...both}>{(each) => <TimeSection report={each} />}</Beside>
      </div>
      <Beside {...both}>{(each) => <PurchaseShares report={each} />}</Beside>
    </div>
  )
}

/** As of when, and what counts as current. */
function Standing({ report: { asOf, window } }: { readonly report: ReturnReport }) {
  const { t } = useTranslation('insights')
  const format = useFormat()
  const can = useCan()
  return (
    <p className="text-sm text-ink-soft">
      {t('return.asOf', { day: format.day(asOf) })} · {t('return.window', { count: window.days })} (
      {t(window.source === 'set' ? 'return.windowSet' : 'return.windowSuggested')})
      {can('workspaces:configure') && (
        <>
          {' '}
          · <TextLink href="/settings">{t('return.changeWindow')}</TextLink>
        </>
      )}
    </p>
  )
}
