import { useTranslation } from 'react-i18next'
import { useSession, useSignOut } from '#web/session.tsx'
import { BareFrame } from '#web/shell/bare-frame.tsx'
import { inShop } from '#web/shop-address.ts'
import { Button } from '#web/ui/button.tsx'
import { SetUp } from './SetUp.tsx'

/** What somebody sees who has no second step, in a workspace that asks for one: how to set it up, and the ways out. */
export function SecondFactorGate() {
  const { t } = useTranslation('accounts-second-factor')
  const { workspace, workspaces } = useSession()
  const signOut = useSignOut()
  const others = workspaces.filter(({ id }) => id !== workspace.id)
  return (
    <BareFrame title={t('gate.title', { shop: workspace.name })} text={t('gate.text')}>
      <SetUp />
      <div className="flex flex-col items-start gap-2 border-t border-line pt-4 text-sm">
        {others.length > 0 && <p className="text-ink-soft">{t('gate.others')}</p>}
        {others.map(({ id, name, handle }) => (
          <Button key={id} size="sm" onPress={() => location.assign(inShop(handle, '/'))}>
            <bdi>{name}</bdi>
          </Button>
        ))}
        <Button size="sm" look="quiet" onPress={() => void signOut()}>
          {t('gate.sign_out')}
        </Button>
      </div>
    </BareFrame>
  )
}
