import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/ui/button.tsx'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Form } from '#web/ui/form.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { useSignInCode } from './data.ts'

interface CodeFormProps {
  readonly onDone: () => void
  /** Back to e-mail and password. */
  readonly onStartAgain: () => void
}

/** The second step of signing in: a code of the app, or a backup code. */
export function CodeForm({ onDone, onStartAgain }: CodeFormProps) {
  const { t } = useTranslation('accounts-second-factor')
  const [isBackup, setBackup] = useState(false)
  const [code, setCode] = useState('')
  const [trustDevice, setTrust] = useState(false)
  const signIn = useSignInCode()
  const change = () => {
    setBackup(!isBackup)
    setCode('')
    signIn.reset()
  }
  return (
    <Form
      onSubmit={() => signIn.mutate({ code, trustDevice }, { onSuccess: onDone })}
      failure={signIn.error}
      actions={
        <>
          <Button type="submit" look="primary" isPending={signIn.isPending} className="w-full">
            {t('ask.submit')}
          </Button>
          <Button look="quiet" size="sm" onPress={change}>
            {isBackup ? t('ask.use_app') : t('ask.use_backup')}
          </Button>
          <Button look="quiet" size="sm" onPress={onStartAgain}>
            {t('ask.again')}
          </Button>
        </>
      }
    >
      {isBackup ? (
        <TextField key="backup" label={t('ask.backup_code')} isRequired ltr autoFocus autoComplete="off" value={code} onChange={setCode} />
      ) : (
        <TextField
          key="app"
          label={t('ask.app_code')}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          isRequired
          ltr
          autoFocus
          value={code}
          onChange={setCode}
        />
      )}
      <Checkbox isSelected={trustDevice} onChange={setTrust}>
        {t('ask.trust')}
      </Checkbox>
      {isBackup && <p className="text-sm text-ink-soft">{t('ask.lost')}</p>}
    </Form>
  )
}
