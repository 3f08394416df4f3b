import { sql } from 'kysely'
import { attempt } from '#core/by-halves'
import { inTransaction, type Ctx } from '#core/context'
import type { RetentionKind } from '#core/holdings'
import { lockIdentities } from './lock-identities.ts'

/** What this module forgets when it is old enough. */
export const IDENTITY_RETENTION: readonly RetentionKind[] = [
  { name: 'customers.visitors', defaultDays: 365, purge: forgetVisitors },
  { name: 'customers.edits', defaultDays: null, purge: forgetEdits },
]

const STEP = 500

/** Visitors who never said who they are and were not seen since. One on whom more hangs than events, a cart say, stays. */
async function forgetVisitors(ctx: Ctx, before: Date): Promise<number> {
  let gone = 0
  for (let last = '00000000-0000-0000-0000-000000000000'; ;) {
    const step = await inTransaction(ctx, async (ctx) => {
      await lockIdentities(ctx)
      const ids = await visitorsAfter(ctx, before, last)
      return { last: ids.at(-1), gone: await deleteFree(ctx, ids) }
    })
    gone += step.gone
    if (step.last === undefined) return gone
    last = step.last
  }
}

async function visitorsAfter(ctx: Ctx, before: Date, last: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select c.id
    from customers c
    where c.workspace_id = ${ctx.workspace.id} and c.is_visitor and c.merged_into is null and c.id > ${last}::uuid
      and coalesce(c.seen_at, c.created_at) < ${before}
      and not exists (select from customers m where m.workspace_id = ${ctx.workspace.id} and m.merged_into = c.id)
      and not exists (select from customers_summaries s where s.workspace_id = ${ctx.workspace.id} and s.customer_id = c.id)
    order by c.id
    limit ${STEP}`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** Deletes those on whom nothing hangs that may not go with them. Other modules say so by their foreign keys: halves are tried until it is found. */
async function deleteFree(ctx: Ctx, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  const failure = await attempt(ctx, async () => {
    await sql`delete from customers where workspace_id = ${ctx.workspace.id} and id = any(${ids}::uuid[])`.execute(ctx.db)
  })
  if (failure === undefined) return ids.length
  if (ids.length === 1) return 0
  const middle = ids.length >> 1
  return (await deleteFree(ctx, ids.slice(0, middle))) + (await deleteFree(ctx, ids.slice(middle)))
}

async function forgetEdits(ctx: Ctx, before: Date): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const { numAffectedRows } = await sql`
      delete from customers_edits where workspace_id = ${ctx.workspace.id} and changed_at < ${before}`.execute(ctx.db)
    return Number(numAffectedRows ?? 0)
  })
}
