import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { readJudgement } from '../scores/settings.ts'
import type { TypesPreview } from './api.ts'
import { TYPES, thresholdsOf, type BehaviourType, type TypeThresholds } from './domain-types.ts'
import { typeSql } from './types-sql.ts'

/** Gives everybody the type that follows from what is known of them by the thresholds as they are; only rows that change are written. */
export async function retypeAll(ctx: Ctx): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { thresholds } = await readJudgement(ctx)
    const type = typeSql(thresholdsOf(thresholds))
    await sql`
      update insights_types k set type = ${type}
      where k.workspace_id = ${ctx.workspace.id} and k.type is distinct from ${type}`.execute(ctx.db)
  })
}

/** How many customers are of each type, and would be by these thresholds. */
export async function previewTypes(ctx: Ctx, asked: Partial<TypeThresholds>): Promise<TypesPreview> {
  const { thresholds } = await readJudgement(ctx)
  const { rows } = await sql<{ now: BehaviourType | null; asked: BehaviourType | null; customers: number }>`
    select ${typeSql(thresholdsOf(thresholds))} as now, ${typeSql({ ...thresholdsOf({}), ...asked })} as asked, count(*)::int as customers
    from insights_types k
    where k.workspace_id = ${ctx.workspace.id}
    group by 1, 2`.execute(ctx.db)
  const countsBy = (when: 'now' | 'asked') =>
    [...TYPES, null].map((type) => ({
      type,
      customers: rows.filter((row) => row[when] === type).reduce((total, { customers }) => total + customers, 0),
    }))
  return { now: countsBy('now'), asked: countsBy('asked') }
}
