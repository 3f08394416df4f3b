import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '#web/session.tsx'
import { forgetShop } from '#web/shop-session.ts'
import { Button } from '#web/ui/button.tsx'
import { Section } from '#web/ui/section.tsx'
import { useColleagues, useLeave } from './data.ts'
import { GoingDialog } from './GoingDialog.tsx'

/** Leaving the workspace by oneself. */
export function LeaveSection() {
  const { t } = useTranslation('workspaces-members')
  const { user, workspace } = useSession()
  const colleagues = useColleagues()
  const leave = useLeave()
  const [isAsking, setAsking] = useState(false)
  const go = (successor: string | null) =>
    leave.mutate(successor, {
      onSuccess: () => {
        forgetShop()
        location.assign('/')
      },
    })
  return (
    <Section title={t('going.leave')} text={t('going.leave_about')}>
      <div>
        <Button onPress={() => setAsking(true)}>{t('going.leave')}</Button>
      </div>
      {isAsking && (
        <GoingDialog
          title={t('going.leave_title', { shop: workspace.name })}
          text={t('going.leave_text')}
          action={t('going.leave')}
          memberId={null}
          colleagues={(colleagues.data?.rows ?? []).filter(({ id }) => id !== user.id)}
          failure={leave.error}
          isPending={leave.isPending}
          onGo={go}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  )
}
