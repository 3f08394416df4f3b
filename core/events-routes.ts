import * as z from 'zod'
import { REACTIONS } from '../app/wiring.ts'
import { notFound, refused } from '#core/errors'
import { routes } from '#core/http'
import { dropParked, retryParked } from '#core/reactions'

const ParkedParams = z.object({ reaction: z.string().max(100), seq: z.coerce.bigint() })
const Parked = z.object({
  reaction: z.string(),
  seq: z.string(),
  name: z.string(),
  error: z.string(),
  parkedAt: z.iso.datetime(),
  occurredAt: z.iso.datetime(),
})

export const eventsRoutes = routes('events')

eventsRoutes.get('/parked', {
  summary: 'Events that a reaction could not digest',
  may: 'events:repair',
  gives: z.object({ parked: z.array(Parked) }),
  run: async ({ ctx }) => {
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
    return {
      parked: rows.map(({ reaction, seq, name, error, parked_at, occurred_at }) => {
        return { reaction, seq: String(seq), name, error, parkedAt: parked_at.toISOString(), occurredAt: occurred_at.toISOString() }
      }),
    }
  },
})

eventsRoutes.put('/parked/:reaction/:seq/retry', {
  summary: 'Tries a parked event again',
  may: 'events:repair',
  params: ParkedParams,
  gives: 204,
  run: async ({ ctx, params }) => {
    const reaction = REACTIONS.find(({ name }) => name === params.reaction)
    const digested = reaction && (await retryParked(ctx, reaction, params.seq))
    if (digested === undefined) throw notFound('core.event_not_parked')
    if (!digested) throw refused('core.event_still_fails')
  },
})

eventsRoutes.delete('/parked/:reaction/:seq', {
  summary: 'Gives up on a parked event',
  may: 'events:repair',
  params: ParkedParams,
  gives: 204,
  run: async ({ ctx, params }) => {
    if (!(await dropParked(ctx, params.reaction, params.seq))) throw notFound('core.event_not_parked')
  },
})
