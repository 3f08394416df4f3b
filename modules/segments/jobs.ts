import { sql } from 'kysely'
import * as z from 'zod'
import { inTransaction, type Ctx } from '#core/context'
import { job, type Job } from '#core/jobs'
import type { Reaction } from '#core/reactions'
import { systemCtx, workspaceById } from '#modules/workspaces'
import { countSegment } from './count-segment.ts'

/** Numbers follow what happens within about this long; meanwhile open pages count for themselves. */
const SECONDS = 30

/** What customers are and do has changed: segments are counted again, once for all that happens within half a minute. */
export const recountSegmentsSoon: Reaction = {
  name: 'segments.recount_soon',
  on: [
    'import.finished',
    'import.undone',
    'shop.pulled',
    'customer.created',
    'customer.changed',
    'customer.merged',
    'customer.unmerged',
    'customer.erased',
    'order.placed',
    'order.changed',
    'order.cancelled',
    'order.refunded',
    'consent.changed',
    'segment.changed',
  ],
  run: async (ctx, events) => {
    if (events.length === 0 || !(await hasSegments(ctx))) return
    await ctx.jobs.nudge(ctx, 'segments.recount', { workspaceId: ctx.workspace.id }, { afterSeconds: SECONDS })
  },
}

/** Counts every segment in use. */
export const recountSegmentsJob: Job = job('segments.recount', z.object({ workspaceId: z.uuid() }), async (server, { workspaceId }) => {
  const workspace = await workspaceById(server.db, workspaceId)
  if (!workspace) return
  const ctx = systemCtx(server, workspace)
  for (const id of await inTransaction(ctx, segmentsInUse)) await countSegment({ ...ctx, now: new Date() }, id)
})

async function hasSegments(ctx: Ctx): Promise<boolean> {
  const { rows } = await sql`select 1 from segments where workspace_id = ${ctx.workspace.id} and archived_at is null limit 1`.execute(
    ctx.db,
  )
  return rows.length > 0
}

async function segmentsInUse(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('segments')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('archived_at', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}
