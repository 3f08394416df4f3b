import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Notice } from '#web/ui/notice.tsx'
import type { Backup } from '../../backups/api.ts'
import { useDeleteBackup } from './data.ts'

interface DeleteDialogProps {
  readonly backup: Backup
  readonly when: string
  readonly onClose: () => void
}

/** Says what goes before it goes. */
export function DeleteDialog({ backup, when, onClose }: DeleteDialogProps) {
  const { t } = useTranslation(['operations-backups', 'web'])
  const remove = useDeleteBackup()
  return (
    <Dialog
      isOpen
      isAlert
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('delete.title')}
      actions={
        <>
          <Button onPress={onClose}>{t('web:actions.cancel')}</Button>
          <Button look="danger" isPending={remove.isPending} onPress={() => remove.mutate(backup.id, { onSuccess: onClose })}>
            {t('delete.action')}
          </Button>
        </>
      }
    >
      {remove.error && <Notice tone="bad">{failureText(remove.error)}</Notice>}
      <p>{backup.state === 'done' ? t('delete.text', { when }) : t('delete.failed_text', { when })}</p>
    </Dialog>
  )
}
