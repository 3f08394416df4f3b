import type * as z from 'zod'
import type { Ctx } from '#core/context'
import { unauthenticated } from '#core/errors'
import type { SessionResponse } from './api.ts'
import { membershipsOf, type Closing } from './queries.ts'

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
    preferences: here.preferences,
    secondFactor: here.secondFactor,
    role: here.role,
    roleName: here.ownRole?.name ?? null,
    permissions: [...ctx.actor.can],
    workspace: here.workspace,
    closing: here.closing && toldOf(here.closing, await nameOf(ctx, here.closing.closedBy)),
    workspaces: memberships.map(({ workspace: { id, name, handle, accent, logo } }) => ({ id, name, handle, accent, logo })),
    development,
  }
}

function toldOf({ closedAt, deleteAt }: Closing, by: string | null) {
  return { closedAt: closedAt.toISOString(), deleteAt: deleteAt.toISOString(), by }
}

async function nameOf(ctx: Ctx, userId: string | null): Promise<string | null> {
  const user = await ctx.db
    .selectFrom('auth_users')
    .select('name')
    .where('id', '=', userId ?? '')
    .executeTakeFirst()
  return user?.name ?? null
}
