import { EllipsisVertical } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { useSession } from '#web/session.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Menu } from '#web/ui/menu.tsx'
import type { MemberDetails } from '../../members/api.ts'
import { useRoleName } from '../roles/data.ts'
import { RemoveMember } from './RemoveMember.tsx'
import { ResetDialog } from './ResetDialog.tsx'
import { RoleDialog } from './RoleDialog.tsx'

interface MemberLineProps {
  readonly member: MemberDetails
  readonly members: readonly MemberDetails[]
}

/** A member, with what can be done about them. */
export function MemberLine({ member, members }: MemberLineProps) {
  const { t } = useTranslation('workspaces-members')
  const nameOf = useRoleName()
  const format = useFormat()
  const { user } = useSession()
  const [asks, setAsks] = useState<'role' | 'reset' | 'remove' | null>(null)
  const { name, email, seenAt, joinedAt, hasSecondFactor, refusal } = member
  const isMe = member.id === user.id
  const close = () => setAsks(null)
  const others = [
    { id: 'reset', label: t('reset.action'), run: () => setAsks('reset') },
    { id: 'remove', label: t('going.remove'), isDanger: true, run: () => setAsks('remove') },
  ]
  const facts = [
    [t('list.joined'), format.instantDay(joinedAt)],
    [t('list.seen'), seenAt ? format.instant(seenAt) : t('list.never_seen')],
    [t('list.factor'), hasSecondFactor ? t('list.factor_on') : t('list.factor_off')],
  ] as const
  return (
    <li className="flex items-start gap-3 py-3">
      <div className="min-w-0 grow">
        <div className="flex flex-wrap items-center gap-2">
          <span className="min-w-0 font-medium wrap-anywhere">
            <bdi>{name}</bdi>
          </span>
          <Badge tone={member.role === 'owner' ? 'info' : 'neutral'}>{nameOf(member.role, member.roleName)}</Badge>
          {isMe && <Badge>{t('list.you')}</Badge>}
        </div>
        <p className="text-sm break-all">
          <bdi className="code-run">{email}</bdi>
        </p>
        <dl className="flex flex-wrap gap-x-5 text-sm text-ink-soft">
          {facts.map(([label, value]) => (
            <div key={label} className="flex gap-1">
              <dt>{label}:</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      {refusal === null && (
        <Menu
          label={t('list.more', { name })}
          trigger={<IconButton icon={EllipsisVertical} label={t('list.more', { name })} />}
          groups={[
            {
              id: 'member',
              choices: [{ id: 'role', label: t('role.action'), run: () => setAsks('role') }, ...(isMe ? [] : others)],
            },
          ]}
        />
      )}
      {asks === 'role' && <RoleDialog member={member} onClose={close} />}
      {asks === 'reset' && <ResetDialog member={member} onClose={close} />}
      {asks === 'remove' && <RemoveMember member={member} members={members} onClose={close} />}
    </li>
  )
}
