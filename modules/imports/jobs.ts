import * as z from 'zod'
import { inTransaction } from '#core/context'
import { job } from '#core/jobs'
import { listWorkspaces, systemCtx } from '#modules/workspaces'
import { hasWork } from './queue.ts'
import { runQueued } from './run-import.ts'

/** Runs what is queued in the workspace; the import named in the nudge may long be done. */
export const runImportJob = job('imports.run_import', z.object({ workspaceId: z.uuid(), importId: z.uuid().optional() }), (server, { workspaceId }) =>
  runQueued(server, workspaceId),
)

/** Nudges again for imports that wait or whose process died. */
export const sweepImportsJob = job('imports.sweep', z.unknown(), async (server) => {
  for (const workspace of await listWorkspaces(server.db)) {
    const ctx = systemCtx(server, workspace)
    if (await hasWork(ctx)) await inTransaction(ctx, (ctx) => ctx.jobs.nudge(ctx, 'imports.run_import', { workspaceId: workspace.id }))
  }
})
