import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useCan, useSession } from '#web/session.tsx'
import { SettingsFrame } from '#web/shell/settings-frame.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { SecondFactorRequirement } from '../requirement/SecondFactorRequirement.tsx'
import { useRoleName } from '../roles/data.ts'
import { useColleagues, useMemberDetails } from './data.ts'
import { InvitationsSection } from './InvitationsSection.tsx'
import { InviteButton } from './InviteButton.tsx'
import { LeaveSection } from './LeaveSection.tsx'
import { MemberLine } from './MemberLine.tsx'

/** Who works here and who is asked to; and leaving. */
export function MembersPage() {
  const { t } = useTranslation('workspaces-members')
  const isManager = useCan()('members:manage')
  return (
    <SettingsFrame title={t('title')} question={t('question')} actions={isManager && <InviteButton />}>
      <div className="flex flex-col gap-10">
        {isManager ? <Members /> : <Colleagues />}
        {isManager && <InvitationsSection />}
        {isManager && <SecondFactorRequirement />}
        <LeaveSection />
      </div>
    </SettingsFrame>
  )
}

function Members() {
  const { t } = useTranslation('workspaces-members')
  const members = useMemberDetails(true)
  if (members.isError) return <ErrorState text={failureText(members.error)} onRetry={() => void members.refetch()} />
  if (!members.data) return <Skeleton lines={6} />
  return (
    <ul aria-label={t('list.label')} className="flex flex-col divide-y divide-line">
      {members.data.rows.map((member) => (
        <MemberLine key={member.id} member={member} members={members.data.rows} />
      ))}
    </ul>
  )
}

/** What everybody may know of the others. */
function Colleagues() {
  const { t } = useTranslation('workspaces-members')
  const nameOf = useRoleName()
  const { user } = useSession()
  const colleagues = useColleagues()
  if (colleagues.isError) return <ErrorState text={failureText(colleagues.error)} onRetry={() => void colleagues.refetch()} />
  if (!colleagues.data) return <Skeleton lines={6} />
  return (
    <ul aria-label={t('list.label')} className="flex flex-col divide-y divide-line">
      {colleagues.data.rows.map(({ id, name, role, roleName }) => (
        <li key={id} className="flex flex-wrap items-center gap-2 py-3">
          <bdi className="font-medium break-words">{name}</bdi>
          {id === user.id && <Badge tone="info">{t('list.you')}</Badge>}
          <span className="text-sm text-ink-soft">
            <bdi>{nameOf(role, roleName)}</bdi>
          </span>
        </li>
      ))}
    </ul>
  )
}
