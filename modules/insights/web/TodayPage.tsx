import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { SparkLine } from '#web/charts/spark-line.tsx'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { loadAllWords } from '#web/i18n.ts'
import { useCan } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { BackupWorry } from '#web/today-notices.ts'
import { Card } from '#web/ui/card.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { NumberLink } from '#web/ui/number-link.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import type { TodayReport } from '../api.ts'
import { useToday } from './data.ts'
import { customersBehind } from './links.ts'
import { Mentions } from './Mentions.tsx'
import { Moved } from './Moved.tsx'
import { NeedsOrders } from './NeedsOrders.tsx'
import { Suggestions } from './Suggestions.tsx'

/** Not of the first load: it speaks with words that come after it, and many shops have nothing of it yet. */
const TodayMore = lazy(async () => {
  const [{ TodayMore }] = await Promise.all([import('./goals/TodayMore.tsx'), loadAllWords()])
  return { default: TodayMore }
})

/** Home: the return rate and its movement, then what is worth doing now. */
export function TodayPage() {
  const { t } = useTranslation('insights')
  const format = useFormat()
  const can = useCan()
  const today = useToday()
  const report = today.data
  const note = report && !report.empty ? t('today.asOf', { day: format.day(report.asOf) }) : undefined
  return (
    <Page title={t('today.title')} question={t('today.question')} actions={note && <span className="text-sm text-ink-soft">{note}</span>}>
      {can('operations:read') && (
        <Suspense>
          <BackupWorry />
        </Suspense>
      )}
      {today.isError && <ErrorState text={failureText(today.error)} onRetry={() => void today.refetch()} />}
      {today.isPending && <Skeleton lines={10} />}
      {report?.empty && <NeedsOrders title={t('today.emptyTitle')} text={t('today.emptyText')} />}
      {report && !report.empty && (
        <div className="grid gap-6">
          <ReturnRate report={report} />
          <Suggestions report={report} />
          {(report.due || report.risk || report.goals.length > 0) && (
            <Suspense fallback={<Skeleton lines={6} />}>
              <TodayMore report={report} />
            </Suspense>
          )}
          {can('customers:read') && <Mentions />}
          <Moved report={report} />
        </div>
      )}
    </Page>
  )
}

function ReturnRate({ report }: { readonly report: TodayReport }) {
  const { t } = useTranslation('insights')
  const format = useFormat()
  const can = useCan()
  const { customers, returned, returnRate, trend } = report
  return (
    <Card>
      <div className="grid gap-6 md:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)] md:items-center">
        <div className="grid gap-2">
          <p className="text-sm text-ink-soft">{t('today.returnRate')}</p>
          <p className="text-5xl font-semibold">
            <NumberLink href={can('customers:read') ? customersBehind('purchases:2') : undefined} label={t('today.returnRate')}>
              {format.percent(returnRate)}
            </NumberLink>
          </p>
          <YearAgo report={report} />
          <p className="text-sm text-ink-soft">
            {t('today.ofCustomers', { returned: format.number(returned), customers: format.number(customers) })}
          </p>
          {can('insights:read') && (
            <p>
              <LinkButton href="/insights/return">{t('today.openReport')}</LinkButton>
            </p>
          )}
        </div>
        {trend.length > 2 && (
          <figure className="grid gap-1">
            <SparkLine values={trend.map((point) => point.returnRate)} write={format.percent} label={t('today.trend')} height={96} />
            <figcaption className="flex justify-between gap-2 text-xs text-ink-soft">
              <span>{format.day(trend[0]?.day ?? null)}</span>
              <span>{t('today.trend')}</span>
              <span>{format.day(trend.at(-1)?.day ?? null)}</span>
            </figcaption>
          </figure>
        )}
      </div>
    </Card>
  )
}

function YearAgo({ report: { returnRate, yearAgo } }: { readonly report: TodayReport }) {
  const { t } = useTranslation('insights')
  const format = useFormat()
  if (returnRate === null || !yearAgo || yearAgo.returnRate === null) return <p>{t('today.noYearAgo')}</p>
  const points = (returnRate - yearAgo.returnRate) * 100
  const rounded = format.number(Math.abs(points), 1)
  const movement =
    Math.abs(points) < 0.05 ? t('today.same') : points > 0 ? t('today.rose', { points: rounded }) : t('today.fell', { points: rounded })
  return (
    <p>
      <strong className="font-medium">{movement}</strong>
      <span className="text-ink-soft"> · {t('today.yearAgo', { rate: format.percent(yearAgo.returnRate) })}</span>
    </p>
  )
}
