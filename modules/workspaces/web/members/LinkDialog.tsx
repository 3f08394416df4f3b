import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { useCopy } from '#web/ui/use-copy.ts'
import type { InvitationLink } from '../../invitations/api.ts'

/** The link of an invitation, the only time that it can be seen. */
export function LinkDialog({ made: { invitation, link }, onClose }: { readonly made: InvitationLink; readonly onClose: () => void }) {
  const { t } = useTranslation(['workspaces-members', 'web'])
  const format = useFormat()
  const copy = useCopy()
  const { email, mailedAt, expiresAt } = invitation
  return (
    <Dialog
      isOpen
      isAlert
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('link.title')}
      actions={
        <>
          <Button icon={<Icon of={Copy} />} onPress={() => void copy(link)}>
            {t('web:copy.action')}
          </Button>
          <Button look="primary" onPress={onClose}>
            {t('link.done')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {mailedAt !== null && email !== null ? (
          <Notice tone="good">{t('link.mailed', { email })}</Notice>
        ) : (
          <Notice tone="warn">{t('link.hand_over')}</Notice>
        )}
        <p dir="ltr" role="group" aria-label={t('link.label')} className="rounded bg-sunken p-3 font-mono text-sm break-all select-all">
          {link}
        </p>
        <p className="text-sm text-ink-soft">{t('link.until', { when: format.instant(expiresAt) })}</p>
      </div>
    </Dialog>
  )
}
