import * as z from 'zod'
import { job } from '#core/jobs'
import { systemCtx } from '../contexts.ts'
import { everyWorkspace } from '../queries.ts'
import { RUN, sweepExports } from './queue.ts'
import { runExports } from './run-export.ts'

/** Makes the export that waits in a workspace. */
export const runExportJob = job(RUN, z.object({ workspaceId: z.uuid() }), (server, { workspaceId }) => runExports(server, workspaceId))

/** Throws old files away and goes on with exports that a crash left. */
export const sweepExportsJob = job('workspaces.sweep_exports', z.unknown(), async (server) => {
  for (const workspace of await everyWorkspace(server.db)) {
    const ctx = systemCtx(server, workspace)
    if (await sweepExports(ctx)) await ctx.jobs.nudge(ctx, RUN, { workspaceId: workspace.id })
  }
})
