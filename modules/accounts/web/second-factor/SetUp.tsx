import { Copy } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/ui/button.tsx'
import { Form } from '#web/ui/form.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { PasswordField } from '#web/ui/password-field.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { toast } from '#web/ui/toast.tsx'
import { useCopy } from '#web/ui/use-copy.ts'
import type { EnrolmentResponse } from '../../second-factor/api.ts'
import { BackupCodes } from './BackupCodes.tsx'
import { useBeginEnrolment, useConfirmEnrolment, useRefreshAccount } from './data.ts'
import { QrPicture } from './QrPicture.tsx'

/** Setting up the second step: the password, the picture with a first code, the backup codes. */
export function SetUp({ onEnd }: { readonly onEnd?: () => void }) {
  const { t } = useTranslation('accounts-second-factor')
  const [enrolment, setEnrolment] = useState<EnrolmentResponse | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const refresh = useRefreshAccount()
  const finish = async () => {
    toast({ text: t('switched_on'), tone: 'good' })
    await refresh()
    onEnd?.()
  }
  const cancel = onEnd && (
    <Button look="quiet" onPress={onEnd}>
      {t('cancel')}
    </Button>
  )
  if (codes) return <BackupCodes codes={codes} onDone={() => void finish()} />
  if (enrolment) return <FirstCode enrolment={enrolment} onCodes={setCodes} cancel={cancel} />
  return <AskPassword onBegun={setEnrolment} cancel={cancel} />
}

function AskPassword({ onBegun, cancel }: { readonly onBegun: (enrolment: EnrolmentResponse) => void; readonly cancel: ReactNode }) {
  const { t } = useTranslation('accounts-second-factor')
  const [password, setPassword] = useState('')
  const begin = useBeginEnrolment()
  return (
    <Form
      onSubmit={() => begin.mutate(password, { onSuccess: onBegun })}
      failure={begin.error}
      actions={
        <>
          <Button type="submit" look="primary" isPending={begin.isPending}>
            {t('continue')}
          </Button>
          {cancel}
        </>
      }
    >
      <PasswordField label={t('password')} autoComplete="current-password" isRequired autoFocus value={password} onChange={setPassword} />
    </Form>
  )
}

interface FirstCodeProps {
  readonly enrolment: EnrolmentResponse
  readonly onCodes: (codes: readonly string[]) => void
  readonly cancel: ReactNode
}

function FirstCode({ enrolment, onCodes, cancel }: FirstCodeProps) {
  const { t } = useTranslation('accounts-second-factor')
  const [code, setCode] = useState('')
  const confirm = useConfirmEnrolment()
  return (
    <Form
      onSubmit={() => confirm.mutate(code, { onSuccess: ({ codes }) => onCodes(codes) })}
      failure={confirm.error}
      actions={
        <>
          <Button type="submit" look="primary" isPending={confirm.isPending}>
            {t('confirm')}
          </Button>
          {cancel}
        </>
      }
    >
      <div className="flex flex-col gap-1">
        <p className="font-medium">{t('scan')}</p>
        <p className="text-sm text-ink-soft">{t('scan_text')}</p>
      </div>
      <QrPicture text={enrolment.uri} />
      <SecretText secret={enrolment.secret} />
      <TextField
        label={t('first_code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        isRequired
        ltr
        autoFocus
        value={code}
        onChange={setCode}
      />
    </Form>
  )
}

/** The secret for whoever cannot take a picture, in groups that are easy to type. */
function SecretText({ secret }: { readonly secret: string }) {
  const { t } = useTranslation('accounts-second-factor')
  const copy = useCopy()
  return (
    <div className="flex flex-col gap-1 text-sm">
      <p className="text-ink-soft">{t('by_hand')}</p>
      <div className="flex flex-wrap items-center gap-3">
        <span className="code-run font-medium tracking-wide">{(secret.match(/.{1,4}/g) ?? []).join(' ')}</span>
        <Button size="sm" look="quiet" icon={<Icon of={Copy} />} onPress={() => void copy(secret)}>
          {t('copy_secret')}
        </Button>
      </div>
    </div>
  )
}
