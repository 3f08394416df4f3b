import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { SettingsFrame } from '#web/shell/settings-frame.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { PreferencesSection } from '../preferences/PreferencesSection.tsx'
import { SecondFactorSection } from '../second-factor/SecondFactorSection.tsx'
import { useAccount } from './data.ts'
import { PasswordSection } from './PasswordSection.tsx'
import { SessionsSection } from './SessionsSection.tsx'
import { WhoSection } from './WhoSection.tsx'

/** Everybody's own page: who they are, how they sign in and read. */
export function AccountPage() {
  const { t } = useTranslation('accounts-account')
  const account = useAccount()
  return (
    <SettingsFrame title={t('title')} question={t('question')}>
      <div className="flex max-w-2xl flex-col gap-10">
        {account.isPending && <Skeleton lines={6} />}
        {account.isError && <ErrorState text={failureText(account.error)} onRetry={() => void account.refetch()} />}
        {account.data && <WhoSection account={account.data} />}
        <PasswordSection />
        <SecondFactorSection />
        <SessionsSection />
        <PreferencesSection />
      </div>
    </SettingsFrame>
  )
}
