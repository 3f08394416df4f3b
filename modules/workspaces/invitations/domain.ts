/** How long an invitation stands. */
export const INVITATION_DAYS = 7

const DAY = 24 * 3_600_000

/** When an invitation made now ends. */
export function endOfInvitation(now: Date): Date {
  return new Date(now.getTime() + INVITATION_DAYS * DAY)
}

/** What decides whether an invitation is taken. */
export interface InvitationStanding {
  readonly email: string | null
  readonly expiresAt: Date
  readonly usedAt: Date | null
  readonly revokedAt: Date | null
}

/** Who would take it: with an account, or about to make one. */
export interface Taker {
  readonly email: string
  readonly isMember: boolean
}

export type TakingRefusal =
  | 'workspaces.already_member'
  | 'workspaces.invitation_used'
  | 'workspaces.invitation_revoked'
  | 'workspaces.invitation_expired'
  | 'workspaces.invitation_for_another'

/** Why this invitation cannot be taken, at all or by this person; null when it can. */
export function refusalToTake(invitation: InvitationStanding, taker: Taker | null, now: Date): TakingRefusal | null {
  if (taker?.isMember) return 'workspaces.already_member'
  if (invitation.usedAt) return 'workspaces.invitation_used'
  if (invitation.revokedAt) return 'workspaces.invitation_revoked'
  if (invitation.expiresAt <= now) return 'workspaces.invitation_expired'
  return taker && invitation.email !== null && invitation.email !== taker.email ? 'workspaces.invitation_for_another' : null
}

/** Why there is nothing to change about an invitation any more; null when there is. One that has expired can be sent again. */
export function refusalToRenew({ usedAt, revokedAt }: InvitationStanding): TakingRefusal | null {
  if (usedAt) return 'workspaces.invitation_used'
  return revokedAt ? 'workspaces.invitation_revoked' : null
}
