import * as z from 'zod'
import { inTransaction, type Ctx } from '#core/context'
import { job } from '#core/jobs'
import type { Reaction } from '#core/reactions'
import { findBook } from '#modules/orders'
import { listWorkspaces, systemCtx } from '#modules/workspaces'
import { askForStudy, EVERYBODY, RUN_STUDIES } from './ask-for-study.ts'
import { dropOldLenses, readPart } from './parts.ts'
import { sweepStudies } from './queue.ts'
import { runStudies } from './run-studies.ts'

/** Does what waits in the workspace; it may long be done. */
export const runStudiesJob = job(RUN_STUDIES, z.object({ workspaceId: z.uuid() }), (server, { workspaceId }) =>
  runStudies(server, workspaceId),
)

/** Goes on with studies that nobody is working on. */
export const sweepStudiesJob = job('insights.sweep_studies', z.unknown(), async (server) => {
  for (const workspace of await listWorkspaces(server.db)) await sweepStudies(systemCtx(server, workspace))
})

/** By the clock: studies again where orders have changed since, and forgets what was found of segments. */
export const studyNightlyJob = job('insights.study_nightly', z.unknown(), async (server) => {
  for (const workspace of await listWorkspaces(server.db)) {
    await inTransaction(systemCtx(server, workspace), async (ctx) => {
      await dropOldLenses(ctx)
      if (await isOutdated(ctx)) await askForStudy(ctx)
    })
  }
})

async function isOutdated(ctx: Ctx): Promise<boolean> {
  const book = await findBook(ctx)
  if (!book || book.lastDay === null) return false
  const standing = await readPart(ctx, EVERYBODY, 'standing')
  return standing === null || book.countedAt > standing.madeAt
}

/** After a history was brought in or taken back, everything is studied. */
export const studyHistories: Reaction = {
  name: 'insights.study_histories',
  on: ['import.finished', 'import.undone', 'shop.pulled'],
  run: async (ctx, events) => {
    if (events.length > 0) await askForStudy(ctx)
  },
}
