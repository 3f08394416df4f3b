import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { useCopy } from '#web/ui/use-copy.ts'
import { useResetLink } from './data.ts'

interface ResetDialogProps {
  readonly member: { readonly id: string; readonly name: string }
  readonly onClose: () => void
}

/** Makes a link by which a member sets a new password, and shows it this once. */
export function ResetDialog({ member: { id, name }, onClose }: ResetDialogProps) {
  const { t } = useTranslation(['workspaces-members', 'web'])
  const make = useResetLink()
  const copy = useCopy()
  const url = make.data?.url
  return (
    <Dialog
      isOpen
      isAlert
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('reset.title', { name })}
      actions={
        url === undefined ? (
          <>
            <Button onPress={onClose}>{t('web:actions.cancel')}</Button>
            <Button look="primary" isPending={make.isPending} onPress={() => make.mutate(id)}>
              {t('reset.go')}
            </Button>
          </>
        ) : (
          <>
            <Button icon={<Icon of={Copy} />} onPress={() => void copy(url)}>
              {t('web:copy.action')}
            </Button>
            <Button look="primary" onPress={onClose}>
              {t('link.done')}
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-4">
        {make.error && <Notice tone="bad">{failureText(make.error)}</Notice>}
        {url === undefined ? <p>{t('reset.text', { name })}</p> : <Notice tone="warn">{t('reset.made')}</Notice>}
        {url !== undefined && (
          <p dir="ltr" role="group" aria-label={t('link.label')} className="rounded bg-sunken p-3 font-mono text-sm break-all select-all">
            {url}
          </p>
        )}
      </div>
    </Dialog>
  )
}
