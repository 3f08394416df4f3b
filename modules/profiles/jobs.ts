import * as z from 'zod'
import type { Ctx } from '#core/context'
import { job, type Job } from '#core/jobs'
import type { Reaction } from '#core/reactions'
import type { Server } from '#core/server'
import { followCustomers, followHistory, followTime } from './follow-stages.ts'

/** By the clock, because midnight is at another hour in each time zone: once a day has passed, it has passed for everybody. */
export function followStagesJob(contextsOf: (server: Server, workspaceId: string | undefined) => Promise<readonly Ctx[]>): Job {
  return job('profiles.follow_stages', z.object({}).nullish(), async (server) => {
    for (const ctx of await contextsOf(server, undefined)) await followTime(ctx)
  })
}

/** What tells that many customers changed at once, long ago. */
const HISTORY: ReadonlySet<string> = new Set(['import.finished', 'import.undone', 'shop.pulled'])

/** Orders and merges change stages at once; history changes them in silence. */
export const followStages: Reaction = {
  name: 'profiles.follow_stages',
  on: [
    'order.placed',
    'order.changed',
    'order.cancelled',
    'order.refunded',
    'customer.merged',
    'customer.unmerged',
    'import.finished',
    'import.undone',
    'shop.pulled',
  ],
  run: async (ctx, events) => {
    if (events.some(({ name }) => HISTORY.has(name))) await followHistory(ctx)
    const touched = events.flatMap((event) => [
      ...(event.customerId ? [event.customerId] : []),
      ...(event.name === 'customer.merged' ? [event.payload.customerId, event.payload.absorbedId] : []),
      ...(event.name === 'customer.unmerged' ? [event.payload.customerId, event.payload.releasedId] : []),
    ])
    if (touched.length > 0) await followCustomers(ctx, touched)
  },
}
