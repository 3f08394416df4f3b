import { RefreshCw, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { ProgressBar } from '#web/ui/progress-bar.tsx'
import type { FitStatus } from '../../scores/api.ts'
import { useCancelFit, useFitProgress, useStartFit } from './data.ts'

/** As of when everything stands, and the way to have it worked out anew, with its progress and the way to stop it. */
export function FitBar({ status }: { readonly status: FitStatus }) {
  const { t } = useTranslation('insights-scores')
  const format = useFormat()
  const can = useCan()
  const start = useStartFit()
  const failure = start.error
  const { open, done, failed } = status
  const asOf = done ? t('fit.asOf', { day: format.day(done.asOf), at: format.instant(done.finishedAt) }) : t('fit.never')
  return (
    <div className="flex flex-col gap-3">
      {open ? (
        <Running open={open} />
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-sm text-ink-soft">{asOf}</p>
          {can('insights:configure') && (
            <Button size="sm" icon={<Icon of={RefreshCw} />} isPending={start.isPending} onPress={() => start.mutate()}>
              {t('fit.start')}
            </Button>
          )}
        </div>
      )}
      {failed && !open && <Notice tone="warn">{t(failed.code === 'insights.fit_interrupted' ? 'fit.interrupted' : 'fit.failed')}</Notice>}
      {failure && <Notice tone="bad">{failureText(failure)}</Notice>}
    </div>
  )
}

function Running({ open }: { readonly open: NonNullable<FitStatus['open']> }) {
  const { t } = useTranslation('insights-scores')
  const can = useCan()
  const cancel = useCancelFit()
  const { stage, share } = useFitProgress(open.id) ?? open.progress
  return (
    <div className="flex flex-wrap items-end gap-4 rounded border border-line bg-surface p-4">
      <div className="min-w-0 grow basis-60">
        <ProgressBar label={t(`fit.${stage}`)} share={share} detail={t('fit.meanwhile')} />
      </div>
      {can('insights:configure') && (
        <Button size="sm" icon={<Icon of={X} />} isPending={cancel.isPending} onPress={() => cancel.mutate(open.id)}>
          {t('fit.cancel')}
        </Button>
      )}
    </div>
  )
}
