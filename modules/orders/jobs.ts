import * as z from 'zod'
import { inTransaction, type Ctx } from '#core/context'
import { job, type Job } from '#core/jobs'
import type { Reaction } from '#core/reactions'
import type { Server } from '#core/server'
import { findBook, lockBook, type Book } from './book.ts'
import { recountAll } from './recount-all.ts'
import { windowHasMoved } from './window-moves.ts'

const RECOUNT = 'orders.recount'

/** Asks for the workspace's book to be counted again once the caller's transaction commits. */
export function nudgeRecount(ctx: Ctx): Promise<void> {
  return ctx.jobs.nudge(ctx, RECOUNT, { workspaceId: ctx.workspace.id })
}

/** Counts stale books again: one workspace's when nudged for it, everybody's when the clock asks, in case a nudge was lost. */
export function recountJob(contextsOf: (server: Server, workspaceId: string | undefined) => Promise<readonly Ctx[]>): Job {
  return job(RECOUNT, z.object({ workspaceId: z.uuid().optional() }).nullish(), async (server, data) => {
    for (const ctx of await contextsOf(server, data?.workspaceId)) await recountIfStale(ctx)
  })
}

/** Counts the book again if a changed setting waits for it, an older version left no histories, or the shop's rhythm has moved: live orders leave that to the clock. */
export async function recountIfStale(ctx: Ctx): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const found = await findBook(ctx)
    if (!found || !(await needsCount(ctx, found))) return
    if (await needsCount(ctx, await lockBook(ctx))) await recountAll(ctx)
  })
}

async function needsCount(ctx: Ctx, book: Book): Promise<boolean> {
  return book.stale || !book.hasHistories || windowHasMoved(ctx, book)
}

/** Days are counted in the workspace's time zone: a new one makes the book stale. */
export const recountInNewTimeZone: Reaction = {
  name: 'orders.recount_in_new_time_zone',
  on: ['workspace.changed'],
  run: async (ctx) => {
    const book = await findBook(ctx)
    if (!book || book.timeZone === ctx.workspace.timeZone) return
    await ctx.db.updateTable('orders_books').set({ stale: true }).where('workspace_id', '=', ctx.workspace.id).execute()
    await nudgeRecount(ctx)
  },
}
