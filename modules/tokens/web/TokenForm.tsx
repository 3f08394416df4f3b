import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { permissionOf, PERMISSION_GROUPS } from '#web/permissions/groups.ts'
import { Button } from '#web/ui/button.tsx'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { Select } from '#web/ui/select.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { useCreateToken } from './data.ts'

interface TokenFormProps {
  /** What the member may do, and so may give. */
  readonly offered: readonly string[]
  readonly onClose: () => void
  readonly onMade: (key: string) => void
}

const DAY = 24 * 3_600_000
const LASTS = { month: 30, quarter: 90, year: 365, ever: null } as const

/** Makes a token: a name, what it may do, how long. */
export function TokenForm({ offered, onClose, onMade }: TokenFormProps) {
  const { t } = useTranslation('tokens')
  const create = useCreateToken()
  const [name, setName] = useState('')
  const [lasts, setLasts] = useState<keyof typeof LASTS>('year')
  const [scopes, setScopes] = useState<ReadonlySet<string>>(new Set())
  const submit = () => {
    const days = LASTS[lasts]
    const expiresAt = days === null ? null : new Date(Date.now() + days * DAY).toISOString()
    create.mutate(
      { name, scopes: [...scopes], expiresAt },
      {
        onSuccess: ({ key }) => {
          onClose()
          onMade(key)
        },
      },
    )
  }
  return (
    <Dialog isOpen wide onOpenChange={(isOpen) => !isOpen && onClose()} title={t('form.title')}>
      <Form
        onSubmit={submit}
        failure={create.error}
        actions={
          <Button type="submit" look="primary" isDisabled={scopes.size === 0} isPending={create.isPending}>
            {t('form.create')}
          </Button>
        }
      >
        <TextField
          label={t('form.name')}
          hint={t('form.name_hint')}
          name="name"
          isRequired
          maxLength={100}
          value={name}
          onChange={setName}
        />
        <Select
          label={t('form.lasts')}
          value={lasts}
          onChange={setLasts}
          options={(['month', 'quarter', 'year', 'ever'] as const).map((id) => ({ id, label: t(`form.${id}`) }))}
        />
        <ScopeChoice offered={offered} chosen={scopes} onChange={setScopes} />
      </Form>
    </Dialog>
  )
}

/** Programs have no open pages. */
const ONLY_PAGES = 'live_read'

interface ScopeChoiceProps {
  readonly offered: readonly string[]
  readonly chosen: ReadonlySet<string>
  readonly onChange: (chosen: ReadonlySet<string>) => void
}

function ScopeChoice({ offered, chosen, onChange }: ScopeChoiceProps) {
  const { t } = useTranslation(['tokens', 'permissions'])
  const choose = (scope: string, isChosen: boolean) =>
    onChange(new Set([...[...chosen].filter((each) => each !== scope), ...(isChosen ? [scope] : [])]))
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm text-ink-soft">{t('form.scopes_hint')}</p>
      {PERMISSION_GROUPS.map(({ group, keys }) => {
        const shown = keys.filter((key) => key !== ONLY_PAGES && offered.includes(permissionOf(key)))
        if (shown.length === 0) return null
        return (
          <fieldset key={group}>
            <legend className="mb-1 font-medium">{t(`permissions:groups.${group}`)}</legend>
            <div className="grid gap-x-6 sm:grid-cols-2">
              {shown.map((key) => (
                <Checkbox key={key} isSelected={chosen.has(permissionOf(key))} onChange={(isChosen) => choose(permissionOf(key), isChosen)}>
                  {t(`permissions:names.${key}`)}
                </Checkbox>
              ))}
            </div>
          </fieldset>
        )
      })}
    </div>
  )
}
