import { createHash, randomUUIDv7 } from 'node:crypto'
import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { notFound, refused } from '#core/errors'
import { emit } from '#core/events'
import type { Erased } from '#core/holdings'
import { familyOf, lockIdentities } from '#modules/customers'
import type { Certificate, ErasureReason } from './api.ts'
import { readSettings } from './settings.ts'

/** Erases a customer now, as a member was asked to, and gives the erasure's id. */
export function eraseNow(ctx: Ctx, customerId: string, reason: ErasureReason): Promise<string> {
  return inTransaction(ctx, async (ctx) => {
    await lockIdentities(ctx)
    const id = await openErasure(ctx, customerId, { reason, requestedBy: ctx.actor.userId ?? ctx.actor.kind, afterDays: 0 })
    await carryOut(ctx, id)
    return id
  })
}

/** A customer's own wish: done at once, or after the days of grace that the workspace gives. */
export function askForErasure(ctx: Ctx, customerId: string): Promise<{ readonly id: string; readonly isDone: boolean }> {
  return inTransaction(ctx, async (ctx) => {
    await lockIdentities(ctx)
    const { eraseAfterDays } = await readSettings(ctx)
    const id = await openErasure(ctx, customerId, { reason: 'own_wish', requestedBy: 'customer', afterDays: eraseAfterDays })
    if (eraseAfterDays === 0) await carryOut(ctx, id)
    return { id, isDone: eraseAfterDays === 0 }
  })
}

/** Does what was asked for, before its time. */
export function executeErasure(ctx: Ctx, id: string): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    await lockIdentities(ctx)
    await carryOut(ctx, id)
  })
}

/** Ends a wish without erasing: the customer changed their mind, or the law forbids it. */
export function endErasure(ctx: Ctx, id: string, state: 'refused' | 'cancelled'): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const { customer_id } = await lockErasure(ctx, id)
    await setEnd(ctx, id, { state, certificate: null })
    if (state === 'refused') await audit(ctx, 'privacy.erasure_refused', { kind: 'customer', id: customer_id, details: { erasure: id } })
  })
}

/** Erases everybody whose days of grace are over; gives how many. */
export async function carryOutDue(ctx: Ctx): Promise<number> {
  const due = await inTransaction(ctx, (ctx) =>
    ctx.db
      .selectFrom('privacy_erasures')
      .select('id')
      .where('workspace_id', '=', ctx.workspace.id)
      .where('state', '=', 'requested')
      .where('due_at', '<=', ctx.now)
      .execute(),
  )
  for (const { id } of due) await executeErasure(ctx, id)
  return due.length
}

interface Wish {
  readonly reason: ErasureReason
  readonly requestedBy: string
  readonly afterDays: number
}

/** The open wish about this person: the one there is, or a new one. */
async function openErasure(ctx: Ctx, customerId: string, { reason, requestedBy, afterDays }: Wish): Promise<string> {
  const [root] = await familyOf(ctx, customerId)
  if (root === undefined) throw notFound('customers.not_found')
  const customer = ctx.db.selectFrom('customers').select('erased_at').where('workspace_id', '=', ctx.workspace.id).where('id', '=', root)
  if ((await customer.executeTakeFirst())?.erased_at) throw refused('privacy.already_erased')
  const open = ctx.db.selectFrom('privacy_erasures').select('id').where('workspace_id', '=', ctx.workspace.id)
  const known = await open.where('customer_id', '=', root).where('state', '=', 'requested').executeTakeFirst()
  if (known) return known.id
  const id = randomUUIDv7()
  await ctx.db
    .insertInto('privacy_erasures')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      customer_id: root,
      state: 'requested',
      requested_by: requestedBy,
      reason,
      requested_at: ctx.now,
      due_at: new Date(ctx.now.getTime() + afterDays * 86_400_000),
      ended_by: null,
      ended_at: null,
      certificate: null,
    })
    .execute()
  return id
}

/**
 * Erases the whole family in the caller's transaction, which holds the lock of identities: what other modules keep first, the customer last, because
 * the others find what is theirs by it.
 */
async function carryOut(ctx: Ctx, id: string): Promise<void> {
  const { customer_id, requested_at } = await lockErasure(ctx, id)
  const family = await familyOf(ctx, customer_id)
  const erased: Erased[] = []
  for (const { erase } of ctx.holdings.toReversed()) if (erase) erased.push(await erase(ctx, family))
  await setEnd(ctx, id, { state: 'done', certificate: certificateOf(ctx, { id, requestedAt: requested_at, erased }) })
  await audit(ctx, 'customer.erased', { kind: 'customer', id: customer_id, details: { erasure: id } })
  await emit(ctx, 'customer.erased', { customerId: customer_id, erasureId: id }, { customerId: customer_id })
}

/** Counts by kind, and a hash over them, the dates and the number, so that a copy on paper can be held against the page. */
function certificateOf(ctx: Ctx, { id, requestedAt, erased }: { id: string; requestedAt: Date; erased: readonly Erased[] }): Certificate {
  const deleted = summed(erased.map((each) => each.deleted))
  const anonymised = summed(erased.map((each) => each.anonymised))
  const told = JSON.stringify([ctx.workspace.id, id, requestedAt.toISOString(), ctx.now.toISOString(), deleted, anonymised])
  return { deleted, anonymised, hash: createHash('sha256').update(told).digest('hex') }
}

function summed(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const [kind, count] of counts.flatMap((each) => Object.entries(each))) if (count > 0) sums[kind] = (sums[kind] ?? 0) + count
  return sums
}

async function lockErasure(ctx: Ctx, id: string): Promise<{ customer_id: string; requested_at: Date }> {
  const query = ctx.db
    .selectFrom('privacy_erasures')
    .select(['customer_id', 'requested_at', 'state'])
    .where('workspace_id', '=', ctx.workspace.id)
  const row = await query.where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound('privacy.erasure_not_found')
  if (row.state !== 'requested') throw refused('privacy.erasure_ended')
  return row
}

async function setEnd(
  ctx: Ctx,
  id: string,
  end: { state: 'done' | 'refused' | 'cancelled'; certificate: Certificate | null },
): Promise<void> {
  await ctx.db
    .updateTable('privacy_erasures')
    .set({
      state: end.state,
      certificate: end.certificate && JSON.stringify(end.certificate),
      ended_at: ctx.now,
      ended_by: ctx.actor.userId ?? ctx.actor.kind,
    })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
}
