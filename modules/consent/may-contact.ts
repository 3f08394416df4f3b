import type { Ctx } from '#core/context'
import { familyOf } from '#modules/customers'
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
  const profiles = await familyOf(ctx, customerId)
  const root = await ctx.db
    .selectFrom('customers')
    .select(['id', 'erased_at'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', profiles[0] ?? customerId)
    .executeTakeFirst()
  if (!root) return { may: false, reason: 'unknown_customer' }
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
