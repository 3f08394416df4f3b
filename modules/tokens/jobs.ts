import * as z from 'zod'
import { inTransaction } from '#core/context'
import { job } from '#core/jobs'
import { listWorkspaces, systemCtx } from '#modules/workspaces'
import { KEPT_HOURS } from './once.ts'

/** Forgets answers that need not be given again, and keys whose time is over. */
export const forgetRequestsJob = job('tokens.forget_requests', z.unknown(), async (server) => {
  for (const workspace of await listWorkspaces(server.db)) {
    await inTransaction(systemCtx(server, workspace), async (ctx) => {
      const keptSince = new Date(ctx.now.getTime() - KEPT_HOURS * 3_600_000)
      await ctx.db.deleteFrom('tokens_requests').where('workspace_id', '=', workspace.id).where('created_at', '<', keptSince).execute()
      await ctx.db.deleteFrom('tokens_keys').where('workspace_id', '=', workspace.id).where('valid_until', '<', keptSince).execute()
    })
  }
})
