import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/ui/button.tsx'
import { Form } from '#web/ui/form.tsx'
import { PasswordField } from '#web/ui/password-field.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import type { AcceptanceResponse } from '../../invitations/api.ts'
import { useJoin } from './data.ts'

const LEAST_PASSWORD = 10

interface NewcomerFormProps {
  /** The address that the invitation is for; null where the newcomer says it. */
  readonly email: string | null
  readonly token: string
  readonly onJoined: (answer: AcceptanceResponse) => void
}

/** An account for somebody who has none. */
export function NewcomerForm({ email, token, onJoined }: NewcomerFormProps) {
  const { t } = useTranslation('workspaces-members')
  const join = useJoin()
  const [account, setAccount] = useState({ name: '', email: email ?? '', password: '' })
  const submit = () => {
    const { name, password } = account
    const own = email === null ? { email: account.email.trim() } : {}
    join.mutate({ token, name, password, ...own }, { onSuccess: onJoined })
  }
  return (
    <Form
      onSubmit={submit}
      failure={join.error}
      actions={
        <Button type="submit" look="primary" isPending={join.isPending} className="w-full">
          {t('page.join')}
        </Button>
      }
    >
      <h2 className="font-semibold">{t('page.newcomer')}</h2>
      <TextField
        label={t('page.name')}
        name="name"
        autoComplete="name"
        isRequired
        maxLength={100}
        value={account.name}
        onChange={(name) => setAccount({ ...account, name })}
      />
      <TextField
        label={t('page.email')}
        {...(email === null ? {} : { hint: t('page.email_fixed') })}
        name="email"
        type="email"
        autoComplete="username"
        isRequired
        ltr
        isReadOnly={email !== null}
        maxLength={200}
        value={account.email}
        onChange={(typed) => setAccount({ ...account, email: typed })}
      />
      <PasswordField
        label={t('page.password')}
        name="password"
        autoComplete="new-password"
        isRequired
        leastLength={LEAST_PASSWORD}
        maxLength={200}
        value={account.password}
        onChange={(password) => setAccount({ ...account, password })}
      />
    </Form>
  )
}
