import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { emitAll } from '#core/events'
import { lockIdentities } from '#modules/customers'
import { effectOn, type Change } from './effect.ts'

/** Takes the yeses of an import that is undone out of the ledger. Its refusals stay: undoing a file never allows more than before. */
export async function forgetImportedConsents(ctx: Ctx, importId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockIdentities(ctx)
    const { rows } = await sql<{ profile_id: string }>`
      delete from consent_entries
      where workspace_id = ${ctx.workspace.id} and source = 'import' and state = 'granted' and proof ->> 'import' = ${importId}
      returning profile_id`.execute(ctx.db)
    const changes = await effectOn(ctx, { profiles: rows.map((row) => row.profile_id) })
    await emitAll(ctx, changes.flatMap(asEvent))
  })
}

/** Marks those of a temporary table's customers who said something themselves, or of whom somebody else than this import told it. */
export async function markCustomersWithConsents(ctx: Ctx, table: string, importId: string): Promise<void> {
  await sql`
    update ${sql.table(table)} t set is_kept = true
    where not t.is_kept and exists (
      select from consent_entries e
      where e.workspace_id = ${ctx.workspace.id} and e.profile_id = t.customer_id
        and (e.source <> 'import' or e.proof ->> 'import' is distinct from ${importId}))`.execute(ctx.db)
}

/** What no longer holds at all counts as refused for whoever listens: nobody said yes. */
function asEvent({ customerId, purpose, channel, before, after }: Change) {
  const state = after?.state ?? 'denied'
  if (before === state) return []
  return [{ name: 'consent.changed' as const, payload: { customerId, purpose, channel, state, source: 'import' }, customerId }]
}
