import { inTransaction, type Ctx } from '#core/context'
import { audit } from '#core/audit'
import { AppError, invalid, refused } from '#core/errors'
import { dropIdentifier, lockIdentifier, markVerified, mergeCustomers, otherHolder, readIdentifier, sayAbout } from '#modules/customers'
import type { IdentifierAdded, IdentifierRequest } from './api.ts'
import { speakerOf } from './change-fields.ts'
import { familyFor } from './family.ts'

/**
 * Adds a contact or an id to a person, and says whether somebody else has the same. The first phone and the first e-mail become the primary ones.
 */
export function addIdentifier(ctx: Ctx, customerId: string, { kind, source, value }: IdentifierRequest): Promise<IdentifierAdded> {
  return inTransaction(ctx, async (ctx) => {
    const family = await familyFor(ctx, customerId)
    const identifier = readIdentifier(kind, source, value)
    if (!identifier) throw invalid(`profiles.not_a_${kind}`)
    const isContact = kind === 'phone' || kind === 'email'
    const hasPrimary = isContact && (await primaryOf(ctx, family[0]))[kind] !== null
    const fields = isContact && !hasPrimary ? { [kind]: identifier.value } : {}
    await sayAbout(ctx, [{ profileId: family[0], at: ctx.now, by: speakerOf(ctx), fields, identifiers: [identifier] }])
    await audit(ctx, 'customer.changed', { kind: 'customer', id: family[0], details: { fields: [kind] } })
    const other = await otherHolder(ctx, family, identifier)
    return { alsoOf: other && { id: other.id, name: other.name } }
  })
}

/** Makes a phone or an e-mail the one that is used first. */
export async function makePrimary(ctx: Ctx, customerId: string, identifierId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { family, kind, value } = await lockIdentifier(ctx, customerId, identifierId)
    if (kind !== 'phone' && kind !== 'email') throw refused('profiles.never_primary')
    const [root = customerId] = family
    await sayAbout(ctx, [{ profileId: root, at: ctx.now, by: speakerOf(ctx), fields: { [kind]: value } }])
  })
}

/** Takes down that a contact is theirs. Whoever else has shown the same of it is the same person, unless members have said otherwise. */
export async function verifyIdentifier(ctx: Ctx, customerId: string, identifierId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { family, ...identifier } = await lockIdentifier(ctx, customerId, identifierId)
    await markVerified(ctx, customerId, identifierId, true)
    const other = await otherHolder(ctx, family, identifier)
    if (!other?.isVerified) return
    const [survivorId, absorbedId] = [family[0] ?? customerId, other.id].sort()
    if (survivorId === undefined || absorbedId === undefined) return
    const { kind, value } = identifier
    await mergeCustomers(ctx, { survivorId, absorbedId, reason: 'verified', evidence: [{ kind, value }] }).catch((error: unknown) => {
      if (!(error instanceof AppError) || error.code !== 'customers.told_apart') throw error
    })
  })
}

/** Takes a contact or an id away; the next of its kind becomes the primary one. */
export async function removeIdentifier(ctx: Ctx, customerId: string, identifierId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const [root] = await familyFor(ctx, customerId)
    const { dropped, left } = await dropIdentifier(ctx, customerId, identifierId)
    const { kind, value } = dropped
    if ((kind === 'phone' || kind === 'email') && (await primaryOf(ctx, root))[kind] === value) {
      await sayAbout(ctx, [{ profileId: root, at: ctx.now, by: speakerOf(ctx), fields: { [kind]: left[0]?.value ?? null } }])
    }
    await audit(ctx, 'customer.changed', { kind: 'customer', id: root, details: { fields: [kind] } })
  })
}

async function primaryOf(ctx: Ctx, root: string) {
  const customers = ctx.db.selectFrom('customers').select(['phone', 'email']).where('workspace_id', '=', ctx.workspace.id)
  return customers.where('id', '=', root).executeTakeFirstOrThrow()
}
