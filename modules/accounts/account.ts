import { canMail } from '#core/account-letters'
import type { Ctx } from '#core/context'
import { unauthenticated } from '#core/errors'
import type { Server } from '#core/server'
import type { AccountResponse } from './api.ts'
import { pendingEmailOf } from './change-email.ts'
import { credentialsById } from './queries.ts'

/** The signed-in person's own account. */
export async function showAccount(server: Server, ctx: Ctx): Promise<AccountResponse> {
  const user = ctx.actor.userId === null ? undefined : await credentialsById(ctx.db, ctx.actor.userId)
  if (!user) throw unauthenticated()
  return { name: user.name, email: user.email, pendingEmail: await pendingEmailOf(ctx.db, user.id, ctx.now), canMail: canMail(server) }
}

/** What colleagues call the signed-in person. */
export async function changeName({ db, actor, now }: Ctx, name: string): Promise<void> {
  await db
    .updateTable('auth_users')
    .set({ name, updated_at: now })
    .where('id', '=', actor.userId ?? '')
    .execute()
}
