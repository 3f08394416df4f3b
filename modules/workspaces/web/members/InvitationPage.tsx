import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#web/api.ts'
import { failure, failureText } from '#web/failure.ts'
import { showLanguageOf } from '#web/i18n.ts'
import { BareFrame } from '#web/shell/bare-frame.tsx'
import { inShop } from '#web/shop-address.ts'
import { forgetShop } from '#web/shop-session.ts'
import { Button } from '#web/ui/button.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { useUrlState } from '#web/url-state.ts'
import type { AcceptanceResponse, InvitationView } from '../../invitations/api.ts'
import { useRoleName } from '../roles/data.ts'
import { useAccept, useInvitation } from './data.ts'
import { NewcomerForm } from './NewcomerForm.tsx'

/** What whoever opens the link of an invitation sees: who asks them where, and how they come in. */
export function InvitationPage() {
  const { t } = useTranslation('workspaces-members')
  const [token] = useUrlState('token')
  const invitation = useInvitation(token)
  useLanguageOf(invitation.data)
  if (invitation.isError) {
    return (
      <BareFrame title={t('page.title')}>
        <Notice tone="bad">{failureText(invitation.error)}</Notice>
      </BareFrame>
    )
  }
  if (!invitation.data) {
    return (
      <BareFrame title={t('page.title')}>
        <Skeleton lines={5} />
      </BareFrame>
    )
  }
  return <Invited invitation={invitation.data} token={token} />
}

function Invited({ invitation, token }: { readonly invitation: InvitationView; readonly token: string }) {
  const { t } = useTranslation('workspaces-members')
  const nameOf = useRoleName()
  const { shop, invitedBy, role, roleName, visitor, refusal } = invitation
  const isMember = refusal === 'workspaces.already_member'
  const title = invitedBy
    ? t('page.by', { name: isolated(invitedBy), shop: isolated(shop) })
    : t('page.by_nobody', { shop: isolated(shop) })
  return (
    <BareFrame title={title} text={t('page.as', { role: nameOf(role, roleName) })}>
      {isMember && <Notice tone="info">{t('page.member')}</Notice>}
      {refusal !== null && !isMember && <Notice tone="bad">{failureText(failure(refusal, 409))}</Notice>}
      {visitor ? <Accept invitation={invitation} token={token} /> : refusal === null && <Newcomer invitation={invitation} token={token} />}
    </BareFrame>
  )
}

interface InvitedProps {
  readonly invitation: InvitationView
  readonly token: string
}

/** For who is signed in: one press. */
function Accept({ invitation: { visitor, refusal, shop, handle }, token }: InvitedProps) {
  const { t } = useTranslation('workspaces-members')
  const accept = useAccept()
  const other = async () => {
    await call('POST', '/api/auth/sign-out')
    forgetShop()
    location.assign(signInAddress(token))
  }
  return (
    <div className="flex flex-col gap-4">
      {visitor && (
        <p className="text-sm break-words text-ink-soft">
          {t('page.signed_in', { name: isolated(visitor.name), email: isolated(visitor.email) })}
        </p>
      )}
      {accept.error && <Notice tone="bad">{failureText(accept.error)}</Notice>}
      {refusal === null && (
        <Button look="primary" isPending={accept.isPending} onPress={() => accept.mutate(token, { onSuccess: enter })}>
          {t('page.accept')}
        </Button>
      )}
      {refusal === 'workspaces.already_member' && <LinkButton href={inShop(handle, '/')}>{t('page.open', { shop })}</LinkButton>}
      {refusal !== 'workspaces.already_member' && <Button onPress={() => void other()}>{t('page.other')}</Button>}
    </div>
  )
}

/** For who is not: a new account, or signing in and coming back. */
function Newcomer({ invitation, token }: InvitedProps) {
  const { t } = useTranslation('workspaces-members')
  return (
    <div className="flex flex-col gap-6">
      <NewcomerForm email={invitation.email} token={token} onJoined={enter} />
      <div className="flex flex-wrap items-center gap-3 border-t border-line pt-4 text-sm">
        <span className="text-ink-soft">{t('page.have_account')}</span>
        <LinkButton size="sm" href={signInAddress(token)}>
          {t('page.sign_in')}
        </LinkButton>
      </div>
    </div>
  )
}

/** A name keeps its direction inside a sentence of either. */
function isolated(text: string): string {
  return `\u2068${text}\u2069`
}

function signInAddress(token: string): string {
  return `/sign-in?next=${encodeURIComponent(`/invitation?token=${token}`)}`
}

function enter({ handle }: AcceptanceResponse): void {
  forgetShop()
  location.assign(inShop(handle, '/'))
}

/** Who is new begins in the language of the invitation; whoever changes it is not changed back. */
function useLanguageOf(invitation: InvitationView | undefined): void {
  const isShown = useRef(false)
  useEffect(() => {
    if (!invitation || invitation.visitor || isShown.current) return
    isShown.current = true
    void showLanguageOf(invitation.language)
  }, [invitation])
}
