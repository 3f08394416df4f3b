import * as z from 'zod'
import { inTransaction, type Ctx } from '#core/context'
import { job } from '#core/jobs'
import type { Reaction } from '#core/reactions'
import { findBook } from '#modules/orders'
import { listWorkspaces, systemCtx } from '#modules/workspaces'
import { askForFit, RUN_FITS } from './ask-for-fit.ts'
import { TOUCHING } from './fit-and-score.ts'
import { sweepFits } from './queue.ts'
import { rescore } from './rescore.ts'
import { runFits } from './run-fits.ts'
import { recountCells } from './score-cells.ts'
import { marginNow, readJudgement } from './settings.ts'
import { standingFit } from './standing-fit.ts'

/** Does what waits in the workspace; it may long be done. */
export const runFitsJob = job(RUN_FITS, z.object({ workspaceId: z.uuid() }), (server, { workspaceId }) => runFits(server, workspaceId))

/** Goes on with fits that nobody is working on. */
export const sweepFitsJob = job('insights.sweep_fits', z.unknown(), async (server) => {
  for (const workspace of await listWorkspaces(server.db)) await sweepFits(systemCtx(server, workspace))
})

/** By the clock: fits again where orders or costs have changed since the last fit. */
export const fitNightlyJob = job('insights.fit_nightly', z.unknown(), async (server) => {
  for (const workspace of await listWorkspaces(server.db)) {
    await inTransaction(systemCtx(server, workspace), async (ctx) => {
      if (await isOutdated(ctx)) await askForFit(ctx)
    })
  }
})

async function isOutdated(ctx: Ctx): Promise<boolean> {
  const book = await findBook(ctx)
  if (!book || book.lastDay === null) return false
  const fit = await standingFit(ctx)
  if (!fit || book.countedAt > fit.startedAt) return true
  return (await marginNow(ctx, await readJudgement(ctx))).share !== fit.content.margin.share
}

/** What tells that many customers changed at once: all of them are judged again. */
const HISTORY: ReadonlySet<string> = new Set(['import.finished', 'import.undone', 'shop.pulled'])

/** Whoever buys or is merged is scored again at once; after a history was brought in, everybody is, by models fitted anew. */
export const keepScores: Reaction = {
  name: 'insights.keep_scores',
  on: [...TOUCHING, 'customer.erased', 'import.finished', 'import.undone', 'shop.pulled'],
  run: async (ctx, events) => {
    const touched = events.flatMap((event) => {
      if (event.name === 'customer.merged') return [event.payload.customerId, event.payload.absorbedId]
      if (event.name === 'customer.unmerged') return [event.payload.customerId, event.payload.releasedId]
      return event.customerId && TOUCHING.some((name) => name === event.name) ? [event.customerId] : []
    })
    if (touched.length > 0) await rescore(ctx, [...new Set(touched)])
    if (events.some(({ name }) => name === 'customer.erased')) await recountAfterErasure(ctx)
    if (events.some(({ name }) => HISTORY.has(name))) await askForFit(ctx)
  },
}

/** An erasure takes rows out while it holds the counter of events, when it may not wait for whoever writes scores: their sums follow here. */
async function recountAfterErasure(ctx: Ctx): Promise<void> {
  const fit = await standingFit(ctx, 'locked')
  if (fit) await recountCells(ctx, fit.content.valueEdges)
}
