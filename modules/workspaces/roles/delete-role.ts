import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { refused } from '#core/errors'
import { closePages } from '#core/live'
import { refusalToGive } from '../members/domain.ts'
import { actingAmong, lockMembers } from '../members/queries.ts'
import { refusalToEnd, type RightsOf } from './domain.ts'
import { listRoles, roleHeld } from './queries.ts'
import { ownRoleFor } from './write-role.ts'

/** Ends a role of the workspace's own. Whoever has it or is invited to it gets the role that follows. */
export async function deleteRole(ctx: Ctx, id: string, successor: string | null, rightsOf: RightsOf): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const members = await lockMembers(ctx, rightsOf)
    const acting = actingAmong(ctx, members, 'roles:configure')
    const role = await ownRoleFor(ctx, id)
    const roles = await listRoles(ctx, rightsOf)
    const used = roles.find((each) => each.id === id)
    const refusal = refusalToEnd((used?.members ?? 0) + (used?.invitations ?? 0), {
      id,
      successor,
      isThere: roles.some((each) => each.id === successor),
    })
    if (refusal) throw refused(refusal)
    if (successor !== null) {
      const beyond = refusalToGive(acting, await roleHeld(ctx, successor, rightsOf))
      if (beyond) throw refused(beyond)
      await giveInstead(ctx, id, successor)
    }
    await ctx.db.deleteFrom('workspaces_roles').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
    await audit(ctx, 'role.deleted', { kind: 'role', id, details: { name: role.name, successor, members: used?.members ?? 0 } })
    for (const member of members) if (member.role === id) await closePages(ctx, member.userId)
  })
}

async function giveInstead(ctx: Ctx, from: string, to: string): Promise<void> {
  const members = ctx.db.updateTable('workspaces_members').set({ role: to })
  await members.where('workspace_id', '=', ctx.workspace.id).where('role', '=', from).execute()
  const invitations = ctx.db.updateTable('workspaces_invitations').set({ role: to })
  await invitations.where('workspace_id', '=', ctx.workspace.id).where('role', '=', from).execute()
}
