import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { notFound, refused } from '#core/errors'
import type { Evidence } from '../domain-resolve.ts'
import { EvidenceShape } from './evidence.ts'
import type { Join } from '../domain-forest.ts'
import { regroup } from './join-families.ts'
import { lockIdentities } from './lock-identities.ts'
import { tellApart } from './suggestions.ts'

interface Merge {
  readonly survivorId: string
  readonly absorbedId: string
  readonly reason: Join['reason']
  readonly evidence: Evidence
}

/** Makes two customers one person: the absorbed one's family joins the survivor's, whatever profiles of theirs are named. Nothing is moved that undoing would have to move back. */
export async function mergeCustomers(ctx: Ctx, { survivorId, absorbedId, reason, evidence }: Merge): Promise<{ readonly mergeId: string }> {
  return inTransaction(ctx, async (ctx) => {
    await lockIdentities(ctx)
    const survivor = await standing(ctx, survivorId)
    const absorbed = await standing(ctx, absorbedId)
    if (survivor === absorbed) throw refused('customers.same_person')
    const [made] = await regroup(ctx, { parted: [], joins: [{ survivor, absorbed, reason, evidence }] })
    if (!made) throw refused('customers.told_apart')
    await audit(ctx, 'customer.merged', { kind: 'customer', id: survivor, details: { absorbedId: absorbed, mergeId: made.mergeId } })
    return { mergeId: made.mergeId }
  })
}

/** Takes a merge back as a whole: the absorbed profile and all that was merged into it are a person of their own again, with what arrived meanwhile. */
export async function undoMerge(ctx: Ctx, mergeId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockIdentities(ctx)
    const merge = await mergeFor(ctx, mergeId)
    if (merge.undone_at) throw refused('customers.merge_undone')
    if (merge.erased_at) throw refused('customers.erased')
    await tellApart(ctx, { one: merge.survivor_id, other: merge.absorbed_id, evidence: EvidenceShape.parse(merge.evidence) })
    await regroup(ctx, { parted: [mergeId], joins: [] })
    await audit(ctx, 'customer.unmerged', { kind: 'customer', id: merge.survivor_id, details: { releasedId: merge.absorbed_id, mergeId } })
  })
}

/** The root of a customer whom a merge may name. */
async function standing(ctx: Ctx, id: string): Promise<string> {
  const row = await ctx.db
    .selectFrom('customers')
    .select(['id', 'merged_into', 'erased_at'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('customers.not_found')
  if (row.erased_at) throw refused('customers.erased')
  return row.merged_into ?? row.id
}

async function mergeFor(ctx: Ctx, id: string) {
  const merge = await ctx.db
    .selectFrom('customers_merges as m')
    .innerJoin('customers as c', (join) => join.onRef('c.workspace_id', '=', 'm.workspace_id').onRef('c.id', '=', 'm.absorbed_id'))
    .select(['m.survivor_id', 'm.absorbed_id', 'm.evidence', 'm.undone_at', 'c.erased_at'])
    .where('m.workspace_id', '=', ctx.workspace.id)
    .where('m.id', '=', id)
    .executeTakeFirst()
  if (!merge) throw notFound('customers.merge_not_found')
  return merge
}
