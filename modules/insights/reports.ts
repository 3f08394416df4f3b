import { inTransaction, type Ctx } from '#core/context'
import { suggestedWindow } from '#domain/orders'
import { findBook, readCells } from '#modules/orders'
import type { Book } from '#modules/orders'
import type { Calendar, PeriodKind } from '#pure/calendar'
import type { Lens, ReturnReport, TodayReport } from './api.ts'
import { returnReport, todayReport, yearBefore } from './domain.ts'
import type { Waiting } from './time/fold-histories.ts'
import { cellsOf } from './time/lens.ts'

/** The page Insights → Return, in the workspace's calendar unless another is asked for; through a lens it is folded anew while one waits. */
export async function loadReturnReport(ctx: Ctx, asked: ReturnAsked, waiting: Waiting = {}): Promise<ReturnReport> {
  const { currency } = ctx.workspace
  const { period, calendar = ctx.workspace.calendar, segment = null, standing = 'now' } = asked
  const book = (await inTransaction(ctx, findBook)) ?? NEVER_COUNTED
  const { windowDays, windowSource, lastDay, hasAmounts, stale } = book
  const asOfDay = lastDay !== null && standing === 'year-before' ? yearBefore(ctx.workspace.calendar, lastDay) : lastDay
  const ofPast = asOfDay === null || asOfDay === lastDay ? {} : { asOfDay }
  const cells = await cellsOf(ctx, { segmentId: segment, kinds: returnKinds(calendar, period), ...ofPast }, waiting)
  const window = { days: windowDays, source: windowSource, suggested: suggestedWindow(cells) }
  return returnReport(cells, { asOfDay, calendar, period, currency, window, hasAmounts, stale })
}

interface ReturnAsked extends Partial<Pick<Lens, 'segment' | 'standing'>> {
  readonly calendar?: Calendar | undefined
  readonly period: PeriodKind
}

/** The home page. */
export async function loadTodayReport(ctx: Ctx): Promise<TodayReport> {
  const { calendar, currency } = ctx.workspace
  const { windowDays, lastDay, hasAmounts } = (await findBook(ctx)) ?? NEVER_COUNTED
  return todayReport(await readCells(ctx, TODAY_KINDS), { asOfDay: lastDay, calendar, currency, windowDays, hasAmounts })
}

const NEVER_COUNTED = {
  windowDays: 90,
  windowSource: 'suggested',
  lastDay: null,
  hasAmounts: false,
  stale: false,
} as const satisfies Partial<Book>
const TODAY_KINDS = ['day', 'day:return', 'gap:return', 'gap:any', 'due:repeat', 'due:first']

/** Only the kinds that the report shows: one calendar, one kind of period. */
function returnKinds(calendar: Calendar, period: PeriodKind): string[] {
  const ofPeriod = ['kept', 'gained', 'running'].map((kind) => `${kind}:${calendar}:${period}`)
  return ['nth', 'gap:return', 'gap:any', 'day:refund', `cohort:${calendar}`, `current:${calendar}`, ...ofPeriod]
}
