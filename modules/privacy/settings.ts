import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { notFound } from '#core/errors'
import type { RetentionKind } from '#core/holdings'
import type { RetentionRow } from './api.ts'

/** Seven days to change one's mind, unless the workspace says otherwise. */
const DEFAULTS = { eraseAfterDays: 7 } as const

/** How the workspace handles wishes to be erased. */
export async function readSettings(ctx: Ctx): Promise<{ readonly eraseAfterDays: number }> {
  const query = ctx.db.selectFrom('privacy_settings').select('erase_after_days').where('workspace_id', '=', ctx.workspace.id)
  const row = await query.executeTakeFirst()
  return row ? { eraseAfterDays: row.erase_after_days } : DEFAULTS
}

/** Stores it. Wishes that are open keep the day that they were promised. */
export function saveSettings(ctx: Ctx, { eraseAfterDays }: { readonly eraseAfterDays: number }): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const columns = { erase_after_days: eraseAfterDays, changed_at: ctx.now }
    await ctx.db
      .insertInto('privacy_settings')
      .values({ workspace_id: ctx.workspace.id, ...columns })
      .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(columns))
      .execute()
    await audit(ctx, 'privacy.settings_changed', { kind: 'privacy', id: null, details: { eraseAfterDays } })
  })
}

/** Every kind of data with an age limit, as it stands in this workspace. */
export function retentionKinds(ctx: Ctx): readonly RetentionKind[] {
  return ctx.holdings.flatMap(({ retention }) => retention ?? [])
}

/** How long each kind is kept, and when the nightly job last removed something. */
export async function listRetention(ctx: Ctx): Promise<RetentionRow[]> {
  const days = await chosenDays(ctx)
  const purges = await ctx.db
    .selectFrom('privacy_purges')
    .distinctOn('kind')
    .select(['kind', 'purged_at', 'removed'])
    .where('workspace_id', '=', ctx.workspace.id)
    .orderBy('kind')
    .orderBy('purged_at', 'desc')
    .execute()
  const last = new Map(purges.map((row) => [row.kind, row]))
  return retentionKinds(ctx).map(({ name, defaultDays }) => ({
    kind: name,
    days: daysOf(days, { name, defaultDays }),
    defaultDays,
    lastPurgedAt: last.get(name)?.purged_at.toISOString() ?? null,
    lastRemoved: last.get(name)?.removed ?? null,
  }))
}

/** Sets how long a kind is kept; null keeps it for ever. */
export function saveRetention(ctx: Ctx, kind: string, days: number | null): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    if (!retentionKinds(ctx).some(({ name }) => name === kind)) throw notFound('privacy.unknown_kind')
    await ctx.db
      .insertInto('privacy_retention')
      .values({ workspace_id: ctx.workspace.id, kind, days, changed_at: ctx.now })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'kind']).doUpdateSet({ days, changed_at: ctx.now }))
      .execute()
    await audit(ctx, 'privacy.settings_changed', { kind: 'privacy', id: null, details: { kind, days } })
  })
}

/** What the workspace chose, by kind. */
export async function chosenDays(ctx: Ctx): Promise<ReadonlyMap<string, number | null>> {
  const rows = await ctx.db.selectFrom('privacy_retention').select(['kind', 'days']).where('workspace_id', '=', ctx.workspace.id).execute()
  return new Map(rows.map((row) => [row.kind, row.days]))
}

/** How many days a kind is kept: what was chosen, else its default. */
export function daysOf(
  chosen: ReadonlyMap<string, number | null>,
  { name, defaultDays }: Pick<RetentionKind, 'name' | 'defaultDays'>,
): number | null {
  const days = chosen.get(name)
  return days === undefined ? defaultDays : days
}
