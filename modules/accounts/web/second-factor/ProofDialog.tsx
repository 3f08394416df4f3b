import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { PasswordField } from '#web/ui/password-field.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import type { ProofRequest } from '../../second-factor/api.ts'

interface ProofDialogProps {
  readonly title: string
  readonly text: string
  readonly submit: string
  readonly isDanger?: boolean
  readonly isPending: boolean
  readonly failure: unknown
  readonly onSubmit: (proof: ProofRequest) => void
  readonly onClose: () => void
}

/** Asks for password and code before something that a stolen session must not do. */
export function ProofDialog({ title, text, submit, isDanger = false, isPending, failure, onSubmit, onClose }: ProofDialogProps) {
  const { t } = useTranslation('accounts-second-factor')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={title}>
      <p className="pb-4 text-ink-soft">{text}</p>
      <Form
        onSubmit={() => onSubmit({ password, code })}
        failure={failure}
        actions={
          <>
            <Button type="submit" look={isDanger ? 'danger' : 'primary'} isPending={isPending}>
              {submit}
            </Button>
            <Button onPress={onClose}>{t('cancel')}</Button>
          </>
        }
      >
        <PasswordField label={t('password')} autoComplete="current-password" isRequired autoFocus value={password} onChange={setPassword} />
        <TextField label={t('code')} hint={t('code_hint')} autoComplete="one-time-code" isRequired ltr value={code} onChange={setCode} />
      </Form>
    </Dialog>
  )
}
