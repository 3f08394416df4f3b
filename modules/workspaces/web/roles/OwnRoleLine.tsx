import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Select } from '#web/ui/select.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { Role } from '../../roles/api.ts'
import { useDeleteRole, useRoleName } from './data.ts'
import { RoleForm } from './RoleForm.tsx'

interface OwnRoleLineProps {
  readonly kept: Role
  readonly roles: readonly Role[]
  readonly mayConfigure: boolean
}

/** A role of the workspace's own, with what can be done about it. */
export function OwnRoleLine({ kept: role, roles, mayConfigure }: OwnRoleLineProps) {
  const { t } = useTranslation('workspaces-roles')
  const [asks, setAsks] = useState<'change' | 'delete' | null>(null)
  const close = () => setAsks(null)
  const name = role.name ?? ''
  const facts = [
    t('own.permissions', { count: role.permissions.length }),
    t('own.members', { count: role.members }),
    ...(role.invitations > 0 ? [t('own.invitations', { count: role.invitations })] : []),
  ]
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 grow basis-56">
        <bdi className="font-medium break-words">{name}</bdi>
        <p className="text-sm text-ink-soft">{facts.join(' · ')}</p>
      </div>
      {mayConfigure && (
        <div className="flex gap-2">
          <Button size="sm" aria-label={t('own.change_label', { name })} onPress={() => setAsks('change')}>
            {t('own.change')}
          </Button>
          <Button size="sm" look="plain" aria-label={t('own.delete_label', { name })} onPress={() => setAsks('delete')}>
            {t('own.delete')}
          </Button>
        </div>
      )}
      {asks === 'change' && <RoleForm kept={role} roles={roles} onClose={close} />}
      {asks === 'delete' && <DeleteRole kept={role} roles={roles} onClose={close} />}
    </li>
  )
}

interface DeleteRoleProps {
  readonly kept: Role
  readonly roles: readonly Role[]
  readonly onClose: () => void
}

function DeleteRole({ kept: role, roles, onClose }: DeleteRoleProps) {
  const { t } = useTranslation(['workspaces-roles', 'web'])
  const nameOf = useRoleName()
  const end = useDeleteRole()
  const used = role.members + role.invitations
  const [successor, setSuccessor] = useState('viewer')
  const name = role.name ?? ''
  const go = () =>
    end.mutate(
      { id: role.id, successor: used > 0 ? successor : null },
      {
        onSuccess: () => {
          onClose()
          toast({ text: t('end.done', { name }) })
        },
      },
    )
  return (
    <Dialog
      isOpen
      isAlert
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('end.title', { name })}
      actions={
        <>
          <Button onPress={onClose}>{t('web:actions.cancel')}</Button>
          <Button look="danger" isPending={end.isPending} onPress={go}>
            {t('end.go')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {end.error && <Notice tone="bad">{failureText(end.error)}</Notice>}
        <p>{used > 0 ? t('end.text', { count: used }) : t('end.nobody')}</p>
        {used > 0 && (
          <Select
            label={t('end.successor')}
            value={successor}
            onChange={setSuccessor}
            options={roles.filter(({ id }) => id !== role.id).map(({ id, name }) => ({ id, label: nameOf(id, name) }))}
          />
        )}
      </div>
    </Dialog>
  )
}
