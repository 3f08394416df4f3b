import { queueAccountLetter } from '#core/account-letters'
import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { invalid, refused } from '#core/errors'
import { emit } from '#core/events'
import type { Server } from '#core/server'
import { closingLetter, type ClosingNews } from './letters.ts'

/** So long an owner may think better of it. */
export const GRACE_DAYS = 14
const DAY = 86_400_000

/**
 * Closes the shop: from now on nobody but owners comes in, nothing is taken in and nothing runs. After the days of grace everything of it is deleted. The
 * caller has made sure that it is the owner who asks.
 */
export async function closeWorkspace(server: Server, ctx: Ctx, name: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const workspace = await lockClosing(ctx)
    if (workspace.name.trim() !== name.trim()) throw invalid('workspaces-deletion.wrong_name')
    if (workspace.closed_at) throw refused('workspaces-deletion.closed_already')
    const deleteAt = new Date(ctx.now.getTime() + GRACE_DAYS * DAY)
    await setClosing(ctx, { closed_at: ctx.now, closed_by: ctx.actor.userId, delete_at: deleteAt })
    await audit(ctx, 'workspace.closed', { kind: 'workspace', id: ctx.workspace.id, details: { deleteAt: deleteAt.toISOString() } })
    await tellOwners(server, ctx, { what: 'closed', deleteAt })
  })
}

/** Opens it again, as if nothing had been. Refused once deleting has begun. */
export async function keepWorkspace(server: Server, ctx: Ctx): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const workspace = await lockClosing(ctx)
    if (!workspace.closed_at) return
    const begun = await ctx.db.selectFrom('workspaces_deletions').select('id').where('id', '=', ctx.workspace.id).executeTakeFirst()
    if (begun) throw refused('workspaces-deletion.begun')
    await setClosing(ctx, { closed_at: null, closed_by: null, delete_at: null })
    await audit(ctx, 'workspace.reopened', { kind: 'workspace', id: ctx.workspace.id })
    await tellOwners(server, ctx, { what: 'kept' })
  })
}

/** The workspace's row, held: closing, keeping and deleting wait for each other. */
export function lockClosing(ctx: Ctx) {
  const own = ctx.db.selectFrom('workspaces').select(['name', 'closed_at', 'closed_by', 'delete_at']).where('id', '=', ctx.workspace.id)
  return own.forUpdate().executeTakeFirstOrThrow()
}

/** Writes to every owner who can be written to, in their own language; nothing where there is no mail server. */
export async function tellOwners(server: Pick<Server, 'config' | 'jobs'>, ctx: Ctx, news: ClosingNews): Promise<void> {
  const owners = await ctx.db
    .selectFrom('workspaces_members as m')
    .innerJoin('auth_users as u', 'u.id', 'm.user_id')
    .leftJoin('auth_preferences as p', 'p.user_id', 'm.user_id')
    .select(['u.email', 'p.language'])
    .where('m.workspace_id', '=', ctx.workspace.id)
    .where('m.role', '=', 'owner')
    .execute()
  for (const { email, language } of owners) {
    await queueAccountLetter(
      server,
      ctx.db,
      { to: email, ...closingLetter(ctx.workspace, language ?? ctx.workspace.language, news) },
      ctx.now,
    )
  }
}

interface Closing {
  readonly closed_at: Date | null
  readonly closed_by: string | null
  readonly delete_at: Date | null
}

async function setClosing(ctx: Ctx, closing: Closing): Promise<void> {
  await ctx.db.updateTable('workspaces').set(closing).where('id', '=', ctx.workspace.id).execute()
  await emit(ctx, 'workspace.changed', { fields: ['closing'] })
}
