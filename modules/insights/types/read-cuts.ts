import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { FitContent } from '../scores/domain-fit.ts'
import type { RfmCuts } from './domain-rfm.ts'

/** Where the fifths part by which customers are scored; null before the first fit, and in a shop too small for fifths. */
export async function readCuts(ctx: Ctx): Promise<RfmCuts | null> {
  const { rows } = await sql<{ cuts: unknown }>`
    select f.content -> 'cuts' as cuts
    from insights_scorings g
    join insights_fits f on f.workspace_id = ${ctx.workspace.id} and f.id = g.fit_id
    where g.workspace_id = ${ctx.workspace.id}`.execute(ctx.db)
  return FitContent.shape.cuts.parse(rows[0]?.cuts ?? null)
}
