import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { SettingsFrame } from '#web/shell/settings-frame.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { ThresholdsForm } from '../types/ThresholdsForm.tsx'
import { useInsightsSettings } from './data.ts'
import { JudgementForm } from './JudgementForm.tsx'

/** By which rules customers are judged: margin, discount rate, unit of time, model. */
export function InsightsSettingsPage() {
  const { t } = useTranslation('insights-scores')
  const settings = useInsightsSettings()
  return (
    <SettingsFrame title={t('settings.title')} question={t('settings.question')}>
      {settings.isError && <ErrorState text={failureText(settings.error)} onRetry={() => void settings.refetch()} />}
      {settings.isPending && <Skeleton lines={8} />}
      {settings.data && <JudgementForm settings={settings.data} />}
      {settings.data && <ThresholdsForm settings={settings.data} />}
    </SettingsFrame>
  )
}
