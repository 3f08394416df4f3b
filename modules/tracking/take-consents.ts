import { CHANNELS, purposesInUse, recordConsents, type Statement } from '#modules/consent'
import type { Ctx } from '#core/context'
import { readPreferences } from './domain-consent.ts'
import { isObject, textOf } from './domain-messages.ts'
import type { Placed } from './take-in.ts'

/** The event by which consent tools tell a change (Segment's specification, "Consent"). */
const TOLD_BY = 'segment consent preference updated'

/** Writes what messages say of consent: those that tell a change, and identify. Every other message repeats what holds already. */
export async function takeConsents(ctx: Ctx, placed: readonly Placed[]): Promise<void> {
  const telling = placed.filter(tellsConsent)
  if (telling.length === 0) return
  const purposes = new Set((await purposesInUse(ctx)).map(({ key }) => key))
  await recordConsents(
    ctx,
    telling.flatMap((message) => statementsOf(message, purposes)),
  )
}

function tellsConsent({ type, body }: Placed): boolean {
  if (!isObject(body.context) || !isObject(body.context.consent)) return false
  return type === 'identify' || (type === 'track' && String(body.event).trim().toLowerCase() === TOLD_BY)
}

function statementsOf({ body, profileId, at, messageId, origin }: Placed, purposes: ReadonlySet<string>): Statement[] {
  const page = isObject(body.context) && isObject(body.context.page) ? textOf(body.context.page.url) : null
  return readPreferences(body.context, { purposes, channels: CHANNELS }).map((word) => ({
    ...word,
    profileId,
    source: 'tracking',
    at,
    statementId: messageId,
    proof: { page: page?.slice(0, 500) ?? null, source: origin.name, message: messageId },
  }))
}
