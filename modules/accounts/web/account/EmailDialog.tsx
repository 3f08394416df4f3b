import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { PasswordField } from '#web/ui/password-field.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { toast } from '#web/ui/toast.tsx'
import { useChangeEmail } from './data.ts'

interface EmailDialogProps {
  readonly canMail: boolean
  readonly onClose: () => void
}

/** Asks for another e-mail, and says whether it holds at once or has to be confirmed. */
export function EmailDialog({ canMail, onClose }: EmailDialogProps) {
  const { t } = useTranslation(['accounts-account', 'web'])
  const change = useChangeEmail()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const submit = () =>
    change.mutate(
      { email: email.trim(), password },
      {
        onSuccess: ({ state }) => {
          toast({ text: t(`email.${state}`), tone: 'good' })
          onClose()
        },
      },
    )
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t('email.title')}>
      <Form
        onSubmit={submit}
        failure={change.error}
        actions={
          <>
            <Button type="submit" look="primary" isPending={change.isPending}>
              {t('email.submit')}
            </Button>
            <Button onPress={onClose}>{t('web:actions.cancel')}</Button>
          </>
        }
      >
        <Notice tone={canMail ? 'info' : 'warn'}>{t(canMail ? 'email.by_mail' : 'email.at_once')}</Notice>
        <TextField
          label={t('email.new')}
          name="email"
          type="email"
          autoComplete="email"
          isRequired
          ltr
          autoFocus
          maxLength={200}
          value={email}
          onChange={setEmail}
        />
        <PasswordField
          label={t('email.password')}
          name="password"
          autoComplete="current-password"
          isRequired
          value={password}
          onChange={setPassword}
        />
      </Form>
    </Dialog>
  )
}
