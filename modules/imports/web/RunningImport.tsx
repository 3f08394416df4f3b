import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { ProgressBar } from '#web/ui/progress-bar.tsx'
import type { ImportResponse } from '../api.ts'
import { useImportStep } from './data.ts'

/** How far an import is, on its way in or out. Leaving the page does not stop it. */
export function RunningImport({ one }: { readonly one: ImportResponse }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const can = useCan()
  const step = useImportStep(one.id)
  const { progress } = one
  const isUndo = one.status === 'undoing'
  const left = progress?.secondsLeft ?? null
  const stage = progress && (isUndo ? t(`undoStage.${progress.stage}`) : t(`stage.${progress.stage}`))
  return (
    <Card>
      <div className="grid gap-4">
        <ProgressBar label={stage ?? t('one.waiting')} share={progress?.share ?? 0} />
        {progress && (
          <p className="figures flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
            {!isUndo && <span>{t('one.rowsRead', { count: progress.rows })}</span>}
            {!isUndo && <span>{t('one.rate', { count: Math.round(progress.rowsPerSecond) })}</span>}
            {left !== null && (
              <span>
                {left < 90
                  ? t('one.secondsLeft', { count: Math.max(1, Math.ceil(left)) })
                  : t('one.minutesLeft', { count: Math.round(left / 60) })}
              </span>
            )}
          </p>
        )}
        <p className="text-sm">{t(isUndo ? 'one.mayLeaveUndo' : 'one.mayLeave')}</p>
        {!isUndo && can('imports:run') && (
          <div className="flex flex-wrap items-center gap-3">
            <Button isPending={step.isPending} onPress={() => step.mutate('cancel')}>
              {t('one.cancel')}
            </Button>
            <span className="text-sm text-ink-soft">{format.digits(t('one.cancelHint'))}</span>
          </div>
        )}
      </div>
    </Card>
  )
}
