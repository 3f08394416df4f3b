import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { Form } from '#web/ui/form.tsx'
import { PasswordField } from '#web/ui/password-field.tsx'
import { Section } from '#web/ui/section.tsx'
import { toast } from '#web/ui/toast.tsx'
import { useChangePassword } from './data.ts'

const LEAST_PASSWORD = 10
const EMPTY = { password: '', newPassword: '' }

/** Another password, by whoever knows the present one. */
export function PasswordSection() {
  const { t } = useTranslation('accounts-account')
  const { user } = useSession()
  const change = useChangePassword()
  const [value, setValue] = useState(EMPTY)
  const submit = () =>
    change.mutate(value, {
      onSuccess: () => {
        setValue(EMPTY)
        toast({ text: t('password.changed'), tone: 'good' })
      },
    })
  return (
    <Section title={t('password.title')} text={t('password.text')}>
      <Form
        onSubmit={submit}
        failure={change.error}
        actions={
          <Button type="submit" look="primary" isPending={change.isPending}>
            {t('password.submit')}
          </Button>
        }
      >
        {/* Password managers want to know whose password it is. */}
        <input type="email" name="username" autoComplete="username" value={user.email} readOnly hidden />
        <PasswordField
          label={t('password.present')}
          name="password"
          autoComplete="current-password"
          isRequired
          maxLength={200}
          value={value.password}
          onChange={(password) => setValue({ ...value, password })}
        />
        <PasswordField
          label={t('password.new')}
          name="newPassword"
          autoComplete="new-password"
          isRequired
          leastLength={LEAST_PASSWORD}
          maxLength={200}
          value={value.newPassword}
          onChange={(newPassword) => setValue({ ...value, newPassword })}
        />
      </Form>
    </Section>
  )
}
