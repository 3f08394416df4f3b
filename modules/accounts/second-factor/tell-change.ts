import type { Ctx } from '#core/context'
import { queueAccountLetter } from '#core/account-letters'
import type { Server } from '#core/server'
import { auditUser } from '#modules/workspaces'
import { letterOf, type SecondFactorChange } from './domain-letters.ts'

/** Writes a change of somebody's second factor down, and writes to them: whoever did not do it themselves must hear of it. */
export async function tellChange(
  server: Server,
  ctx: Ctx,
  { userId, action }: { readonly userId: string; readonly action: SecondFactorChange },
): Promise<void> {
  const { address = null, agent = null } = ctx.actor
  await auditUser(ctx.db, { userId, action, address, agent }, ctx.now)
  const reader = await ctx.db
    .selectFrom('auth_users')
    .leftJoin('auth_preferences', 'auth_preferences.user_id', 'auth_users.id')
    .select(['auth_users.email', 'auth_preferences.language'])
    .where('auth_users.id', '=', userId)
    .executeTakeFirst()
  if (!reader) return
  const language = reader.language ?? ctx.workspace.language
  await queueAccountLetter(server, ctx.db, { to: reader.email, language, ...letterOf(action, language) }, ctx.now)
}
