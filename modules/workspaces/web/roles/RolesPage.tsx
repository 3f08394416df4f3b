import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useCan } from '#web/session.tsx'
import { SettingsFrame } from '#web/shell/settings-frame.tsx'
import { Button } from '#web/ui/button.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Section } from '#web/ui/section.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import type { Role } from '../../roles/api.ts'
import { isRoleOfOurs } from '../../roles/domain.ts'
import { useRoles } from './data.ts'
import { OwnRoleLine } from './OwnRoleLine.tsx'
import { RoleForm } from './RoleForm.tsx'
import { RoleTable } from './RoleTable.tsx'

/** What each role lets do, and the workspace's own ones. */
export function RolesPage() {
  const { t } = useTranslation('workspaces-roles')
  const roles = useRoles()
  return (
    <SettingsFrame title={t('title')} question={t('question')}>
      {roles.isPending && <Skeleton lines={12} />}
      {roles.isError && <ErrorState text={failureText(roles.error)} onRetry={() => void roles.refetch()} />}
      {roles.data && (
        <div className="flex flex-col gap-10">
          <OwnRoles roles={roles.data.rows} />
          <div className="flex flex-col gap-3">
            <p className="max-w-prose text-sm text-ink-soft">{t('table.about')}</p>
            <RoleTable roles={roles.data.rows} />
          </div>
        </div>
      )}
    </SettingsFrame>
  )
}

function OwnRoles({ roles }: { readonly roles: readonly Role[] }) {
  const { t } = useTranslation('workspaces-roles')
  const mayConfigure = useCan()('roles:configure')
  const [isAdding, setAdding] = useState(false)
  const own = roles.filter(({ id }) => !isRoleOfOurs(id))
  const add = (
    <Button look="primary" icon={<Icon of={Plus} />} onPress={() => setAdding(true)}>
      {t('own.add')}
    </Button>
  )
  return (
    <Section title={t('own.title')} text={t('own.text')} actions={mayConfigure && add}>
      {own.length === 0 && <p className="max-w-prose text-sm text-ink-soft">{t('own.none')}</p>}
      {!mayConfigure && <p className="text-sm text-ink-soft">{t('own.only_owners')}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {own.map((role) => (
          <OwnRoleLine key={role.id} kept={role} roles={roles} mayConfigure={mayConfigure} />
        ))}
      </ul>
      {isAdding && <RoleForm kept={null} roles={roles} onClose={() => setAdding(false)} />}
    </Section>
  )
}
