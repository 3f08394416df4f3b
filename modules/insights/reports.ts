import type { Ctx } from '#core/context'
import { suggestedWindow } from '#domain/orders'
import { findBook, readCells } from '#modules/orders'
import type { Book } from '#modules/orders'
import type { Calendar, PeriodKind } from '#pure/calendar'
import type { ReturnReport, TodayReport } from './api.ts'
import { returnReport, todayReport } from './domain.ts'

/** The page Insights → Return, in the workspace's calendar unless another is asked for. */
export async function loadReturnReport(
  ctx: Ctx,
  asked: { readonly calendar?: Calendar | undefined; readonly period: PeriodKind },
): Promise<ReturnReport> {
  const { currency } = ctx.workspace
  const { period, calendar = ctx.workspace.calendar } = asked
  const { windowDays, windowSource, lastDay, hasAmounts, stale } = (await findBook(ctx)) ?? NEVER_COUNTED
  const cells = await readCells(ctx, returnKinds(calendar, period))
  const window = { days: windowDays, source: windowSource, suggested: suggestedWindow(cells) }
  return returnReport(cells, { asOfDay: lastDay, calendar, period, currency, window, hasAmounts, stale })
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
