import type { Ctx } from '#core/context'
import type { Clock, Job } from '#core/jobs'
import type { Audience } from '#core/live'
import type { Reaction } from '#core/reactions'
import type { Server } from '#core/server'
import { runImportJob, sweepImportsJob, undoImportJob } from '#modules/imports'
import { recountInNewTimeZone, recountJob } from '#modules/orders'
import { forgetRequestsJob } from '#modules/tokens'
import { recountSegmentsJob, recountSegmentsSoon } from '#modules/segments'
import { listWorkspaces, systemCtx, workspaceById } from '#modules/workspaces'

/** Who reacts to what. */
export const REACTIONS: readonly Reaction[] = [recountInNewTimeZone, recountSegmentsSoon]

/** What runs after the request. */
export const JOBS: readonly Job[] = [
  recountJob(contextsOf),
  recountSegmentsJob,
  runImportJob,
  undoImportJob,
  sweepImportsJob,
  forgetRequestsJob,
]

/** What runs when. */
export const CLOCKS: readonly Clock[] = [
  { job: 'tokens.forget_requests', cron: '41 * * * *' },
  { job: 'orders.recount', cron: '17 * * * *' },
  { job: 'imports.sweep', cron: '* * * * *', atStart: true },
]

/** What open pages hear, and which permission it takes. */
export const AUDIENCE: Audience = {
  events: {
    'workspace.changed': 'workspaces:read',
    'import.finished': 'live:read',
    'import.undone': 'live:read',
    'segment.changed': 'segments:read',
  },
  topics: {
    'import.progress': 'imports:read',
    'segments.counted': 'segments:read',
  },
}

/** The product's own context in one workspace, or in each. */
async function contextsOf(server: Server, workspaceId: string | undefined): Promise<Ctx[]> {
  if (workspaceId === undefined) return (await listWorkspaces(server.db)).map((workspace) => systemCtx(server, workspace))
  const workspace = await workspaceById(server.db, workspaceId)
  return workspace ? [systemCtx(server, workspace)] : []
}
