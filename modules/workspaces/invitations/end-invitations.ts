import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { refused } from '#core/errors'
import { refusalToGive, type RoleHeld } from '../members/domain.ts'
import { lockMembers } from '../members/queries.ts'
import type { RightsOf } from '../roles/domain.ts'
import { invitationFor, pendingInvitations } from './queries.ts'
import { refusalToRenew } from './domain.ts'

/** Ends an invitation: its link works no more. Doing it again changes nothing. */
export async function revokeInvitation(ctx: Ctx, id: string, rightsOf: RightsOf): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockMembers(ctx, rightsOf)
    const invitation = await invitationFor(ctx, id)
    if (invitation.revokedAt) return
    const refusal = refusalToRenew(invitation)
    if (refusal) throw refused(refusal)
    await end(ctx, [id])
    await audit(ctx, 'invitation.revoked', { kind: 'invitation', id, details: { role: invitation.role } })
  })
}

/** Ends what a member has promised and could not promise in their new role. The caller holds the members. */
export async function endInvitationsBeyond(ctx: Ctx, inviter: RoleHeld & { readonly userId: string }, rightsOf: RightsOf): Promise<void> {
  const own = (await pendingInvitations(ctx)).filter(({ invitedBy }) => invitedBy === inviter.userId)
  const mayInvite = inviter.can.has('members:manage')
  const beyond = own.filter(({ role, listed }) => {
    const promised = { isOwner: role === 'owner', can: rightsOf(role, listed) }
    return !mayInvite || refusalToGive(inviter, promised) !== null
  })
  await end(ctx, idsOf(beyond))
}

/** How many people a member has invited who have not come yet. */
export async function countInvitationsBy(ctx: Ctx, userId: string): Promise<number> {
  const pending = await pendingInvitations(ctx)
  return pending.filter(({ invitedBy, expiresAt }) => invitedBy === userId && expiresAt > ctx.now).length
}

/** Ends everything that a member has promised. */
export async function endInvitationsBy(ctx: Ctx, userId: string): Promise<void> {
  await end(ctx, idsOf((await pendingInvitations(ctx)).filter(({ invitedBy }) => invitedBy === userId)))
}

/** Ends what was promised to this address before: the newest invitation counts. */
export async function endInvitationsTo(ctx: Ctx, email: string): Promise<void> {
  await end(ctx, idsOf((await pendingInvitations(ctx)).filter((each) => each.email === email)))
}

async function end(ctx: Ctx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await ctx.db
    .updateTable('workspaces_invitations')
    .set({ revoked_at: ctx.now })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', 'in', ids)
    .execute()
}

const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)
