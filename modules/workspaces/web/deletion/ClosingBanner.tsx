import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan, useSession } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { toast } from '#web/ui/toast.tsx'
import { useKeepShop } from './data.ts'

/** On every page of a shop that is closed: the day of its end, and the way back. */
export function ClosingBanner() {
  const { t } = useTranslation('workspaces-deletion')
  const format = useFormat()
  const mayKeep = useCan()('workspaces:delete')
  const { closing } = useSession()
  const keep = useKeepShop()
  if (!closing) return null
  const day = format.instantDay(closing.deleteAt, 'long')
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-bad-soft px-4 py-2 text-sm text-bad sm:px-8"
    >
      <p className="min-w-0 grow">{closing.by === null ? t('banner', { day }) : t('banner_by', { day, name: closing.by })}</p>
      {keep.error && <p>{failureText(keep.error)}</p>}
      {mayKeep && (
        <Button
          size="sm"
          isPending={keep.isPending}
          onPress={() => keep.mutate(undefined, { onSuccess: () => toast({ text: t('kept'), tone: 'good' }) })}
        >
          {t('keep')}
        </Button>
      )}
    </div>
  )
}
