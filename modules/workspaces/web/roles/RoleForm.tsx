import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '#web/session.tsx'
import { permissionOf, PERMISSION_GROUPS } from '#web/permissions/groups.ts'
import { Button } from '#web/ui/button.tsx'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { Select } from '#web/ui/select.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { Role } from '../../roles/api.ts'
import { BASIC_PERMISSIONS, withBasics } from '../../roles/domain.ts'
import { useRoleName, useWriteRole } from './data.ts'

interface RoleFormProps {
  /** Null makes a new one. */
  readonly kept: Role | null
  readonly roles: readonly Role[]
  readonly onClose: () => void
}

const NOTHING = 'nothing'

/** Makes or changes a role of the workspace's own. */
export function RoleForm({ kept: role, roles, onClose }: RoleFormProps) {
  const { t } = useTranslation('workspaces-roles')
  const nameOf = useRoleName()
  const { permissions: mine } = useSession()
  const write = useWriteRole(role?.id ?? null)
  const [name, setName] = useState(role?.name ?? '')
  const [chosen, setChosen] = useState<readonly string[]>(withBasics(role?.permissions ?? []))
  const [copied, setCopied] = useState(NOTHING)
  const copy = (from: string) => {
    setCopied(from)
    const model = roles.find(({ id }) => id === from)
    setChosen(withBasics((model?.permissions ?? []).filter((each) => mine.includes(each))))
  }
  const submit = () =>
    write.mutate(
      { name, permissions: [...chosen] },
      {
        onSuccess: () => {
          onClose()
          toast({ text: t('form.saved', { name }) })
        },
      },
    )
  return (
    <Dialog
      isOpen
      wide
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={role ? t('form.change', { name: role.name }) : t('form.new')}
    >
      <Form
        onSubmit={submit}
        failure={write.error}
        actions={
          <Button type="submit" look="primary" isPending={write.isPending}>
            {role ? t('own.change') : t('form.create')}
          </Button>
        }
      >
        <TextField label={t('form.name')} name="name" isRequired maxLength={60} value={name} onChange={setName} />
        {!role && (
          <Select
            label={t('form.copy')}
            value={copied}
            onChange={copy}
            options={[{ id: NOTHING, label: t('form.nothing') }, ...roles.map(({ id, name: own }) => ({ id, label: nameOf(id, own) }))]}
          />
        )}
        <p className="text-sm text-ink-soft">{t('form.hint')}</p>
        <PermissionChoice
          chosen={chosen}
          mayGive={(each) => mine.includes(each) || role?.permissions.includes(each) === true}
          onChange={setChosen}
        />
      </Form>
    </Dialog>
  )
}

interface PermissionChoiceProps {
  readonly chosen: readonly string[]
  readonly mayGive: (permission: string) => boolean
  readonly onChange: (chosen: readonly string[]) => void
}

function PermissionChoice({ chosen, mayGive, onChange }: PermissionChoiceProps) {
  const { t } = useTranslation('permissions')
  const choose = (permission: string, isChosen: boolean) =>
    onChange([...chosen.filter((each) => each !== permission), ...(isChosen ? [permission] : [])])
  return (
    <div className="flex flex-col gap-4">
      {PERMISSION_GROUPS.map(({ group, keys }) => (
        <fieldset key={group}>
          <legend className="mb-1 font-medium">{t(`groups.${group}`)}</legend>
          <div className="grid gap-x-6 sm:grid-cols-2">
            {keys.map((key) => {
              const permission = permissionOf(key)
              return (
                <Checkbox
                  key={key}
                  isSelected={chosen.includes(permission)}
                  isDisabled={BASIC_PERMISSIONS.some((each) => each === permission) || !mayGive(permission)}
                  onChange={(isChosen) => choose(permission, isChosen)}
                >
                  {t(`names.${key}`)}
                </Checkbox>
              )
            })}
          </div>
        </fieldset>
      ))}
    </div>
  )
}
