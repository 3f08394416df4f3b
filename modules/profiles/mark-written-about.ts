import { sql } from 'kysely'
import type { Ctx } from '#core/context'

/** Marks those of a temporary table's customers about whom members wrote something that would be lost with them. */
export async function markCustomersWrittenAbout(ctx: Ctx, table: string): Promise<void> {
  const written = (kept: string) => sql`
    exists (select from ${sql.table(kept)} k where k.workspace_id = ${ctx.workspace.id} and k.customer_id = t.customer_id)`
  await sql`
    update ${sql.table(table)} t set is_kept = true
    where not t.is_kept and (
      ${sql.join(KEPT.map(written), sql` or `)}
      or exists (select from profiles_consumers k where k.workspace_id = ${ctx.workspace.id} and k.as_customer_id = t.customer_id))`.execute(
    ctx.db,
  )
}

const KEPT = ['profiles_notes', 'profiles_addresses', 'profiles_consumers', 'profiles_dates'] as const
