import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { notFound, refused } from '#core/errors'
import { closePages } from '#core/live'
import type { RightsOf } from '../roles/domain.ts'
import { belongingsOf, handOver } from './belongings.ts'
import { refusalOfSuccessor, refusalToGo } from './domain.ts'
import { actingAmong, lockMembers, memberAmong, ownersAmong, type Member } from './queries.ts'

/** Takes a member out of the workspace. What they were in charge of passes to the successor, what was theirs alone ends. */
export async function removeMember(ctx: Ctx, userId: string, successor: string | null, rightsOf: RightsOf): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const members = await lockMembers(ctx, rightsOf)
    const acting = actingAmong(ctx, members, 'members:manage')
    const member = memberAmong(members, userId)
    const refusal = refusalToGo(acting, member, ownersAmong(members))
    if (refusal) throw refused(refusal)
    await letGo(ctx, { member, successor, members, action: 'member.removed' })
  })
}

/** The member who asks leaves the workspace, and hands over what they were in charge of. */
export async function leaveWorkspace(ctx: Ctx, successor: string | null, rightsOf: RightsOf): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const members = await lockMembers(ctx, rightsOf)
    if (ctx.actor.userId === null) throw notFound('workspaces.member_not_found')
    const member = memberAmong(members, ctx.actor.userId)
    const refusal = refusalToGo(null, member, ownersAmong(members))
    if (refusal) throw refused(refusal)
    await letGo(ctx, { member, successor, members, action: 'member.left' })
  })
}

interface Going {
  readonly member: Member
  readonly successor: string | null
  readonly members: readonly Member[]
  readonly action: 'member.removed' | 'member.left'
}

async function letGo(ctx: Ctx, { member: { userId, role }, successor, members, action }: Going): Promise<void> {
  const rows = await belongingsOf(ctx, userId)
  const passing = rows.filter(({ fate }) => fate === 'passes').length
  const memberIds = members.map((each) => each.userId)
  const refusal = refusalOfSuccessor({ leaving: userId, successor, passing }, memberIds)
  if (refusal) throw refused(refusal)
  await handOver(ctx, userId, successor)
  await ctx.db.deleteFrom('workspaces_members').where('workspace_id', '=', ctx.workspace.id).where('user_id', '=', userId).execute()
  const counts = Object.fromEntries(rows.map(({ name, count }) => [name, count]))
  await audit(ctx, action, { kind: 'member', id: userId, details: { role, successor, ...counts } })
  await closePages(ctx, userId)
}
