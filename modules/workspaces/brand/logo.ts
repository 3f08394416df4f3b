import { createHash } from 'node:crypto'
import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { invalid, notFound, tooLarge } from '#core/errors'
import { emit } from '#core/events'
import type { Server } from '#core/server'
import { systemCtx } from '../contexts.ts'
import { lockWorkspace, openWorkspace, updateWorkspace } from '../queries.ts'
import { LOGO_BYTES, pictureIn, type LogoType } from './domain.ts'

/** Makes these bytes the shop's logo and gives what its address ends in. */
export async function saveLogo(ctx: Ctx, bytes: Buffer): Promise<{ readonly logo: string }> {
  if (bytes.length > LOGO_BYTES) throw tooLarge('workspaces-brand.logo_large')
  const picture = pictureIn(bytes)
  if (typeof picture === 'string') throw invalid(picture)
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 24)
  await inTransaction(ctx, async (ctx) => {
    const row = { ...picture, hash, bytes, updated_at: ctx.now }
    await point(ctx, hash)
    await ctx.db
      .insertInto('workspaces_logos')
      .values({ workspace_id: ctx.workspace.id, ...row })
      .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(row))
      .execute()
  })
  return { logo: hash }
}

/** The shop has no logo any more; its first letter stands there again. */
export async function removeLogo(ctx: Ctx): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await point(ctx, null)
    await ctx.db.deleteFrom('workspaces_logos').where('workspace_id', '=', ctx.workspace.id).execute()
  })
}

/** The logo that this address names, for anybody: it stands on public pages. */
export async function showLogo(server: Server, workspaceId: string, hash: string): Promise<{ type: LogoType; bytes: Buffer }> {
  const workspace = await openWorkspace(server.db, workspaceId)
  if (!workspace) throw notFound('core.not_found')
  return inTransaction(systemCtx(server, workspace), async (ctx) => {
    const logos = ctx.db.selectFrom('workspaces_logos').select(['type', 'bytes']).where('workspace_id', '=', workspace.id)
    const logo = await logos.where('hash', '=', hash).executeTakeFirst()
    if (!logo) throw notFound('core.not_found')
    return logo
  })
}

/** The workspace's row is held, so of two at once the later one stands, whole. */
async function point(ctx: Ctx, logo: string | null): Promise<void> {
  const before = await lockWorkspace(ctx)
  await updateWorkspace(ctx, { ...before, logo })
  await emit(ctx, 'workspace.changed', { fields: ['logo'] })
  await audit(ctx, 'settings.changed', { kind: 'workspace', id: ctx.workspace.id, details: { fields: ['logo'] } })
}
