import { sql, type RawBuilder } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'

/** Rows that one statement deletes. */
const STEP = 5000

/**
 * Deletes the entries of the context's workspace before an instant and gives how many there were, at most a step's: call it until there are none. The
 * database keeps whatever is younger than thirty days by its own clock, whoever asks.
 */
export function purgeAudit(ctx: Ctx, before: Date): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const old = sql`at < ${before}::timestamptz`
    return (await hasAny(ctx, old)) ? deleteEntries(ctx, old) : 0
  })
}

/**
 * Deletes the whole log of a workspace that is gone, and gives how many entries that was. Call it in the transaction that deletes the workspace's own row,
 * after that: as long as there is such a row, the database keeps what is young.
 */
export function dropAudit(ctx: Ctx): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    let removed = 0
    while (await hasAny(ctx, sql`true`)) {
      const step = await deleteEntries(ctx, sql`true`)
      if (step === 0) break
      removed += step
    }
    return removed
  })
}

async function hasAny(ctx: Ctx, which: RawBuilder<unknown>): Promise<boolean> {
  const { rows } = await sql`select from audit_entries where workspace_id = ${ctx.workspace.id} and ${which} limit 1`.execute(ctx.db)
  return rows.length > 0
}

/**
 * The application's role has given up the right to delete entries. It owns the table, so it can take the right back, and does so here for as long as one
 * statement: nobody else ever sees it granted. Granting changes the schema, and one process does that at a time, as in core/migrate.
 */
async function deleteEntries(ctx: Ctx, which: RawBuilder<unknown>): Promise<number> {
  await sql`lock table migrations in share row exclusive mode`.execute(ctx.db)
  await sql`grant delete on audit_entries to current_user`.execute(ctx.db)
  const { numAffectedRows } = await sql`
    delete from audit_entries
    where workspace_id = ${ctx.workspace.id} and id in (
      select id from audit_entries where workspace_id = ${ctx.workspace.id} and ${which} order by at limit ${sql.lit(STEP)}
    )`.execute(ctx.db)
  await sql`revoke delete on audit_entries from current_user`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}
