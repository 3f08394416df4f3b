import * as z from 'zod'
import { inTransaction } from '#core/context'
import { job } from '#core/jobs'
import { listWorkspaces, systemCtx } from '#modules/workspaces'
import { lookAtQueue } from './queue.ts'
import { runQueued } from './run-import.ts'

const Nudge = z.object({ workspaceId: z.uuid(), importId: z.uuid().optional() })

/** Does what waits in the workspace; the import named in the nudge may long be done. */
export const runImportJob = job('imports.run_import', Nudge, (server, { workspaceId }) => runQueued(server, workspaceId))

/** The same for an import that is to be taken back. */
export const undoImportJob = job('imports.undo_import', Nudge, (server, { workspaceId }) => runQueued(server, workspaceId))

/** Nudges again for imports that wait or whose process died, and looks again when one that is worked on would be taken for dead. */
export const sweepImportsJob = job('imports.sweep', z.unknown(), async (server) => {
  for (const workspace of await listWorkspaces(server.db)) {
    const ctx = systemCtx(server, workspace)
    const { now, againInSeconds } = await lookAtQueue(ctx)
    await inTransaction(ctx, async (ctx) => {
      if (now) await ctx.jobs.nudge(ctx, 'imports.run_import', { workspaceId: workspace.id })
      if (againInSeconds !== null) await ctx.jobs.nudge(ctx, 'imports.sweep', {}, { singletonKey: 'again', afterSeconds: againInSeconds })
    })
  }
})
