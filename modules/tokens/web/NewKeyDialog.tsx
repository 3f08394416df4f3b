import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { useCopy } from '#web/ui/use-copy.ts'

/** A new key, the only time that it can be seen. */
export function NewKeyDialog({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  const { t } = useTranslation(['tokens', 'web'])
  const copy = useCopy()
  return (
    <Dialog
      isOpen
      isAlert
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('key.title')}
      actions={
        <>
          <Button icon={<Icon of={Copy} />} onPress={() => void copy(secret)}>
            {t('web:copy.action')}
          </Button>
          <Button look="primary" onPress={onClose}>
            {t('key.done')}
          </Button>
        </>
      }
    >
      <Notice tone="warn">{t('key.text')}</Notice>
      <p dir="ltr" className="mt-4 rounded bg-sunken p-3 font-mono text-sm break-all select-all">
        {secret}
      </p>
    </Dialog>
  )
}
