import { useTranslation } from 'react-i18next'
import { toast } from '#web/ui/toast.tsx'
import type { MemberDetails } from '../../members/api.ts'
import { useRemoveMember } from './data.ts'
import { GoingDialog } from './GoingDialog.tsx'

interface RemoveMemberProps {
  readonly member: MemberDetails
  readonly members: readonly MemberDetails[]
  readonly onClose: () => void
}

/** Takes a member out of the workspace. */
export function RemoveMember({ member: { id, name }, members, onClose }: RemoveMemberProps) {
  const { t } = useTranslation('workspaces-members')
  const remove = useRemoveMember()
  const go = (successor: string | null) =>
    remove.mutate(
      { id, successor },
      {
        onSuccess: () => {
          onClose()
          toast({ text: t('going.removed', { name }) })
        },
      },
    )
  return (
    <GoingDialog
      title={t('going.remove_title', { name })}
      text={t('going.remove_text', { name })}
      action={t('going.remove')}
      memberId={id}
      colleagues={members.filter((each) => each.id !== id)}
      failure={remove.error}
      isPending={remove.isPending}
      onGo={go}
      onClose={onClose}
    />
  )
}
