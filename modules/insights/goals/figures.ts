import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { findBook, readCells } from '#modules/orders'
import type { GoalMeasure } from './api.ts'
import { figuresFrom, isOfPeriods, periodOf } from './domain-figures.ts'
import type { Figures, Mark } from './domain-figures.ts'

/** The figures that these measures need, as of the last order; null without orders. */
export async function loadFigures(ctx: Ctx, measures: readonly GoalMeasure[]): Promise<Figures | null> {
  const book = await findBook(ctx)
  if (book === null || book.lastDay === null) return null
  const { calendar } = ctx.workspace
  const cells = await readCells(ctx, kindsFor(measures, calendar))
  const marks = measures.includes('expectedValue') ? await marksOf(ctx, 'expectedValue') : []
  return figuresFrom(cells, book.lastDay, { calendar, marks })
}

/** Notes what is expected of all customers together, under the day of the last order; nothing while nothing is expected. */
export async function markExpectedValue(ctx: Ctx): Promise<void> {
  const book = await findBook(ctx)
  if (book === null || book.lastDay === null) return
  await sql`
    insert into insights_goals_marks (workspace_id, measure, day, value)
    select workspace_id, 'expectedValue', ${book.lastDay}::int4, expected_value::float8
    from insights_score_cells where workspace_id = ${ctx.workspace.id} and kind = 'all' and expected_value <> 0
    on conflict (workspace_id, measure, day) do update set value = excluded.value`.execute(ctx.db)
}

function kindsFor(measures: readonly GoalMeasure[], calendar: string): string[] {
  const ofPeriods = [...new Set(measures.filter(isOfPeriods).map(periodOf))]
  const kinds = ['day']
  if (measures.includes('returnRate')) kinds.push('day:return')
  if (measures.includes('repeatRate')) kinds.push('day:repeat')
  if (ofPeriods.length > 0) kinds.push(`cohort:${calendar}`, `current:${calendar}`)
  for (const period of ofPeriods) kinds.push(`kept:${calendar}:${period}`, `gained:${calendar}:${period}`)
  return kinds
}

async function marksOf(ctx: Ctx, measure: GoalMeasure): Promise<Mark[]> {
  const marks = ctx.db.selectFrom('insights_goals_marks').select(['day', 'value']).where('workspace_id', '=', ctx.workspace.id)
  return marks.where('measure', '=', measure).orderBy('day').execute()
}
