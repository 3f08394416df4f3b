import type { Ctx } from '#core/context'
import { queueAccountLetter } from '#core/account-letters'
import type { Server } from '#core/server'
import { auditUser } from '#modules/workspaces'
import { credentialsById, languageOf } from '../queries.ts'
import { letterOf, type SecondFactorChange } from './domain-letters.ts'

/** Writes a change of somebody's second factor down, and writes to them: whoever did not do it themselves must hear of it. */
export async function tellChange(
  server: Server,
  ctx: Ctx,
  { userId, action }: { readonly userId: string; readonly action: SecondFactorChange },
): Promise<void> {
  const { address = null, agent = null } = ctx.actor
  await auditUser(ctx.db, { userId, action, address, agent }, ctx.now)
  const user = await credentialsById(ctx.db, userId)
  if (!user) return
  const language = await languageOf(ctx.db, userId)
  await queueAccountLetter(server, ctx.db, { to: user.email, language, ...letterOf(action, language) }, ctx.now)
}
