import type { Ctx } from '#core/context'
import { suggestedWindow } from '#domain/orders'
import type { Calendar, PeriodKind } from '#pure/calendar'
import type { ReturnReport, TodayReport } from './api.ts'
import { returnReport, todayReport } from './domain.ts'
import { findBook, returnCells, todayCells } from './queries.ts'

/** The page Insights → Return, in the workspace's calendar unless another is asked for. */
export async function loadReturnReport(ctx: Ctx, asked: { readonly calendar?: Calendar | undefined; readonly period: PeriodKind }): Promise<ReturnReport> {
  const calendar = asked.calendar ?? ctx.workspace.calendar
  const book = await findBook(ctx)
  const cells = await returnCells(ctx, calendar, asked.period)
  return returnReport(cells, {
    asOfDay: book.lastDay,
    calendar,
    period: asked.period,
    currency: ctx.workspace.currency,
    window: { days: book.windowDays, source: book.windowSource, suggested: suggestedWindow(cells) },
    hasAmounts: book.hasAmounts,
    stale: book.stale,
  })
}

/** The home page. */
export async function loadTodayReport(ctx: Ctx): Promise<TodayReport> {
  const book = await findBook(ctx)
  const { calendar, currency } = ctx.workspace
  return todayReport(await todayCells(ctx), { asOfDay: book.lastDay, calendar, currency, windowDays: book.windowDays, hasAmounts: book.hasAmounts })
}
