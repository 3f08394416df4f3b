import type { EventName } from '../app/events.ts'
import type { Ctx } from '#core/context'
import type { StoredEvent } from '#core/events'

/** What happens because of events: exactly once each in the database, in order, in batches. */
export interface Reaction {
  /** module.what_it_keeps; its place in the log is stored under this name. */
  readonly name: string
  readonly on: readonly EventName[]
  readonly run: (ctx: Ctx, events: readonly StoredEvent[]) => Promise<void>
}

/** Brings every reaction of the context's workspace up to date. */
export async function runReactions(ctx: Ctx, reactions: readonly Reaction[]): Promise<void> {
  for (const reaction of reactions) await reaction.run(ctx, [])
}
