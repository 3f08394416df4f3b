import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Section } from '#web/ui/section.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { Invitation, InvitationLink } from '../../invitations/api.ts'
import { useRoleName } from '../roles/data.ts'
import { useInvitations, useRenewInvitation, useRevokeInvitation } from './data.ts'
import { LinkDialog } from './LinkDialog.tsx'

/** Who is asked to work here and has not come yet. */
export function InvitationsSection() {
  const { t } = useTranslation('workspaces-members')
  const invitations = useInvitations()
  const [made, setMade] = useState<InvitationLink | null>(null)
  return (
    <Section title={t('invitations.title')} text={t('invitations.text')}>
      {invitations.isPending && <Skeleton lines={3} />}
      {invitations.isError && <ErrorState text={failureText(invitations.error)} onRetry={() => void invitations.refetch()} />}
      {invitations.data?.rows.length === 0 && <p className="text-sm text-ink-soft">{t('invitations.none')}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {invitations.data?.rows.map((invitation) => (
          <InvitationLine key={invitation.id} invitation={invitation} canMail={invitations.data.canMail} onRenewed={setMade} />
        ))}
      </ul>
      {made && <LinkDialog made={made} onClose={() => setMade(null)} />}
    </Section>
  )
}

interface InvitationLineProps {
  readonly invitation: Invitation
  readonly canMail: boolean
  readonly onRenewed: (made: InvitationLink) => void
}

function InvitationLine({ invitation, canMail, onRenewed }: InvitationLineProps) {
  const { t } = useTranslation('workspaces-members')
  const nameOf = useRoleName()
  const format = useFormat()
  const renew = useRenewInvitation()
  const revoke = useRevokeInvitation()
  const { id, email, role, roleName, invitedBy, expiresAt, isExpired, mailedAt } = invitation
  const name = email ?? t('invitations.anybody')
  const isLetter = canMail && email !== null
  const wrong = (thrown: unknown) => toast({ text: failureText(thrown), tone: 'bad' })
  const facts = [
    ...(invitedBy ? [t('invitations.by', { name: invitedBy })] : []),
    ...(isExpired ? [] : [t('invitations.until', { when: format.instant(expiresAt) })]),
    ...(mailedAt ? [t('invitations.mailed')] : []),
  ]
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 grow basis-60">
        <div className="flex flex-wrap items-center gap-2">
          <span className="min-w-0 break-all">
            <bdi className={email ? 'code-run' : ''}>{name}</bdi>
          </span>
          <Badge>{nameOf(role, roleName)}</Badge>
          {isExpired && <Badge tone="warn">{t('invitations.expired')}</Badge>}
        </div>
        <p className="text-sm text-ink-soft">{facts.join(' · ')}</p>
      </div>
      <div className="flex gap-2">
        <Button
          size="sm"
          isPending={renew.isPending}
          aria-label={t(isLetter ? 'invitations.resend_label' : 'invitations.new_link_label', { name })}
          onPress={() => renew.mutate(id, { onSuccess: onRenewed, onError: wrong })}
        >
          {t(isLetter ? 'invitations.resend' : 'invitations.new_link')}
        </Button>
        <Button
          size="sm"
          look="plain"
          isPending={revoke.isPending}
          aria-label={t('invitations.revoke_label', { name })}
          onPress={() => revoke.mutate(id, { onSuccess: () => toast({ text: t('invitations.revoked') }), onError: wrong })}
        >
          {t('invitations.revoke')}
        </Button>
      </div>
    </li>
  )
}
