import { useTranslation } from 'react-i18next'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Notice } from '#web/ui/notice.tsx'
import type { SourceWithKey } from '../api.ts'
import { CopyText, ReadyCode } from './ReadyCode.tsx'

/** A new key, which is shown only now, and what to do with it. */
export function NewKeyDialog({
  made,
  host,
  onClose,
}: {
  readonly made: SourceWithKey | null
  readonly host: string
  readonly onClose: () => void
}) {
  const { t } = useTranslation('tracking')
  return (
    <Dialog
      isOpen={made !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      isAlert
      wide
      title={t('key.title', { name: made?.source.name ?? '' })}
      actions={
        <Button look="primary" onPress={onClose}>
          {t('key.done')}
        </Button>
      }
    >
      {made && (
        <div className="grid gap-5">
          <Notice tone={made.source.kind === 'server' ? 'warn' : 'info'}>{t(`key.once.${made.source.kind}`)}</Notice>
          <CopyText text={made.key} label={t('key.label')} />
          <ReadyCode host={host} writeKey={made.key} source={made.source} />
        </div>
      )}
    </Dialog>
  )
}
