import { sql } from 'kysely'
import * as z from 'zod'
import { inTransaction, type Ctx } from '#core/context'
import { AppError } from '#core/errors'
import { job } from '#core/jobs'
import { listWorkspaces, systemCtx } from '#modules/workspaces'
import { nudgeDeliveries } from './deliveries.ts'
import { DEAD_AFTER_MS } from './pull/claim-pull.ts'
import { nudgePull, startPull } from './pull/control.ts'
import { runPull } from './pull/run-pull.ts'
import { workDeliveries } from './work-deliveries.ts'

/** Works on the messages that wait in a workspace. */
export const workDeliveriesJob = job('shops.work_deliveries', z.object({ workspaceId: z.uuid() }), (server, { workspaceId }) =>
  workDeliveries(server, workspaceId),
)

/** Goes on with a shop's pull. */
export const pullJob = job(
  'shops.pull',
  z.object({ workspaceId: z.uuid(), shopId: z.uuid() }),
  (server, { workspaceId, shopId }) => runPull(server, workspaceId, shopId),
  4,
)

/** Nudges again for messages and pulls that wait or whose worker died, and asks shops for what their messages may have missed. */
export const sweepShopsJob = job('shops.sweep', z.unknown(), async (server) => {
  for (const workspace of await listWorkspaces(server.db)) await sweep(systemCtx(server, workspace))
})

async function sweep(ctx: Ctx): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { rows: waiting } = await sql`
      select from shops_deliveries d
      join shops_connections s on s.workspace_id = d.workspace_id and s.id = d.connection_id and s.state <> 'paused'
      where d.workspace_id = ${ctx.workspace.id} and s.workspace_id = ${ctx.workspace.id} and (d.state = 'received' or d.try_at <= ${ctx.now})
      limit 1`.execute(ctx.db)
    if (waiting.length > 0) await nudgeDeliveries(ctx)
    const { rows: pulls } = await sql<{ connection_id: string }>`
      select connection_id from shops_pulls
      where workspace_id = ${ctx.workspace.id} and (try_at is null or try_at <= ${ctx.now})
        and (state = 'queued' or (state = 'running' and heartbeat_at < ${new Date(ctx.now.getTime() - DEAD_AFTER_MS)}))`.execute(ctx.db)
    for (const { connection_id } of pulls) await nudgePull(ctx, connection_id)
  })
  await askForMissed(ctx)
}

const HOUR_MS = 3_600_000
/** What a shop told a moment before we last asked may not have been in its answer. */
const OVERLAP_MS = 10 * 60_000

/**
 * WooCommerce sends each message once, and none after five that failed; so every hour a shop whose history is here is asked what changed since it was
 * asked last. What came by message already changes nothing.
 */
async function askForMissed(ctx: Ctx): Promise<void> {
  const due = await inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<{ id: string; caught_up_at: Date }>`
      select s.id, s.caught_up_at from shops_connections s
      where s.workspace_id = ${ctx.workspace.id} and s.state <> 'paused' and s.credentials_sealed is not null
        and s.caught_up_at < ${new Date(ctx.now.getTime() - HOUR_MS)}
        and not exists (
          select from shops_pulls p
          where p.workspace_id = ${ctx.workspace.id} and p.connection_id = s.id
            and (p.state in ('queued', 'running', 'paused') or (p.kind = 'missed' and p.created_at > ${new Date(ctx.now.getTime() - HOUR_MS)})))`.execute(
      ctx.db,
    )
    await sql`
      delete from shops_pulls
      where workspace_id = ${ctx.workspace.id} and kind = 'missed' and state in ('done', 'failed', 'cancelled')
        and connection_id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(ctx.db)
    return rows
  })
  for (const { id, caught_up_at } of due) {
    await startPull(ctx, id, 'missed', new Date(caught_up_at.getTime() - OVERLAP_MS)).catch((error: unknown) => {
      // Somebody was quicker.
      if (!(error instanceof AppError)) throw error
    })
  }
}
