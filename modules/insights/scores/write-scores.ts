import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { copyIn } from '#core/copy'
import type { ScoreColumns } from './domain-score.ts'
import { PACKED_COLUMNS, packScores } from './pack-scores.ts'

const WRITTEN = [
  'p_alive',
  'expected_30',
  'expected_90',
  'expected_365',
  'next_day',
  'next_low',
  'next_high',
  'mean_spend',
  'expected_value',
  'r',
  'f',
  'm',
  'rfm_group',
] as const

const list = (prefix: string) => sql.join(WRITTEN.map((name) => sql.ref(`${prefix}${name}`)))

/** Locks whatever follows from the scores of the workspace: whoever writes scores comes one at a time. Gives the fit that they stand by. */
export async function lockScores(ctx: Ctx): Promise<string | null> {
  await ctx.db
    .insertInto('insights_scorings')
    .values({ workspace_id: ctx.workspace.id, fit_id: null, scored_at: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const scorings = ctx.db.selectFrom('insights_scorings').select('fit_id').where('workspace_id', '=', ctx.workspace.id)
  return (await scorings.forUpdate().executeTakeFirstOrThrow()).fit_id
}

/** What is written: 16 bytes of id a customer, and the scores in their order. */
export interface NewScores {
  readonly ids: Uint8Array
  readonly scores: ScoreColumns
}

/**
 * Puts these scores in the place of those of `among`, or of everybody's: rows that differ are written, rows of whom nothing is given go. Erased people
 * are not judged. The caller holds lockScores.
 */
export async function writeScores(
  ctx: Ctx,
  { ids, scores }: NewScores,
  among: readonly string[] | null,
  told?: (share: number) => void,
): Promise<void> {
  await sql`create temp table insights_scores_new (${sql.raw(PACKED_COLUMNS)}) on commit drop`.execute(ctx.db)
  const count = scores.alive.length
  // COPY is a third of the work.
  const rows = packScores(ids, scores, (rows) => told?.((0.33 * rows) / Math.max(1, count)))
  await copyIn(ctx.db, 'copy insights_scores_new from stdin (format binary)', rows)
  await sql`analyze insights_scores_new`.execute(ctx.db)
  const whose = among === null ? sql`` : sql`and k.customer_id = any(${among}::uuid[])`
  await sql`
    delete from insights_scores k
    where k.workspace_id = ${ctx.workspace.id} ${whose}
      and not exists (select from insights_scores_new n where n.customer_id = k.customer_id)`.execute(ctx.db)
  told?.(0.4)
  await sql`
    update insights_scores k set (${sql.join(WRITTEN.map((name) => sql.ref(name)))}) = row(${list('n.')})
    from insights_scores_new n
    where k.workspace_id = ${ctx.workspace.id} and k.customer_id = n.customer_id
      and (${list('k.')}) is distinct from (${list('n.')})`.execute(ctx.db)
  told?.(0.7)
  await sql`
    insert into insights_scores (workspace_id, customer_id, ${sql.join(WRITTEN.map((name) => sql.ref(name)))})
    select ${ctx.workspace.id}::uuid, n.customer_id, ${list('n.')}
    from insights_scores_new n
    join customers c on c.workspace_id = ${ctx.workspace.id} and c.id = n.customer_id and c.erased_at is null
    where not exists (
      select from insights_scores k where k.workspace_id = ${ctx.workspace.id} and k.customer_id = n.customer_id
    )`.execute(ctx.db)
  await sql`drop table insights_scores_new`.execute(ctx.db)
}
