import * as z from 'zod'
import { inTransaction } from '#core/context'
import { job } from '#core/jobs'
import { listWorkspaces, systemCtx, workspaceById } from '#modules/workspaces'
import { endpointsWithDue } from './claim.ts'
import { nudgeSending } from './endpoints.ts'
import { sendDue } from './send.ts'

const Nudge = z.object({ workspaceId: z.uuid(), endpointId: z.uuid() })

/** How many endpoints one process serves at once, and for how long each. */
const ENDPOINTS_AT_ONCE = 8
const SHARE_MS = 10_000

/** Sends what is due at one endpoint; what is left when its share of time is over waits for its next turn. */
export const sendWebhooksJob = job(
  'webhooks.send',
  Nudge,
  async (server, { workspaceId, endpointId }) => {
    const workspace = await workspaceById(server.db, workspaceId)
    if (!workspace) return
    const ctx = systemCtx(server, workspace)
    const isMore = await sendDue(ctx, endpointId, { outlet: server.config, clock: () => new Date(), shareMs: SHARE_MS })
    if (isMore) await inTransaction(ctx, (ctx) => nudgeSending(ctx, endpointId))
  },
  ENDPOINTS_AT_ONCE,
)

/** Nudges for everything that is due: retries, and what a lost nudge or a dead process left. */
export const sweepWebhooksJob = job('webhooks.sweep', z.unknown(), async (server) => {
  for (const workspace of await listWorkspaces(server.db)) {
    const ctx = systemCtx(server, workspace)
    for (const endpointId of await endpointsWithDue(ctx)) await inTransaction(ctx, (ctx) => nudgeSending(ctx, endpointId))
  }
})
