import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { SettingsFrame } from '#web/shell/settings-frame.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { useHealth } from './data.ts'
import { FiguresSection } from './FiguresSection.tsx'
import { FindingsSection } from './FindingsSection.tsx'
import { InstallationSection } from './InstallationSection.tsx'
import { ParkedSection } from './ParkedSection.tsx'
import { WaitingSection } from './WaitingSection.tsx'

/** Whether everything is all right with this installation, for whoever runs it. */
export function OperationsPage() {
  const { t } = useTranslation('operations')
  const health = useHealth()
  return (
    <SettingsFrame title={t('title')} question={t('question')}>
      {health.isPending && <Skeleton lines={10} />}
      {health.isError && <ErrorState text={failureText(health.error)} onRetry={() => void health.refetch()} />}
      {health.data && (
        <div className="flex flex-col gap-10">
          <FindingsSection findings={health.data.findings} />
          <FiguresSection health={health.data} />
          <ParkedSection />
          <WaitingSection health={health.data} />
          <InstallationSection health={health.data} />
        </div>
      )}
    </SettingsFrame>
  )
}
