import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkspaceSettings } from '#api/workspaces'
import { usualSettings } from '#web/format.tsx'
import { chooseLanguage, languageNow } from '#web/i18n.ts'
import { Button } from '#web/ui/button.tsx'
import { Form } from '#web/ui/form.tsx'
import { PasswordField } from '#web/ui/password-field.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { useSetUp } from './data.ts'
import { SettingsFields } from './SettingsFields.tsx'

const LEAST_PASSWORD = 10

interface SetupFormProps {
  readonly token: string
  readonly onDone: () => void
}

/** Who the owner is and how the shop counts. What is not touched follows the chosen language. */
export function SetupForm({ token, onDone }: SetupFormProps) {
  const { t } = useTranslation('workspaces')
  const setUp = useSetUp()
  const [owner, setOwner] = useState({ name: '', email: '', password: '' })
  const [changes, setChanges] = useState<Partial<WorkspaceSettings>>({})
  const language = changes.language ?? languageNow()
  const workspace: WorkspaceSettings = { name: '', ...usualSettings(language), ...changes, language }
  const change = (next: Partial<WorkspaceSettings>) => {
    setChanges((before) => ({ ...before, ...next }))
    if (next.language) void chooseLanguage(next.language)
  }
  const submit = () => setUp.mutate({ token, ...owner, workspace }, { onSuccess: onDone })
  return (
    <Form
      onSubmit={submit}
      failure={setUp.error}
      className="gap-7"
      actions={
        <Button type="submit" look="primary" isPending={setUp.isPending}>
          {t('setup.submit')}
        </Button>
      }
    >
      <fieldset className="flex flex-col gap-5">
        <legend className="mb-4 w-full border-b border-line pb-2 font-semibold">{t('setup.you')}</legend>
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            label={t('setup.your_name')}
            name="name"
            autoComplete="name"
            isRequired
            maxLength={100}
            autoFocus
            value={owner.name}
            onChange={(name) => setOwner({ ...owner, name })}
          />
          <TextField
            label={t('setup.email')}
            name="email"
            type="email"
            autoComplete="username"
            isRequired
            ltr
            maxLength={200}
            value={owner.email}
            onChange={(email) => setOwner({ ...owner, email })}
          />
        </div>
        <PasswordField
          label={t('setup.password')}
          name="password"
          autoComplete="new-password"
          isRequired
          leastLength={LEAST_PASSWORD}
          maxLength={200}
          value={owner.password}
          onChange={(password) => setOwner({ ...owner, password })}
        />
      </fieldset>
      <fieldset className="flex flex-col gap-5">
        <legend className="mb-4 w-full border-b border-line pb-2 font-semibold">{t('setup.shop')}</legend>
        <SettingsFields value={workspace} onChange={change} />
      </fieldset>
    </Form>
  )
}
