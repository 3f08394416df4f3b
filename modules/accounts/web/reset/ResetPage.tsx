import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { BareFrame } from '#web/shell/bare-frame.tsx'
import { Button } from '#web/ui/button.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Form } from '#web/ui/form.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { PasswordField } from '#web/ui/password-field.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { useUrlState } from '#web/url-state.ts'
import { useResetPassword, useResetState } from './data.ts'

const LEAST_PASSWORD = 10

/** Sets a new password by a link. */
export function ResetPage() {
  const { t } = useTranslation('accounts-reset')
  const [token] = useUrlState('token')
  const state = useResetState(token)
  const [isDone, setDone] = useState(false)
  if (isDone) {
    return (
      <BareFrame title={t('reset.done')} text={t('reset.done_text')}>
        <LinkButton href="/sign-in" look="primary">
          {t('reset.sign_in')}
        </LinkButton>
      </BareFrame>
    )
  }
  if (state.data && !state.data.linkIsValid) {
    return (
      <BareFrame title={t('reset.bad_link')} text={t('reset.bad_link_text')}>
        <LinkButton href="/forgot" look="primary">
          {t('reset.again')}
        </LinkButton>
      </BareFrame>
    )
  }
  return (
    <BareFrame title={t('reset.title')} text={t('reset.text')}>
      {state.isPending && <Skeleton lines={3} />}
      {state.isError && <ErrorState text={failureText(state.error)} onRetry={() => void state.refetch()} />}
      {state.data && <PasswordForm token={token} onDone={() => setDone(true)} />}
    </BareFrame>
  )
}

function PasswordForm({ token, onDone }: { readonly token: string; readonly onDone: () => void }) {
  const { t } = useTranslation('accounts-reset')
  const reset = useResetPassword()
  const [password, setPassword] = useState('')
  return (
    <Form
      onSubmit={() => reset.mutate({ token, password }, { onSuccess: onDone })}
      failure={reset.error}
      actions={
        <Button type="submit" look="primary" isPending={reset.isPending} className="w-full">
          {t('reset.submit')}
        </Button>
      }
    >
      <PasswordField
        label={t('reset.password')}
        name="password"
        autoComplete="new-password"
        isRequired
        autoFocus
        leastLength={LEAST_PASSWORD}
        maxLength={200}
        value={password}
        onChange={setPassword}
      />
    </Form>
  )
}
