import { inTransaction, type Ctx } from '#core/context'
import { findBook } from '#modules/orders'
import type { Calendar } from '#pure/calendar'
import { foldHistories, type FoldProgram, type Waiting } from '../time/fold-histories.ts'
import { cellsOf, lensOf } from '../time/lens.ts'
import type { HabitsReport, Measure, SeasonsReport } from './api.ts'
import { seasonsReport } from './domain.ts'
import { beginHabits, habitsReport, HabitSums } from './domain-habits.ts'

/** What is asked of the report. */
export interface SeasonsAsked {
  readonly calendar?: Calendar | undefined
  readonly measure: Measure
  readonly segment?: string | undefined
}

const KINDS = ['day', 'day:return']

/** When people buy and when they come back, of everybody or of a segment. */
export async function loadSeasons(ctx: Ctx, { calendar, measure, segment }: SeasonsAsked, waiting?: Waiting): Promise<SeasonsReport> {
  const { currency, weekStart } = ctx.workspace
  const book = await inTransaction(ctx, findBook)
  const cells = await cellsOf(ctx, { segmentId: segment ?? null, kinds: KINDS }, waiting)
  return seasonsReport(cells, {
    asOfDay: book?.lastDay ?? null,
    calendar: calendar ?? ctx.workspace.calendar,
    measure,
    currency,
    hasAmounts: book?.hasAmounts ?? false,
    weekStart,
  })
}

/** Who buys mostly on one weekday: one pass over all histories, computed now. */
export async function loadHabits(ctx: Ctx, segment: string | undefined, waiting?: Waiting): Promise<HabitsReport> {
  const { weekStart } = ctx.workspace
  const asOfDay = (await inTransaction(ctx, findBook))?.lastDay ?? null
  if (asOfDay === null) return habitsReport({ days: [], sizes: [], habitual: [] }, weekStart)
  const among = await lensOf(ctx, segment ?? null)
  return habitsReport(await foldHistories(ctx, { among }, { program: HABITS, input: { asOfDay } }, waiting), weekStart)
}

const HABITS: FoldProgram<{ asOfDay: number }, HabitSums> = {
  thread: new URL('./habits-thread.ts', import.meta.url),
  begin: beginHabits,
  result: HabitSums,
}
