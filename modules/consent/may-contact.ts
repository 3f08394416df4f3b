import type { Ctx } from '#core/context'
import type { Channel, ContactReason } from './api.ts'
import { mayBeContacted } from './domain.ts'
import { purposesInUse } from './purposes.ts'
import { addressesOf, isReachedBy, suppressedProfiles } from './suppressions.ts'

/** Whether a sender may write to somebody, and why. */
export interface Permit {
  readonly may: boolean
  readonly reason: ContactReason
}

/**
 * The one door that every sender passes, at the moment of sending: whether this customer may be written to on the channel for the purpose. Any of
 * a person's profile ids will do.
 */
export async function mayContact(ctx: Ctx, customerId: string, channel: Channel, purpose: string): Promise<Permit> {
  const family = await ctx.db
    .selectFrom('customers as asked')
    .innerJoin('customers as c', (join) =>
      join
        .onRef('c.workspace_id', '=', 'asked.workspace_id')
        .on((on) =>
          on.or([
            on('c.id', '=', on.fn.coalesce('asked.merged_into', 'asked.id')),
            on('c.merged_into', '=', on.fn.coalesce('asked.merged_into', 'asked.id')),
          ]),
        ),
    )
    .select(['c.id', 'c.merged_into', 'c.erased_at'])
    .where('asked.workspace_id', '=', ctx.workspace.id)
    .where('asked.id', '=', customerId)
    .execute()
  const root = family.find(({ merged_into }) => merged_into === null)
  if (!root) return { may: false, reason: 'unknown_customer' }
  const profiles = family.map(({ id }) => id)
  const holds = ctx.db
    .selectFrom('consents')
    .select('state')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('customer_id', '=', root.id)
  const standing = await holds.where('purpose', '=', purpose).where('channel', '=', channel).executeTakeFirst()
  return mayBeContacted({
    purpose,
    isKnownPurpose: (await purposesInUse(ctx)).some(({ key }) => key === purpose),
    isErased: root.erased_at !== null,
    hasAddress: (await addressesOf(ctx, profiles)).some(({ kind }) => isReachedBy(channel, kind)),
    isSuppressed:
      (
        await suppressedProfiles(
          ctx,
          profiles.map((profileId) => ({ profileId, channel })),
        )
      ).size > 0,
    state: standing?.state ?? null,
  })
}
