import { Bookmark, BookmarkPlus, List, RefreshCw, Star, StarOff, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Menu, type MenuChoice } from '#web/ui/menu.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { KeptList, ViewResponse } from '../api-list.ts'
import { useDeleteView, useOwnList, useSaveView } from './data-list.ts'
import { ViewDialog } from './ViewDialog.tsx'

interface ViewsMenuProps {
  readonly views: readonly ViewResponse[]
  readonly current: ViewResponse | null
  readonly defaultViewId: string | null
  /** The list as it stands now, to be kept. */
  readonly list: KeptList
  readonly onOpen: (view: ViewResponse | null) => void
}

/** The kept lists: open one, keep the present one, change, remove. */
export function ViewsMenu({ views, current, defaultViewId, list, onOpen }: ViewsMenuProps) {
  const { t } = useTranslation(['customers', 'web'])
  const can = useCan()
  const [asking, setAsking] = useState<'new' | 'change' | 'delete' | null>(null)
  const save = useSaveView()
  const own = useOwnList()
  const choiceOf = (view: ViewResponse): MenuChoice => ({
    id: view.id,
    label: view.name,
    icon: Bookmark,
    run: () => onOpen(view),
    isChosen: view.id === current?.id,
  })
  const mayChange = current !== null && (!current.isShared || can('customers:write'))
  const update = () => {
    if (!current) return
    save.mutate(
      { ...current, list },
      {
        onSuccess: () => toast({ text: t('views.updated', { name: current.name }) }),
        onError: (error) => toast({ text: failureText(error), tone: 'bad' }),
      },
    )
  }
  const isDefault = current !== null && current.id === defaultViewId
  const changes: MenuChoice[] = mayChange
    ? [
        { id: 'update', label: t('views.update'), icon: RefreshCw, run: update },
        { id: 'change', label: t('views.change'), icon: Bookmark, run: () => setAsking('change') },
        { id: 'delete', label: t('views.delete'), icon: Trash2, run: () => setAsking('delete'), isDanger: true },
      ]
    : []
  const byDefault: MenuChoice[] = current
    ? [
        {
          id: 'default',
          label: t(isDefault ? 'views.noDefault' : 'views.makeDefault'),
          icon: isDefault ? StarOff : Star,
          run: () => own.mutate({ defaultViewId: isDefault ? null : current.id }),
        },
      ]
    : []
  const mine = views.filter(({ isShared }) => !isShared).map(choiceOf)
  const shared = views.filter(({ isShared }) => isShared).map(choiceOf)
  return (
    <>
      <Menu
        label={t('views.title')}
        placement="bottom start"
        trigger={<Button icon={<Icon of={Bookmark} />}>{current?.name ?? t('views.title')}</Button>}
        groups={[
          {
            id: 'all',
            choices: [{ id: 'everybody', label: t('views.everybody'), icon: List, run: () => onOpen(null), isChosen: current === null }],
          },
          ...(mine.length > 0 ? [{ id: 'mine', title: t('views.mine'), choices: mine }] : []),
          ...(shared.length > 0 ? [{ id: 'shared', title: t('views.shared'), choices: shared }] : []),
          {
            id: 'keep',
            choices: [{ id: 'new', label: t('views.keep'), icon: BookmarkPlus, run: () => setAsking('new') }, ...changes, ...byDefault],
          },
        ]}
      />
      {(asking === 'new' || asking === 'change') && (
        <ViewDialog before={asking === 'change' ? current : null} list={list} onClose={() => setAsking(null)} onSaved={onOpen} />
      )}
      {asking === 'delete' && current && <DeleteDialog view={current} onClose={() => setAsking(null)} onDeleted={() => onOpen(null)} />}
    </>
  )
}

interface DeleteDialogProps {
  readonly view: ViewResponse
  readonly onClose: () => void
  readonly onDeleted: () => void
}

function DeleteDialog({ view, onClose, onDeleted }: DeleteDialogProps) {
  const { t } = useTranslation(['customers', 'web'])
  const remove = useDeleteView()
  const go = () =>
    remove.mutate(view.id, {
      onSuccess: () => {
        onClose()
        onDeleted()
      },
      onError: (error) => toast({ text: failureText(error), tone: 'bad' }),
    })
  return (
    <Dialog
      isOpen
      isAlert
      onOpenChange={onClose}
      title={t('views.deleteTitle', { name: view.name })}
      actions={
        <>
          <Button onPress={onClose}>{t('web:actions.cancel')}</Button>
          <Button look="danger" isPending={remove.isPending} onPress={go}>
            {t('views.delete')}
          </Button>
        </>
      }
    >
      <p>{t(view.isShared ? 'views.deleteShared' : 'views.deleteOwn')}</p>
    </Dialog>
  )
}
