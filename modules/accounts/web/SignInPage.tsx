import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText, isFailure } from '#web/failure.ts'
import { loadAllWords } from '#web/i18n.ts'
import { BareFrame } from '#web/shell/bare-frame.tsx'
import { Button } from '#web/ui/button.tsx'
import { Form } from '#web/ui/form.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { PasswordField } from '#web/ui/password-field.tsx'
import { Spinner } from '#web/ui/spinner.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { useUrlState } from '#web/url-state.ts'
import { useSignIn, useSignInByLink } from './data.ts'

const CodeForm = lazy(async () => {
  const [{ CodeForm }] = await Promise.all([import('./second-factor/CodeForm.tsx'), loadAllWords()])
  return { default: CodeForm }
})

/** Signing in by e-mail and password, or by a one-time link; then by a code, where the account asks for one. */
export function SignInPage() {
  const { t } = useTranslation('accounts')
  const [token] = useUrlState('token')
  const [needsCode, setNeedsCode] = useState(false)
  const enter = useEnter()
  const steps = { onDone: enter, onCodeNeeded: () => setNeedsCode(true) }
  const text = token ? t('sign_in.by_link') : t('sign_in.text')
  return (
    <BareFrame title={t('sign_in.title')} text={needsCode ? t('sign_in.code') : text}>
      {needsCode && (
        <Suspense fallback={<Spinner />}>
          <CodeForm onDone={enter} onStartAgain={() => setNeedsCode(false)} />
        </Suspense>
      )}
      {!needsCode && (token ? <LinkForm token={token} {...steps} /> : <PasswordForm {...steps} />)}
    </BareFrame>
  )
}

interface StepProps {
  readonly onDone: () => void
  readonly onCodeNeeded: () => void
}

/** What happens after a first step: in, or on to the code. */
function stepsOf({ onDone, onCodeNeeded }: StepProps) {
  return { onSuccess: onDone, onError: (error: unknown) => asksForCode(error) && onCodeNeeded() }
}

function asksForCode(error: unknown): boolean {
  return isFailure(error) && error.code === 'accounts.second_factor_needed'
}

function PasswordForm(steps: StepProps) {
  const { t } = useTranslation('accounts')
  const signIn = useSignIn()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  return (
    <Form
      onSubmit={() => signIn.mutate({ email: email.trim(), password }, stepsOf(steps))}
      failure={asksForCode(signIn.error) ? null : signIn.error}
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
function LinkForm({ token, ...steps }: StepProps & { readonly token: string }) {
  const { t } = useTranslation('accounts')
  const signIn = useSignInByLink()
  return (
    <div className="flex flex-col gap-4">
      {signIn.error && !asksForCode(signIn.error) && <Notice tone="bad">{failureText(signIn.error)}</Notice>}
      <Button look="primary" isPending={signIn.isPending} onPress={() => signIn.mutate(token, stepsOf(steps))}>
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
