import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { Page } from '#web/shell/page.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { ProgressBar } from '#web/ui/progress-bar.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import type { CohortCut } from '../../time/api.ts'
import { InsightsTabs } from '../InsightsTabs.tsx'
import { NeedsOrders } from '../NeedsOrders.tsx'
import { CohortChooser, useCohortChoice } from './CohortChooser.tsx'
import { CohortCurves } from './CohortCurves.tsx'
import { CohortGrid } from './CohortGrid.tsx'
import { useCohorts } from './data.ts'
import { GapBars } from './GapBars.tsx'
import { LensBar } from './LensBar.tsx'
import { RetentionLines } from './RetentionLines.tsx'
import { SeenThrough } from './seen.ts'
import { useLens } from './use-lens.ts'

/** Insights → Cohorts: whether the customers that are won stay. */
export function CohortsPage() {
  const { t } = useTranslation('insights-time')
  const choice = useCohortChoice()
  const lens = useLens()
  const { segment = null } = lens.side.query
  const answer = useCohorts({ ...choice.query, segment })
  const cut = answer.data
  return (
    <Page title={t('cohorts.title')} question={t('cohorts.question')}>
      <InsightsTabs current="cohorts" />
      {answer.isError && <ErrorState text={failureText(answer.error)} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Skeleton lines={12} />}
      {cut?.empty && <NeedsOrders title={t('cohorts.emptyTitle')} text={t('cohorts.emptyText')} />}
      {cut && !cut.empty && (
        <div className="grid min-w-0 gap-6">
          <div className="flex flex-wrap items-end gap-3">
            <CohortChooser choice={choice} hasAmounts={cut.hasAmounts} />
            <LensBar lens={lens} compares={false} />
          </div>
          <div className="-my-4 min-h-4">
            {answer.isFetching && (answer.isPlaceholderData || answer.share !== null) && (
              <ProgressBar label={t('cohorts.computing')} share={answer.share} />
            )}
          </div>
          <SeenThrough value={lens.side.seen}>
            <Cohorts cut={cut} choice={choice} segment={segment} />
          </SeenThrough>
        </div>
      )}
    </Page>
  )
}

interface CohortsProps {
  readonly cut: CohortCut
  readonly choice: ReturnType<typeof useCohortChoice>
  readonly segment: string | null
}

function Cohorts({ cut, choice, segment }: CohortsProps) {
  const { t } = useTranslation('insights-time')
  const format = useFormat()
  const files = choice.exportsOf(segment)
  if (!cut.isStudied) return <Notice tone="info">{t('cohorts.notStudied')}</Notice>
  if (cut.rows.length === 0) return <EmptyState title={t('cohorts.nobodyTitle')} text={t('cohorts.nobodyText')} />
  return (
    <>
      <p className="text-sm text-ink-soft">
        {t('cohorts.asOf', { day: format.day(cut.asOf) })}
        {cut.left > 0 && ` · ${t(cut.by === 'none' ? 'cohorts.earlier' : 'cohorts.smaller', { count: cut.left })}`}
        {cut.margin && ` · ${t(`cohorts.margin.${cut.margin.source}`, { share: format.percent(cut.margin.share, 0) })}`}
      </p>
      <CohortGrid cut={cut} perHead={choice.perHead} exports={files('cohorts')} />
      <CohortCurves cut={cut} perHead={choice.perHead} exports={files('cohorts')} />
      <div className="grid gap-6 xl:grid-cols-2">
        <RetentionLines cut={cut} exports={files('retention')} />
        <GapBars cut={cut} exports={files('gaps')} />
      </div>
    </>
  )
}
