import type { Ctx } from '#core/context'
import { cellsFromRows } from '#domain/orders'
import type { Cells } from '#domain/orders'
import type { Calendar, PeriodKind } from '#pure/calendar'

/** How the workspace's figures are kept, as reports need it. */
export interface Book {
  readonly windowDays: number
  readonly windowSource: 'suggested' | 'set'
  readonly lastDay: number | null
  readonly hasAmounts: boolean
  readonly stale: boolean
}

/** The workspace's book; that of a shop without orders when nothing was ever counted. */
export async function findBook(ctx: Ctx): Promise<Book> {
  const row = await ctx.db
    .selectFrom('orders_books')
    .select(['window_days', 'window_source', 'last_day', 'has_amounts', 'stale'])
    .where('workspace_id', '=', ctx.workspace.id)
    .executeTakeFirst()
  if (!row) return { windowDays: 90, windowSource: 'suggested', lastDay: null, hasAmounts: false, stale: false }
  return { windowDays: row.window_days, windowSource: row.window_source, lastDay: row.last_day, hasAmounts: row.has_amounts, stale: row.stale }
}

/** The cells of the return report. */
export function returnCells(ctx: Ctx, calendar: Calendar, period: PeriodKind): Promise<Cells> {
  const ofPeriod = ['kept', 'gained', 'running'].map((kind) => `${kind}:${calendar}:${period}`)
  return loadCells(ctx, ['nth', 'gap:return', 'gap:any', 'day:refund', `cohort:${calendar}`, `current:${calendar}`, ...ofPeriod])
}

/** The cells of the home page. */
export function todayCells(ctx: Ctx): Promise<Cells> {
  return loadCells(ctx, ['day', 'day:return', 'gap:return', 'gap:any', 'due:repeat', 'due:first'])
}

async function loadCells(ctx: Ctx, kinds: readonly string[]): Promise<Cells> {
  const rows = await ctx.db
    .selectFrom('orders_cells')
    .select(['kind', 'x', 'y', 'customers', 'orders', 'amount'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('kind', 'in', kinds)
    .execute()
  return cellsFromRows(rows)
}
