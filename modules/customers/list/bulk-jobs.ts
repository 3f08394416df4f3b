import * as z from 'zod'
import { listWorkspaces, systemCtx, workspaceById } from '#modules/workspaces'
import { inTransaction } from '#core/context'
import { AppError } from '#core/errors'
import { job } from '#core/jobs'
import { bulksToResume, failBulk, runBulk } from './bulk.ts'

/** Goes on with a change to many customers; it may long be done. */
export const runBulkJob = job('customers.run_bulk', z.object({ workspaceId: z.uuid(), bulkId: z.uuid() }), async (server, data) => {
  const workspace = await workspaceById(server.db, data.workspaceId)
  if (!workspace) return
  const ctx = systemCtx(server, workspace)
  try {
    await runBulk(ctx, data.bulkId)
  } catch (error) {
    // A field that the list was filtered by may have gone: no further attempt would end otherwise.
    if (!(error instanceof AppError)) throw error
    await failBulk(ctx, data.bulkId, error.code)
  }
})

/** Nudges again for those whose nudge was lost or whose process died. */
export const sweepBulksJob = job('customers.sweep_bulks', z.unknown(), async (server) => {
  for (const workspace of await listWorkspaces(server.db)) {
    await inTransaction(systemCtx(server, workspace), async (ctx) => {
      for (const bulkId of await bulksToResume(ctx)) await ctx.jobs.nudge(ctx, 'customers.run_bulk', { workspaceId: workspace.id, bulkId })
    })
  }
})
