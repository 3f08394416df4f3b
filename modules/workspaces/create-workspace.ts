import { randomUUIDv7 } from 'node:crypto'
import { inTransaction, type Workspace } from '#core/context'
import { invalid } from '#core/errors'
import { emit } from '#core/events'
import type { Server } from '#core/server'
import type { WorkspaceSettings } from './api.ts'
import { systemCtx } from './contexts.ts'
import { newWorkspace, refusalOfSettings } from './domain.ts'
import { insertWorkspace } from './queries.ts'

/** Adds a workspace that nobody works in yet, for the command line; the first owner is let into it. */
export async function createWorkspace(
  server: Pick<Server, 'db' | 'jobs' | 'files' | 'holdings'>,
  settings: WorkspaceSettings,
): Promise<Workspace> {
  const refusal = refusalOfSettings(settings)
  if (refusal) throw invalid(refusal)
  return inTransaction(systemCtx(server, newWorkspace(randomUUIDv7(), settings)), async (ctx) => {
    const workspace = await insertWorkspace(ctx.db, ctx.workspace, ctx.now)
    await emit(ctx, 'workspace.created', { name: workspace.name })
    return workspace
  })
}
