import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { ProgressBar } from '#web/ui/progress-bar.tsx'
import type { WhyReport } from '../../why/api.ts'
import { useStopStudy, useStudy } from './data.ts'

interface StudyBarProps {
  readonly report: Pick<WhyReport, 'study' | 'standing'>
  readonly segment: string | null
}

/** What the figures stand on, how a study under way is coming on, and the way to begin one. */
export function StudyBar({ report: { study, standing }, segment }: StudyBarProps) {
  const { t } = useTranslation('insights-why')
  const format = useFormat()
  const can = useCan()
  const begin = useStudy()
  const stop = useStopStudy()
  const isOn = study?.state === 'waiting' || study?.state === 'running'
  const again = (
    <Button size="sm" isPending={begin.isPending} onPress={() => begin.mutate(segment)}>
      {t(standing ? 'study.again' : 'study.begin')}
    </Button>
  )
  const failure = begin.error ?? stop.error
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {isOn && (
        <div className="flex flex-wrap items-end gap-3">
          <div className="min-w-0 grow">
            <ProgressBar
              label={t(study.state === 'waiting' ? 'study.waiting' : 'study.running')}
              share={study.state === 'waiting' || !study.share ? null : study.share}
            />
          </div>
          {can('insights:configure') && (
            <Button size="sm" look="quiet" isPending={stop.isPending} onPress={() => stop.mutate(study.id)}>
              {t('study.stop')}
            </Button>
          )}
        </div>
      )}
      {failure && <Notice tone="bad">{failureText(failure)}</Notice>}
      {!isOn && study?.state === 'failed' && <Notice tone="warn">{t('study.failed')}</Notice>}
      {standing ? (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm text-ink-soft">
          <p>{t('study.standing', { day: format.day(standing.asOf), count: standing.customers, orders: standing.orders })}</p>
          {!isOn && again}
        </div>
      ) : (
        !isOn && (
          <EmptyState title={t('study.emptyTitle')} text={t(segment === null ? 'study.emptyText' : 'study.emptySegment')}>
            {segment === null && can('imports:run') && (
              <LinkButton href="/imports" look="primary" size="sm">
                {t('study.bring')}
              </LinkButton>
            )}
            {again}
          </EmptyState>
        )
      )}
    </div>
  )
}
