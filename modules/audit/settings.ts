import { audit } from '#core/audit'
import { purgeAudit } from '#core/audit-purge'
import { inTransaction, type Ctx } from '#core/context'
import type { AuditSettings } from './api.ts'

/** Two years, unless the workspace says otherwise. */
const DEFAULTS: AuditSettings = { keepDays: 730 }
const DAY = 86_400_000

/** How long the workspace keeps its log. */
export async function readSettings(ctx: Ctx): Promise<AuditSettings> {
  const query = ctx.db.selectFrom('audit_settings').select('keep_days').where('workspace_id', '=', ctx.workspace.id)
  const row = await query.executeTakeFirst()
  return row ? { keepDays: row.keep_days } : DEFAULTS
}

/** Stores it. What is older goes at the next night. */
export function saveSettings(ctx: Ctx, { keepDays }: AuditSettings): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const columns = { keep_days: keepDays, changed_at: ctx.now }
    await ctx.db
      .insertInto('audit_settings')
      .values({ workspace_id: ctx.workspace.id, ...columns })
      .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(columns))
      .execute()
    await audit(ctx, 'audit.settings_changed', { kind: 'audit', id: null, details: { keepDays } })
  })
}

/** Deletes what is older than the workspace keeps it, writes down that it did, and gives how many entries that were. */
export async function purgeLog(ctx: Ctx): Promise<number> {
  const { keepDays } = await inTransaction(ctx, readSettings)
  const before = new Date(ctx.now.getTime() - keepDays * DAY)
  let removed = 0
  for (;;) {
    const step = await purgeAudit(ctx, before)
    if (step === 0) break
    removed += step
  }
  if (removed > 0)
    await audit(ctx, 'audit.purged', { kind: 'audit', id: null, details: { entries: removed, before: before.toISOString() } })
  return removed
}
