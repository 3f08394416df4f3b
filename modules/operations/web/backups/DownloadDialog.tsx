import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { PasswordField } from '#web/ui/password-field.tsx'
import { useDownload } from './data.ts'

/** Asks for the password once more: an open page is not enough for taking everything along. */
export function DownloadDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation('operations-backups')
  const download = useDownload()
  const [password, setPassword] = useState('')
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t('download.title')}>
      <div className="grid gap-4">
        <Notice tone="warn">{t('download.text')}</Notice>
        <Form
          onSubmit={() => download.mutate({ id, password }, { onSuccess: onClose })}
          failure={download.error}
          actions={
            <Button look="primary" type="submit" isPending={download.isPending}>
              {t('download.go')}
            </Button>
          }
        >
          <PasswordField
            label={t('download.password')}
            value={password}
            onChange={setPassword}
            isRequired
            autoComplete="current-password"
          />
        </Form>
      </div>
    </Dialog>
  )
}
