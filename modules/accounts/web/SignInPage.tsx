import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { BareFrame } from '#web/shell/bare-frame.tsx'
import { Button } from '#web/ui/button.tsx'
import { Form } from '#web/ui/form.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { PasswordField } from '#web/ui/password-field.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { useUrlState } from '#web/url-state.ts'
import { useSignIn, useSignInByLink } from './data.ts'

/** Signing in by e-mail and password, or by a one-time link. */
export function SignInPage() {
  const { t } = useTranslation('accounts')
  const [token] = useUrlState('token')
  const enter = useEnter()
  return (
    <BareFrame title={t('sign_in.title')} text={token ? t('sign_in.by_link') : t('sign_in.text')}>
      {token ? <LinkForm token={token} onDone={enter} /> : <PasswordForm onDone={enter} />}
    </BareFrame>
  )
}

function PasswordForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('accounts')
  const signIn = useSignIn()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  return (
    <Form
      onSubmit={() => signIn.mutate({ email: email.trim(), password }, { onSuccess: onDone })}
      failure={signIn.error}
      actions={
        <Button type="submit" look="primary" isPending={signIn.isPending} className="w-full">
          {t('sign_in.submit')}
        </Button>
      }
    >
      <TextField
        label={t('sign_in.email')}
        name="email"
        type="email"
        autoComplete="username"
        isRequired
        ltr
        autoFocus
        value={email}
        onChange={setEmail}
      />
      <PasswordField
        label={t('sign_in.password')}
        name="password"
        autoComplete="current-password"
        isRequired
        value={password}
        onChange={setPassword}
      />
      <p className="text-sm">
        <TextLink href="/forgot">{t('sign_in.forgot')}</TextLink>
      </p>
    </Form>
  )
}

/** Pressed by a person: mail programs that open links to look at them must not use it up. */
function LinkForm({ token, onDone }: { readonly token: string; readonly onDone: () => void }) {
  const { t } = useTranslation('accounts')
  const signIn = useSignInByLink()
  return (
    <div className="flex flex-col gap-4">
      {signIn.error && <Notice tone="bad">{failureText(signIn.error)}</Notice>}
      <Button look="primary" isPending={signIn.isPending} onPress={() => signIn.mutate(token, { onSuccess: onDone })}>
        {t('sign_in.submit')}
      </Button>
    </div>
  )
}

/** Goes on to where the person wanted to be, never to another site. */
function useEnter(): () => void {
  const [next] = useUrlState('next', '/')
  const queries = useQueryClient()
  const navigate = useNavigate()
  return () => {
    queries.clear()
    void navigate({ href: /^\/(?![/\\])/.test(next) ? next : '/', replace: true })
  }
}
