import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { refused } from '#core/errors'
import { closePages } from '#core/live'
import { endInvitationsBeyond } from '../invitations/end-invitations.ts'
import type { RightsOf } from '../roles/domain.ts'
import { roleHeld } from '../roles/queries.ts'
import { refusalToChange } from './domain.ts'
import { actingAmong, lockMembers, memberAmong, ownersAmong } from './queries.ts'

/** Gives a member another role, from their next request on. */
export async function changeMemberRole(ctx: Ctx, userId: string, role: string, rightsOf: RightsOf): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const members = await lockMembers(ctx, rightsOf)
    const acting = actingAmong(ctx, members, 'members:manage')
    const member = memberAmong(members, userId)
    if (member.role === role) return
    const next = await roleHeld(ctx, role, rightsOf)
    const refusal = refusalToChange(acting, { member, role: next, owners: ownersAmong(members) })
    if (refusal) throw refused(refusal)
    await ctx.db
      .updateTable('workspaces_members')
      .set({ role })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('user_id', '=', userId)
      .execute()
    await endInvitationsBeyond(ctx, { userId, ...next }, rightsOf)
    await audit(ctx, 'member.role_changed', { kind: 'member', id: userId, details: { from: member.role, to: role } })
    await closePages(ctx, userId)
  })
}
