import { audit } from '#core/audit'
import { inTransaction, type Ctx, type Workspace } from '#core/context'
import { emit } from '#core/events'
import { invalid, unauthenticated } from '#core/errors'
import type { Server } from '#core/server'
import { randomUUIDv7 } from 'node:crypto'
import type { WorkspaceRequest } from './api.ts'
import { newWorkspace, refusalOfSettings } from './domain.ts'
import { insertMember, insertWorkspace } from './queries.ts'

/** Adds a shop to the installation; whoever asks becomes its owner. It has nothing to do with the shop in which they asked. */
export async function openShop(
  server: Server,
  { actor, now, ...ctx }: Ctx,
  { handle, accent, ...settings }: WorkspaceRequest,
): Promise<Workspace> {
  const { userId } = actor
  const refusal = refusalOfSettings(settings)
  if (refusal) throw invalid(refusal)
  if (userId === null) throw unauthenticated()
  const begun = newWorkspace(randomUUIDv7(), settings)
  const wanted = { ...begun, handle: handle ?? begun.handle, accent: accent ?? null }
  return inTransaction({ ...ctx, db: server.db, actor, now, workspace: wanted }, async (ctx) => {
    const workspace = await insertWorkspace(ctx.db, wanted, now)
    await insertMember(ctx.db, { workspaceId: workspace.id, userId, role: 'owner' }, now)
    await emit(ctx, 'workspace.created', { name: workspace.name })
    await audit(ctx, 'workspace.created', { kind: 'workspace', id: workspace.id })
    return workspace
  })
}
