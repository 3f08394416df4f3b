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

/** What no longer holds at all counts as refused for whoever listens: nobody said yes. */
function asEvent({ customerId, purpose, channel, before, after }: Change) {
  const state = after?.state ?? 'denied'
  if (before === state) return []
  return [{ name: 'consent.changed' as const, payload: { customerId, purpose, channel, state, source: 'import' }, customerId }]
}
