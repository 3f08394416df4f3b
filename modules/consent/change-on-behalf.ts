import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { notFound, refused } from '#core/errors'
import { rootsOf } from '#modules/customers'
import type { BehalfRequest } from './api.ts'
import { recordConsents } from './record-consents.ts'

/** Writes down what a customer told a colleague, with how they were asked. */
export function changeOnBehalf(ctx: Ctx, customerId: string, { purpose, channel, state, note }: BehalfRequest): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const root = (await rootsOf(ctx, [customerId])).get(customerId)
    if (root === undefined) throw notFound('customers.not_found')
    const source = ctx.actor.kind === 'token' ? 'token' : 'member'
    const written = await recordConsents(ctx, [{ profileId: root, purpose, channel, state, source, at: ctx.now, proof: { note } }])
    // An erased person has no ledger to write into.
    if (written === 0) throw refused('consent.customer_erased')
    await audit(ctx, 'consent.changed', { kind: 'customer', id: root, details: { purpose, channel, state } })
  })
}
