import { Archive, ArchiveRestore, EllipsisVertical, PencilLine, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { SegmentResponse } from '../api.ts'
import { useArchiveSegment, useDeleteSegment } from './data.ts'

/** What can be done with a segment beside changing its condition. */
export function SegmentMenu({ segment }: { readonly segment: SegmentResponse }) {
  const { t } = useTranslation('segments')
  const can = useCan()
  const [asking, setAsking] = useState(false)
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
              { id: 'words', label: t('edit'), icon: PencilLine, href: `/segments/${segment.id}` },
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
              { id: 'delete', label: t('delete'), icon: Trash2, run: () => setAsking(true), isDanger: true },
            ],
          },
        ]}
      />
      {asking && <DeleteDialog segment={segment} onClose={() => setAsking(false)} />}
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
