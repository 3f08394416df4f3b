import type { Ctx } from '#core/context'
import { findBook, readCells } from '#modules/orders'
import type { Calendar } from '#pure/calendar'
import { goalsNow } from '../goals/queries.ts'
import { PARTS as KINDS } from '../types/domain-parts.ts'
import { readPart as readKinds } from '../types/parts.ts'
import { EVERYBODY } from '../why/ask-for-study.ts'
import { readPart as readStudied } from '../why/parts.ts'
import { atRisk, dueWithin } from '../worth-now.ts'
import type { MonthlyReport } from './api.ts'
import { latestMonth, monthlyReport } from './domain.ts'
import type { MonthlyExtras } from './domain.ts'

/** The report of a month of the workspace's calendar; of the last one that is over when none is named. */
export async function loadMonthly(ctx: Ctx, asked: number | null): Promise<MonthlyReport> {
  const { calendar } = ctx.workspace
  const book = await findBook(ctx)
  const options = { calendar, asOfDay: book?.lastDay ?? null, hasAmounts: book?.hasAmounts ?? false }
  const cells = await readCells(ctx, kindsOf(calendar))
  return monthlyReport(cells, asked ?? latestMonth(cells, options) ?? 0, options, await extrasOf(ctx, options.asOfDay))
}

/** 'yyyy-mm' in the calendar's own years, as a month's number. */
export function monthOfKey(key: string): number {
  const [year = 0, month = 1] = key.split('-').map(Number)
  return year * 12 + month - 1
}

function kindsOf(calendar: Calendar): string[] {
  const ofMonths = ['kept', 'gained', 'running'].map((kind) => `${kind}:${calendar}:month`)
  return ['day', 'day:return', 'day:repeat', `cohort:${calendar}`, `current:${calendar}`, ...ofMonths]
}

async function extrasOf(ctx: Ctx, asOfDay: number | null): Promise<MonthlyExtras> {
  const revenue = await readKinds(ctx, 'revenue', KINDS.revenue)
  const goals = await goalsNow(ctx)
  return {
    months: revenue?.[ctx.workspace.calendar] ?? null,
    product: await bestProduct(ctx),
    due: asOfDay === null ? null : await dueWithin(ctx, asOfDay + 1, asOfDay + 7),
    risk: await atRisk(ctx),
    goals: goals.map(({ measure, target, value, state }) => ({ measure, target, value, state })),
  }
}

/** The first product with which clearly more came back than without it. */
async function bestProduct(ctx: Ctx): Promise<MonthlyReport['product']> {
  const found = await readStudied(ctx, EVERYBODY, 'first')
  if (found === null) return null
  const { rows, everybody } = found.content
  const best = rows
    .filter(({ verdict }) => verdict === 'more')
    .toSorted((a, b) => b.difference - a.difference)
    .at(0)
  if (!best || everybody.of === 0) return null
  return { name: best.product.name, count: best.with.count, of: best.with.of, all: everybody.count / everybody.of }
}
