import { ArrowLeftRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { MergePreview } from '../api-identity.ts'
import { useMerge, useMergePreview, useUndoMerge } from './data-duplicates.ts'
import { PeopleBeside } from './DuplicatePair.tsx'

interface MergeDialogProps {
  readonly survivorId: string
  readonly absorbedId: string
  readonly onClose: () => void
  /** With the id of the customer who remains. */
  readonly onMerged?: (customerId: string) => void
}

/** Says in numbers what making two customers one person does, and does it; it can be taken back. */
export function MergeDialog({ survivorId, absorbedId, onClose, onMerged }: MergeDialogProps) {
  const { t } = useTranslation(['customers', 'web'])
  const [isSwapped, setSwapped] = useState(false)
  const [kept, other] = isSwapped ? [absorbedId, survivorId] : [survivorId, absorbedId]
  const preview = useMergePreview(kept, other)
  const merge = useMerge()
  const undo = useUndoMerge()
  const takeBack = (id: string) => undo.mutateAsync(id).catch((error: unknown) => toast({ text: failureText(error), tone: 'bad' }))
  // Awaited here and not by a callback of the mutation, which is dropped when the pair, and this dialog with it, leaves the list first.
  const submit = async () => {
    const merged = await merge.mutateAsync({ survivorId: kept, absorbedId: other }).catch(() => null)
    if (!merged) return
    toast({ text: t('same.merged'), tone: 'good', action: { label: t('same.undo'), run: () => void takeBack(merged.mergeId) } })
    onClose()
    onMerged?.(kept)
  }
  return (
    <Dialog
      isOpen
      wide
      onOpenChange={onClose}
      title={t('same.mergeTitle')}
      actions={
        <>
          <Button onPress={onClose}>{t('web:actions.cancel')}</Button>
          <Button look="primary" isDisabled={!preview.data} isPending={merge.isPending} onPress={() => void submit()}>
            {t('same.merge')}
          </Button>
        </>
      }
    >
      {preview.isError && <ErrorState text={failureText(preview.error)} onRetry={() => void preview.refetch()} />}
      {merge.isError && <ErrorState text={failureText(merge.error)} />}
      {preview.data && <Preview preview={preview.data} onSwap={() => setSwapped(!isSwapped)} />}
      {preview.isPending && <Skeleton lines={8} />}
    </Dialog>
  )
}

const MOVES = ['purchases', 'refunds', 'identifiers', 'events', 'edits', 'profiles'] as const
const FIELDS = ['name', 'phone', 'email', 'country', 'city', 'language', 'birthday', 'acquisition', 'tags'] as const

function Preview({ preview, onSwap }: { readonly preview: MergePreview; readonly onSwap: () => void }) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const { survivor, absorbed, changes, moves } = preview
  const shownMoves = MOVES.filter((kind) => moves[kind] > (kind === 'profiles' ? 1 : 0))
  const shownChanges = FIELDS.flatMap((field) => changes.filter((change) => change.field === field).map((change) => ({ ...change, field })))
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-soft">{t('same.explain')}</p>
      <PeopleBeside one={survivor} other={absorbed} headings={[t('same.stays'), t('same.joins')]} />
      <div>
        <Button size="sm" icon={<Icon of={ArrowLeftRight} />} onPress={onSwap}>
          {t('same.swap')}
        </Button>
      </div>
      {shownMoves.length > 0 && (
        <div>
          <h3 className="font-medium">{t('same.comesAlong')}</h3>
          <ul className="mt-1 flex flex-wrap gap-x-5 gap-y-1">
            {shownMoves.map((kind) => (
              <li key={kind}>{t(`same.moves.${kind}`, { count: moves[kind] })}</li>
            ))}
          </ul>
        </div>
      )}
      {shownChanges.length > 0 && (
        <div>
          <h3 className="font-medium">{t('same.changes')}</h3>
          <ul className="mt-1 flex flex-col gap-1">
            {shownChanges.map(({ field, before, after }) => (
              <li key={field}>
                {t(`same.fields.${field}`)}: <bdi className="text-ink-soft line-through">{before}</bdi>{' '}
                <bdi>{after === null ? '–' : format.digits(after)}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
