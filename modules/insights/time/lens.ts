import { sql, type RawBuilder } from 'kysely'
import * as z from 'zod'
import { inTransaction, type Ctx } from '#core/context'
import { forbidden } from '#core/errors'
import type { Cells } from '#domain/orders'
import { findBook, readCells } from '#modules/orders'
import { segmentCondition } from '#modules/segments'
import type { Calendar } from '#pure/calendar'
import { beginCells, type CellsInput } from './domain-cells-fold.ts'
import { foldHistories, type FoldProgram, type Waiting } from './fold-histories.ts'

/**
 * Through which customers a report is seen: SQL that gives `customer_id` of those who ever ordered and are in the segment now; null for everybody.
 * Answers "not found" for a segment of another workspace.
 */
export async function lensOf(ctx: Ctx, segmentId: string | null): Promise<RawBuilder<unknown> | null> {
  if (segmentId === null) return null
  if (ctx.actor.kind !== 'system' && !ctx.actor.can.has('segments:read')) throw forbidden('segments:read')
  const condition = await inTransaction(ctx, (ctx) => segmentCondition(ctx, segmentId))
  // Where the condition does not speak of `c`, the planner leaves that table out.
  return sql`
    select s.customer_id
    from customers_summaries s
    left join customers c on c.workspace_id = s.workspace_id and c.id = s.customer_id
    where s.workspace_id = ${ctx.workspace.id} and (${condition})`
}

/** Which cells are wanted: whose, which kinds (all when not told), and up to which local day (that of the last order when not told). */
export interface CellsWanted {
  readonly segmentId: string | null
  readonly kinds?: readonly string[]
  readonly asOfDay?: number
}

/** The cells that a report is made of: as they are kept, or folded now from the histories of a segment or up to an earlier day. */
export async function cellsOf(ctx: Ctx, { segmentId, kinds, asOfDay }: CellsWanted, waiting: Waiting = {}): Promise<Cells> {
  if (segmentId === null && asOfDay === undefined) return readCells(ctx, kinds)
  const among = await lensOf(ctx, segmentId)
  const book = await inTransaction(ctx, findBook)
  const standing = asOfDay ?? book?.lastDay ?? null
  if (!book || standing === null) return readCells(ctx, [])
  const input = { windowDays: book.windowDays, calendars: calendarsOf(kinds), asOfDay: standing }
  return foldHistories(ctx, { among }, { program: CELLS, input }, waiting)
}

const CALENDARS: readonly Calendar[] = ['gregorian', 'persian']

/** The calendars that the kinds speak of; the months of one take a third of the time. */
function calendarsOf(kinds: readonly string[] | undefined): Calendar[] {
  return CALENDARS.filter((calendar) => kinds === undefined || kinds.some((kind) => kind.includes(`:${calendar}`)))
}

const CELLS: FoldProgram<Omit<CellsInput, 'expected'>, Cells> = {
  thread: new URL('./cells-thread.ts', import.meta.url),
  begin: beginCells,
  result: z.custom<Cells>((value) => typeof value === 'object' && value !== null && 'nth' in value),
}
