import type * as z from 'zod'
import type { Ctx } from '#core/context'
import { unauthenticated } from '#core/errors'
import type { SessionResponse } from './api.ts'
import { membershipsOf } from './queries.ts'

/** The signed-in member, the chosen workspace and the others they may change to. */
export async function showSession(ctx: Ctx, development: boolean): Promise<z.input<typeof SessionResponse>> {
  const user = await ctx.db
    .selectFrom('auth_users')
    .select(['id', 'name', 'email'])
    .where('id', '=', ctx.actor.userId ?? '')
    .executeTakeFirst()
  if (!user) throw unauthenticated()
  const memberships = await membershipsOf(ctx.db, user.id)
  const here = memberships.find(({ workspace }) => workspace.id === ctx.workspace.id)
  if (!here) throw unauthenticated()
  return {
    user,
    language: here.language,
    role: here.role,
    permissions: [...ctx.actor.can],
    workspace: here.workspace,
    workspaces: memberships.map(({ workspace }) => ({ id: workspace.id, name: workspace.name })),
    development,
  }
}
