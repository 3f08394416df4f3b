import type { Ctx } from '#core/context'
import { findBook } from '#modules/orders'
import { readJudgement } from '../scores/settings.ts'
import { lensOf } from '../time/lens.ts'
import type { KindsQuery, KindsReport } from './api.ts'
import { kindsReport } from './domain-kinds.ts'
import { PARTS } from './domain-parts.ts'
import { thresholdsOf } from './domain-types.ts'
import { readPart } from './parts.ts'
import { readCuts } from './read-cuts.ts'
import { sumKinds } from './sum-kinds.ts'

/** The page Insights → Customers: of everybody from sums counted ahead, of a segment as it is now. */
export async function showKinds(ctx: Ctx, { calendar = ctx.workspace.calendar, period, segment }: KindsQuery): Promise<KindsReport> {
  const figures = segment === undefined ? await keptKinds(ctx) : await sumKinds(ctx, await lensOf(ctx, segment))
  const book = await findBook(ctx)
  const { thresholds } = await readJudgement(ctx)
  return kindsReport(
    { ...figures, cuts: await readCuts(ctx) },
    {
      calendar,
      period,
      currency: ctx.workspace.currency,
      lastDay: book?.lastDay ?? null,
      hasAmounts: book?.hasAmounts ?? false,
      thresholds: thresholdsOf(thresholds),
    },
  )
}

async function keptKinds(ctx: Ctx) {
  return {
    sums: await readPart(ctx, 'sums', PARTS.sums),
    revenue: await readPart(ctx, 'revenue', PARTS.revenue),
    spread: await readPart(ctx, 'spread', PARTS.spread),
  }
}
