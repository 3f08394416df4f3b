import * as z from 'zod'
import type { Ctx } from '#core/context'
import { notFound, refused } from '#core/errors'
import { routes, type Routes } from '#core/http'
import { dropParked, retryParked, type Reaction } from '#core/reactions'

const ParkedParams = z.object({ reaction: z.string().max(100), seq: z.coerce.bigint() })
const Parked = z.object({
  reaction: z.string(),
  seq: z.string(),
  name: z.string(),
  error: z.string(),
  parkedAt: z.iso.datetime(),
  occurredAt: z.iso.datetime(),
})

/** Where an owner sees and repairs what these reactions could not digest. */
export function eventsRoutes(reactions: readonly Reaction[]): Routes {
  const events = routes('events')

  events.get('/parked', {
    summary: 'Events that a reaction could not digest',
    may: 'events:repair',
    gives: z.object({ parked: z.array(Parked) }),
    run: async ({ ctx }) => ({ parked: await parkedEvents(ctx) }),
  })

  events.put('/parked/:reaction/:seq/retry', {
    summary: 'Tries a parked event again',
    may: 'events:repair',
    params: ParkedParams,
    gives: 204,
    run: async ({ ctx, params }) => {
      const reaction = reactions.find(({ name }) => name === params.reaction)
      const digested = reaction && (await retryParked(ctx, reaction, params.seq))
      if (digested === undefined) throw notFound('core.event_not_parked')
      if (!digested) throw refused('core.event_still_fails')
    },
  })

  events.delete('/parked/:reaction/:seq', {
    summary: 'Gives up on a parked event',
    may: 'events:repair',
    params: ParkedParams,
    gives: 204,
    run: async ({ ctx, params }) => {
      if (!(await dropParked(ctx, params.reaction, params.seq))) throw notFound('core.event_not_parked')
    },
  })

  return events
}

async function parkedEvents(ctx: Ctx): Promise<z.input<typeof Parked>[]> {
  const rows = await ctx.db
    .selectFrom('event_parkings')
    .innerJoin('events', (join) =>
      join.onRef('events.workspace_id', '=', 'event_parkings.workspace_id').onRef('events.seq', '=', 'event_parkings.seq'),
    )
    .select(['event_parkings.reaction', 'event_parkings.seq', 'events.name', 'event_parkings.error', 'parked_at', 'occurred_at'])
    .where('event_parkings.workspace_id', '=', ctx.workspace.id)
    .where('events.workspace_id', '=', ctx.workspace.id)
    .orderBy('event_parkings.seq')
    .limit(500)
    .execute()
  return rows.map(({ reaction, seq, name, error, parked_at, occurred_at }) => {
    return { reaction, seq: String(seq), name, error, parkedAt: parked_at.toISOString(), occurredAt: occurred_at.toISOString() }
  })
}
