import { Archive, ArchiveRestore, EllipsisVertical, PencilLine, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#web/api.ts'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { SegmentResponse } from '../api.ts'
import { useArchiveSegment, useDeleteSegment, useSegmentCount } from './data.ts'
import { SegmentForm } from './SegmentForm.tsx'

/** One segment: its name opens the customers in it, the number is theirs. */
export function SegmentLine({ segment }: { readonly segment: SegmentResponse }) {
  const { t } = useTranslation('segments')
  const format = useFormat()
  const counted = useSegmentCount(segment.id, segment.archivedAt === null).data
  const members = counted?.members ?? segment.members
  const countedAt = counted?.countedAt ?? segment.countedAt
  return (
    <li className="flex items-center gap-4 px-4 py-3">
      <div className="min-w-0 grow">
        <TextLink href={addressOf('/customers', { segment: segment.id, filter: JSON.stringify(segment.condition) })}>
          <bdi className="font-medium">{segment.name}</bdi>
        </TextLink>
        {segment.description && <p className="truncate text-sm text-ink-soft">{segment.description}</p>}
        {segment.usedBy.length > 0 && (
          <p className="truncate text-sm text-ink-soft">{t('usedBy', { names: namesOf(segment.usedBy, format.language) })}</p>
        )}
      </div>
      <div className="text-end">
        <p className="figures text-lg font-medium">{members === null ? '…' : format.number(members)}</p>
        <p className="text-xs text-ink-soft">{countedAt ? t('countedAt', { at: format.instant(countedAt) }) : t('notCounted')}</p>
      </div>
      <LineMenu segment={segment} />
    </li>
  )
}

function namesOf(names: readonly string[], language: 'fa' | 'en'): string {
  return new Intl.ListFormat(language).format(names)
}

function LineMenu({ segment }: { readonly segment: SegmentResponse }) {
  const { t } = useTranslation('segments')
  const can = useCan()
  const [asking, setAsking] = useState<'words' | 'delete' | null>(null)
  const archive = useArchiveSegment()
  if (!can('segments:write')) return null
  const isArchived = segment.archivedAt !== null
  return (
    <>
      <Menu
        label={t('actions', { name: segment.name })}
        trigger={<IconButton label={t('actions', { name: segment.name })} icon={EllipsisVertical} look="quiet" />}
        groups={[
          {
            id: 'all',
            choices: [
              { id: 'words', label: t('words'), icon: PencilLine, run: () => setAsking('words') },
              {
                id: 'archive',
                label: t(isArchived ? 'takeOut' : 'putAway'),
                icon: isArchived ? ArchiveRestore : Archive,
                run: () =>
                  archive.mutate(
                    { id: segment.id, archived: !isArchived },
                    { onError: (error) => toast({ text: failureText(error), tone: 'bad' }) },
                  ),
              },
              { id: 'delete', label: t('delete'), icon: Trash2, run: () => setAsking('delete'), isDanger: true },
            ],
          },
        ]}
      />
      {asking === 'words' && <SegmentForm segment={segment} onClose={() => setAsking(null)} />}
      {asking === 'delete' && <DeleteDialog segment={segment} onClose={() => setAsking(null)} />}
    </>
  )
}

function DeleteDialog({ segment, onClose }: { readonly segment: SegmentResponse; readonly onClose: () => void }) {
  const { t } = useTranslation(['segments', 'web'])
  const remove = useDeleteSegment()
  const go = () => remove.mutate(segment.id, { onSuccess: onClose, onError: (error) => toast({ text: failureText(error), tone: 'bad' }) })
  return (
    <Dialog
      isOpen
      isAlert
      onOpenChange={onClose}
      title={t('deleteTitle', { name: segment.name })}
      actions={
        <>
          <Button onPress={onClose}>{t('web:actions.cancel')}</Button>
          <Button look="danger" isPending={remove.isPending} onPress={go}>
            {t('delete')}
          </Button>
        </>
      }
    >
      <p>{t('deleteText')}</p>
    </Dialog>
  )
}
