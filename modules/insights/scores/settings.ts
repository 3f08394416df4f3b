import { sql } from 'kysely'
import * as z from 'zod'
import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { refused } from '#core/errors'
import type { InsightsSettings, InsightsSettingsRequest, MarginUsed } from './api.ts'
import { changedJudgement, DEFAULT_JUDGEMENT, marginUsed, needsFit, type Judgement } from './domain-settings.ts'
import { nudgeRetype } from '../types/nudge-retype.ts'
import { askForFit } from './ask-for-fit.ts'

/** How the workspace wants its customers to be judged. */
export async function readJudgement(ctx: Ctx): Promise<Judgement> {
  const row = await ctx.db.selectFrom('insights_settings').selectAll().where('workspace_id', '=', ctx.workspace.id).executeTakeFirst()
  if (!row) return DEFAULT_JUDGEMENT
  return {
    timeUnit: row.time_unit,
    model: row.model,
    margin: row.margin === null ? null : decimal(row.margin),
    discountRate: decimal(row.discount_rate),
    thresholds: Thresholds.parse(row.thresholds),
  }
}

const Thresholds = z.record(z.string(), z.number())

/** The same with the margin that follows. */
export async function showSettings(ctx: Ctx): Promise<InsightsSettings> {
  const judgement = await readJudgement(ctx)
  return { ...judgement, thresholds: { ...judgement.thresholds }, marginUsed: await marginNow(ctx, judgement) }
}

/** Stores what was asked for, and has everybody judged anew where that follows from it. */
export function saveSettings(ctx: Ctx, asked: InsightsSettingsRequest): Promise<InsightsSettings> {
  return inTransaction(ctx, async (ctx) => {
    const before = await readJudgement(ctx)
    const after = changedJudgement(before, asked)
    if (typeof after === 'string') throw refused(after)
    const { timeUnit, model, margin, discountRate, thresholds } = after
    const columns = {
      time_unit: timeUnit,
      model,
      margin,
      discount_rate: discountRate,
      thresholds: JSON.stringify(thresholds),
      changed_at: ctx.now,
    }
    await ctx.db
      .insertInto('insights_settings')
      .values({ workspace_id: ctx.workspace.id, ...columns })
      .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(columns))
      .execute()
    await audit(ctx, 'settings.changed', { kind: 'workspace', id: null, details: { timeUnit, model, margin, discountRate } })
    if (needsFit(before, after)) await askForFit(ctx)
    if (JSON.stringify(before.thresholds) !== JSON.stringify(after.thresholds)) await nudgeRetype(ctx)
    return showSettings(ctx)
  })
}

/** The margin to count with, as the catalogue's costs stand now. */
export async function marginNow(ctx: Ctx, { margin }: Pick<Judgement, 'margin'>): Promise<MarginUsed> {
  const { rows } = await sql<{ revenue: number; costed_revenue: number; costs: number }>`
    select coalesce(sum(p.revenue), 0)::float8 as revenue,
           coalesce(sum(p.revenue) filter (where p.cost is not null), 0)::float8 as costed_revenue,
           coalesce(sum(p.units * p.cost) filter (where p.revenue is not null), 0)::float8 as costs
    from orders_products p
    where p.workspace_id = ${ctx.workspace.id}`.execute(ctx.db)
  const { revenue = 0, costed_revenue: costedRevenue = 0, costs = 0 } = rows[0] ?? {}
  return marginUsed(margin, { revenue, costedRevenue, costs })
}

/** A real as people wrote it: PostgreSQL keeps seven digits. */
function decimal(stored: number): number {
  return Number(stored.toPrecision(6))
}
