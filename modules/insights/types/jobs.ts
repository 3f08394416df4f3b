import * as z from 'zod'
import type { Ctx } from '#core/context'
import { job, type Job } from '#core/jobs'
import type { Reaction } from '#core/reactions'
import type { Server } from '#core/server'
import { rootsOf } from '#modules/customers'
import { RETYPE } from './nudge-retype.ts'
import { retypeAll } from './retype.ts'
import { typeFew } from './study-types.ts'
import { keepKinds } from './sum-kinds.ts'

const SUM = 'insights.sum_kinds'

/** While orders come in, the sums follow them this often, in seconds. */
const SETTLING = 300

/** Counts how many customers of each kind there are, and what they are worth. */
export function sumKindsJob(contextsOf: (server: Server, workspaceId: string | undefined) => Promise<readonly Ctx[]>): Job {
  return job(SUM, z.object({ workspaceId: z.uuid() }), async (server, { workspaceId }) => {
    for (const ctx of await contextsOf(server, workspaceId)) await keepKinds(ctx)
  })
}

/** Gives everybody the type that follows from thresholds as they are now. */
export function retypeJob(contextsOf: (server: Server, workspaceId: string | undefined) => Promise<readonly Ctx[]>): Job {
  return job(RETYPE, z.object({ workspaceId: z.uuid() }), async (server, { workspaceId }) => {
    for (const ctx of await contextsOf(server, workspaceId)) {
      await retypeAll(ctx)
      await keepKinds(ctx)
    }
  })
}

/** Whoever bought, gave back or became one with somebody is typed anew. */
export const followTypes: Reaction = {
  name: 'insights.follow_types',
  on: ['order.placed', 'order.changed', 'order.cancelled', 'order.refunded', 'customer.merged', 'customer.unmerged'],
  run: async (ctx, events) => {
    const touched = events.flatMap((event) => [
      ...(event.customerId ? [event.customerId] : []),
      ...(event.name === 'customer.merged' ? [event.payload.customerId, event.payload.absorbedId] : []),
      ...(event.name === 'customer.unmerged' ? [event.payload.customerId, event.payload.releasedId] : []),
    ])
    if (touched.length === 0) return
    const roots = await rootsOf(ctx, touched)
    // A profile that was merged away has no orders any more: its own row goes.
    await typeFew(ctx, [...new Set([...touched, ...roots.values()])])
    await ctx.jobs.nudge(ctx, SUM, { workspaceId: ctx.workspace.id }, { afterSeconds: SETTLING })
  },
}

/** A new fit or study changes the sums of everybody. */
export const sumKindsSoon: Reaction = {
  name: 'insights.sum_kinds',
  on: ['insights.fitted', 'insights.studied'],
  run: (ctx) => ctx.jobs.nudge(ctx, SUM, { workspaceId: ctx.workspace.id }, { singletonKey: `${ctx.workspace.id} now` }),
}
