import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { Select } from '#web/ui/select.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { MemberDetails } from '../../members/api.ts'
import { useChangeRole } from './data.ts'
import { useGivableRoles } from './use-givable-roles.ts'

/** Gives a member another role. */
export function RoleDialog({ member, onClose }: { readonly member: MemberDetails; readonly onClose: () => void }) {
  const { t } = useTranslation(['workspaces-members', 'web'])
  const change = useChangeRole()
  const roles = useGivableRoles(member.role)
  const [role, setRole] = useState(member.role)
  const { name } = member
  const submit = () =>
    change.mutate(
      { id: member.id, role },
      {
        onSuccess: () => {
          onClose()
          toast({ text: t('role.done', { name }) })
        },
      },
    )
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t('role.title', { name })}>
      <Form
        onSubmit={submit}
        failure={change.error}
        actions={
          <Button type="submit" look="primary" isDisabled={role === member.role} isPending={change.isPending}>
            {t('web:actions.save')}
          </Button>
        }
      >
        <Select label={t('role.label')} value={role} onChange={setRole} options={roles} />
        <p className="text-sm text-ink-soft">
          {t('role.note')} <TextLink href="/settings/roles">{t('web:settings.roles')}</TextLink>
        </p>
      </Form>
    </Dialog>
  )
}
