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
import type { GoalResponse } from '../../goals/api.ts'
import { useArchiveGoal, useDeleteGoal } from './data.ts'
import { GoalForm } from './GoalForm.tsx'

interface GoalMenuProps {
  readonly goal: GoalResponse
  readonly name: string
}

/** What can be done with a goal, for whoever plans. */
export function GoalMenu({ goal, name }: GoalMenuProps) {
  const { t } = useTranslation('insights-goals')
  const can = useCan()
  const [asking, setAsking] = useState<'change' | 'delete' | null>(null)
  const archive = useArchiveGoal()
  if (!can('insights:plan')) return null
  const archived = goal.archivedAt === null
  const put = () => archive.mutate({ id: goal.id, archived }, { onError: (error) => toast({ text: failureText(error), tone: 'bad' }) })
  return (
    <>
      <Menu
        label={t('actions', { name })}
        trigger={<IconButton label={t('actions', { name })} icon={EllipsisVertical} look="quiet" />}
        groups={[
          {
            id: 'all',
            choices: [
              { id: 'change', label: t('change'), icon: PencilLine, run: () => setAsking('change') },
              { id: 'archive', label: t(archived ? 'putAway' : 'takeOut'), icon: archived ? Archive : ArchiveRestore, run: put },
              { id: 'delete', label: t('delete'), icon: Trash2, run: () => setAsking('delete'), isDanger: true },
            ],
          },
        ]}
      />
      {asking === 'change' && <GoalForm goal={goal} onClose={() => setAsking(null)} />}
      {asking === 'delete' && <DeleteDialog goal={goal} name={name} onClose={() => setAsking(null)} />}
    </>
  )
}

function DeleteDialog({ goal, name, onClose }: GoalMenuProps & { readonly onClose: () => void }) {
  const { t } = useTranslation(['insights-goals', 'web'])
  const remove = useDeleteGoal()
  const go = () => remove.mutate(goal.id, { onSuccess: onClose, onError: (error) => toast({ text: failureText(error), tone: 'bad' }) })
  return (
    <Dialog
      isOpen
      isAlert
      onOpenChange={onClose}
      title={t('deleteTitle', { name })}
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
