import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { BareFrame } from '#web/shell/bare-frame.tsx'
import { Button } from '#web/ui/button.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Form } from '#web/ui/form.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { useAskForReset, useResetState } from './data.ts'

/** For whoever lost the password: a link by e-mail, or whom to ask where there is none. */
export function ForgotPage() {
  const { t } = useTranslation('accounts-reset')
  const state = useResetState('')
  const [sentTo, setSentTo] = useState<string | null>(null)
  if (sentTo !== null) {
    return (
      <BareFrame
        title={t('forgot.sent')}
        text={<span className="wrap-anywhere">{t('forgot.sent_text', { email: isolated(sentTo) })}</span>}
      >
        <BackLink />
      </BareFrame>
    )
  }
  if (state.data && !state.data.canMail) return <WhomToAsk />
  return (
    <BareFrame title={t('forgot.title')} text={t('forgot.text')}>
      {state.isPending && <Skeleton lines={3} />}
      {state.isError && <ErrorState text={failureText(state.error)} onRetry={() => void state.refetch()} />}
      {state.data && <EmailForm onSent={setSentTo} />}
      <BackLink />
    </BareFrame>
  )
}

function EmailForm({ onSent }: { readonly onSent: (email: string) => void }) {
  const { t } = useTranslation('accounts-reset')
  const ask = useAskForReset()
  const [email, setEmail] = useState('')
  return (
    <Form
      onSubmit={() => ask.mutate(email.trim(), { onSuccess: () => onSent(email.trim()) })}
      failure={ask.error}
      actions={
        <Button type="submit" look="primary" isPending={ask.isPending} className="w-full">
          {t('forgot.submit')}
        </Button>
      }
    >
      <TextField
        label={t('forgot.email')}
        name="email"
        type="email"
        autoComplete="username"
        isRequired
        ltr
        autoFocus
        maxLength={200}
        value={email}
        onChange={setEmail}
      />
    </Form>
  )
}

/** Said to everybody alike: it tells nothing of who has an account. */
function WhomToAsk() {
  const { t } = useTranslation('accounts-reset')
  const commands = [
    [t('forgot.no_mail_reset'), 'bazgasht user reset EMAIL'],
    [t('forgot.no_mail_link'), 'bazgasht user link EMAIL'],
  ] as const
  return (
    <BareFrame title={t('forgot.no_mail')} text={t('forgot.no_mail_text')}>
      <dl className="flex flex-col gap-3 text-sm">
        {commands.map(([what, command]) => (
          <div key={command} className="flex flex-col gap-1">
            <dt className="text-ink-soft">{what}</dt>
            <dd>
              <code className="code-run rounded bg-sunken px-2 py-1">{command}</code>
            </dd>
          </div>
        ))}
      </dl>
      <BackLink />
    </BareFrame>
  )
}

function BackLink() {
  const { t } = useTranslation('accounts-reset')
  return (
    <p className="text-sm">
      <TextLink href="/sign-in">{t('forgot.back')}</TextLink>
    </p>
  )
}

/** An address keeps its direction inside a sentence of either. */
function isolated(text: string): string {
  return `\u2068${text}\u2069`
}
