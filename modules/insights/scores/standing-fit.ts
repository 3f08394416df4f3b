import type { Ctx } from '#core/context'
import { exponentOf } from '#pure/money'
import { FitContent, judgeOf, type Judge } from './domain-fit.ts'
import { lockScores } from './write-scores.ts'

/** A fit that is done, ready to judge. */
export interface StandingFit {
  readonly id: string
  readonly content: FitContent
  readonly judge: Judge
  readonly startedAt: Date
  readonly finishedAt: Date
}

/** The fit that the workspace's scores stand by; null before the first. `locked` keeps everybody else from writing scores until the transaction ends. */
export async function standingFit(ctx: Ctx, locked?: 'locked'): Promise<StandingFit | null> {
  if (locked) await lockScores(ctx)
  const row = await ctx.db
    .selectFrom('insights_scorings as s')
    .innerJoin('insights_fits as f', (join) => join.onRef('f.workspace_id', '=', 's.workspace_id').onRef('f.id', '=', 's.fit_id'))
    .select(['f.id', 'f.content', 'f.as_of_day', 'f.started_at', 'f.finished_at'])
    .where('s.workspace_id', '=', ctx.workspace.id)
    .executeTakeFirst()
  if (!row?.started_at || !row.finished_at) return null
  const content = FitContent.parse(row.content)
  const judge = judgeOf(content, { asOfDay: row.as_of_day ?? 0, minor: minorOf(ctx) })
  return { id: row.id, content, judge, startedAt: row.started_at, finishedAt: row.finished_at }
}

/** How many minor units the workspace's currency has in a whole one. */
export function minorOf(ctx: Ctx): number {
  return 10 ** exponentOf(ctx.workspace.currency)
}
