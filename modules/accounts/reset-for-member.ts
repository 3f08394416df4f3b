import type { Ctx } from '#core/context'
import { notFound, refused } from '#core/errors'
import type { Server } from '#core/server'
import { auditUser, membershipsOf, type RightsOf } from '#modules/workspaces'
import { refusalToReset } from './domain.ts'
import { makeResetLink } from './links.ts'

/** A link to copy by which a colleague sets a new password; the audit log says who made it. */
export async function makeResetLinkForMember(server: Server, ctx: Ctx, userId: string, rightsOf: RightsOf): Promise<string> {
  const memberships = await membershipsOf(ctx.db, userId)
  const here = memberships.find(({ workspace }) => workspace.id === ctx.workspace.id)
  if (!here || !ctx.actor.userId) throw notFound('workspaces.member_not_found')
  const person = {
    isSelf: userId === ctx.actor.userId,
    isOperator: here.isOperator,
    worksElsewhere: memberships.length > 1,
    can: rightsOf(here.role, here.ownRole?.permissions ?? null),
  }
  const refusal = refusalToReset(person, ctx.actor.can)
  if (refusal) throw refused(refusal)
  const { userId: by, address = null, agent = null } = ctx.actor
  await auditUser(ctx.db, { userId, action: 'password.reset_asked', address, agent, by: { userId: by } }, ctx.now)
  return makeResetLink({ config: server.config, db: ctx.db }, userId, ctx.now)
}
