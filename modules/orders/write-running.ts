import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { currentAt } from '#modules/customers'
import { firstMonthOfPeriod, monthIndex, periodIndex, periodStart, type Calendar, type PeriodKind } from '#pure/calendar'
import { findBook } from './book.ts'

const CALENDARS: readonly Calendar[] = ['gregorian', 'persian']
const PERIODS: readonly PeriodKind[] = ['month', 'quarter', 'year']

/** Counts the periods that are running on the book's last day from the summaries, in one pass, and replaces their cells. */
export async function writeRunningCells(ctx: Ctx): Promise<void> {
  const cells = ctx.db.deleteFrom('orders_cells').where('workspace_id', '=', ctx.workspace.id)
  await cells.where('kind', 'like', 'running:%').execute()
  const book = await findBook(ctx)
  if (!book || book.lastDay === null) return
  const asOf = book.lastDay
  const running = CALENDARS.flatMap((calendar) => PERIODS.map((period) => runningPeriod(calendar, period, asOf)))
  const parts = running.flatMap(({ calendar, kind, index, start, startMonth }) => [
    { kind, index, part: 0, which: sql`true` },
    { kind, index, part: 1, which: sql`s.first_day >= ${start}` },
    { kind, index, part: 2, which: sql`s.first_day < ${start} and ${currentAt(calendar, startMonth)}` },
  ])
  const counts = parts.map(({ which }) => sql`count(*) filter (where ${which})`)
  await sql`
    insert into orders_cells (workspace_id, kind, x, y, customers, orders, amount)
    with counted as (
      select array[${sql.join(counts)}] as counts
      from customers_summaries s
      where s.workspace_id = ${ctx.workspace.id} and s.last_day >= ${asOf + 1 - book.windowDays}
    )
    select ${ctx.workspace.id}, part.kind, part.x, part.y, part.customers, 0, 0
    from counted, unnest(
      ${parts.map(({ kind }) => kind)}::text[], ${parts.map(({ index }) => index)}::int[], ${parts.map(({ part }) => part)}::int[], counted.counts
    ) as part (kind, x, y, customers)
    where part.customers > 0`.execute(ctx.db)
}

function runningPeriod(calendar: Calendar, period: PeriodKind, asOf: number) {
  const index = periodIndex(period, monthIndex(calendar, asOf))
  const start = periodStart(calendar, period, index)
  return { calendar, kind: `running:${calendar}:${period}`, index, start, startMonth: firstMonthOfPeriod(period, index) }
}
