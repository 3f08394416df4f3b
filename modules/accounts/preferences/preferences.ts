import type { Preferences } from '#api/workspaces'
import type { Ctx } from '#core/context'
import { unauthenticated } from '#core/errors'

/** Stores how the signed-in person reads, on all their devices and in every workspace. */
export async function savePreferences(ctx: Ctx, preferences: Preferences): Promise<Preferences> {
  if (!ctx.actor.userId) throw unauthenticated()
  await ctx.db
    .insertInto('auth_preferences')
    .values({ user_id: ctx.actor.userId, ...preferences })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(preferences))
    .execute()
  return preferences
}
