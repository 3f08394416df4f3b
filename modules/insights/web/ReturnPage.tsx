import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
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

const CALENDARS = ['gregorian', 'persian'] as const
const PERIODS = ['month', 'quarter', 'year'] as const

/** Insights → Return: who comes back, when, and what it is worth. */
export function ReturnPage() {
  const { t } = useTranslation('insights')
  const format = useFormat()
  const [calendar, setCalendar] = useUrlChoice('calendar', CALENDARS, format.calendar)
  const [period, setPeriod] = useUrlChoice('period', PERIODS, 'month')
  const answer = useReturn(calendar, period)
  const report = answer.data
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
      {report?.empty && <NeedsOrders title={t('return.emptyTitle')} text={t('return.emptyText')} />}
      {report && !report.empty && <Report report={report} />}
    </Page>
  )
}

function Report({ report }: { readonly report: ReturnReport }) {
  const { t } = useTranslation('insights')
  return (
    <div className="grid gap-8">
      {report.stale && <Notice tone="info">{t('return.stale')}</Notice>}
      <Standing report={report} />
      <ReturnFigures report={report} />
      <RetentionSection report={report} />
      <CohortSection report={report} />
      <div className="grid gap-8 xl:grid-cols-2">
        <NextPurchaseSection report={report} />
        <TimeSection report={report} />
      </div>
      <PurchaseShares report={report} />
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
