import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { findBook, readCells } from '#modules/orders'
import { isoOfDay } from '#pure/calendar'
import { FEWEST } from '../models/fit.ts'
import type { ExpectedReport } from './api.ts'
import type { FitContent } from './domain-fit.ts'
import { aliveGroups, dueIn, valueGroups } from './domain-groups.ts'
import { accuracyOf } from './domain-record.ts'
import { fitStatus } from './fit-status.ts'
import { readForecast, readRecord } from './forecast-record.ts'
import type { ScoreCell } from './score-cells.ts'
import { marginNow, readJudgement } from './settings.ts'
import { standingFit, type StandingFit } from './standing-fit.ts'

/** The page Insights → Expected: read from what the last fit and the scores since have left, never counted while somebody waits. */
export async function loadExpected(ctx: Ctx): Promise<ExpectedReport> {
  const judgement = await readJudgement(ctx)
  const fit = await standingFit(ctx)
  const lastDay = (await findBook(ctx))?.lastDay ?? null
  const common = {
    hasOrders: lastDay !== null,
    status: await fitStatus(ctx, fit),
    currency: ctx.workspace.currency,
    needs: { customers: FEWEST.customers, returned: FEWEST.repeaters },
  }
  if (!fit) {
    const { timeUnit, model, discountRate } = judgement
    return { ...NOTHING, ...common, timeUnit, modelAsked: model, discountRate, marginUsed: await marginNow(ctx, judgement) }
  }
  const { content, judge } = fit
  const [total, ...forecast] = await readForecast(ctx, fit.id)
  const record = lastDay === null ? [] : await readRecord(ctx, await readCells(ctx, ['day']), lastDay)
  return {
    ...common,
    ...(await groupsNow(ctx, fit)),
    asOf: isoOfDay(judge.asOfDay),
    timeUnit: content.timeUnit,
    modelAsked: content.modelAsked,
    marginUsed: content.margin,
    discountRate: content.discountRate,
    returned: content.returned,
    model: content.candidates.find(({ name }) => name === content.chosen) ?? null,
    candidates: content.candidates,
    shortage: content.shortage,
    spend: content.spend,
    validation: content.validation,
    forecast,
    total: total ?? null,
    rehearsal: content.rehearsal.map((week, at) => rehearsedWeek(week, at, judge.asOfDay)),
    record,
    accuracy: accuracyOf(record),
  }
}

const NOTHING = {
  asOf: null,
  customers: 0,
  returned: 0,
  model: null,
  candidates: [],
  shortage: 'no_customers',
  spend: null,
  validation: null,
  forecast: [],
  total: null,
  rehearsal: [],
  record: [],
  accuracy: null,
  value: null,
  due: null,
  alive: [],
  values: [],
} satisfies Partial<ExpectedReport>

async function groupsNow(
  ctx: Ctx,
  { content, judge }: StandingFit,
): Promise<Pick<ExpectedReport, 'customers' | 'value' | 'due' | 'alive' | 'values'>> {
  const { rows } = await sql<{ kind: string; x: number; customers: bigint; expected_value: bigint }>`
    select kind, x, customers, expected_value from insights_score_cells
    where workspace_id = ${ctx.workspace.id} and kind in ('all', 'alive', 'value', 'due')
    order by kind, x`.execute(ctx.db)
  const cells: ScoreCell[] = rows.map((row) => ({ ...row, customers: Number(row.customers) }))
  const [all] = cells.filter(({ kind }) => kind === 'all')
  const hasModel = content.chosen !== null
  return {
    customers: all?.customers ?? 0,
    value: hasModel && content.spend && all ? String(all.expected_value) : null,
    due: hasModel ? dueIn(cells, judge.asOfDay + 1, judge.asOfDay + 30) : null,
    alive: hasModel ? aliveGroups(cells) : [],
    values: hasModel && content.spend ? valueGroups(cells, content.valueEdges) : [],
  }
}

function rehearsedWeek(week: FitContent['rehearsal'][number], at: number, asOfDay: number): ExpectedReport['rehearsal'][number] {
  const { revenue, revenueLow, revenueHigh, actualRevenue } = week
  const isKnown = revenue !== null && revenueLow !== null && revenueHigh !== null
  return {
    week: at + 1,
    from: isoOfDay(week.firstDay),
    to: isoOfDay(week.lastDay),
    orders: { expected: week.orders, low: week.ordersLow, high: week.ordersHigh },
    revenue: isKnown ? { expected: String(revenue), low: String(revenueLow), high: String(revenueHigh) } : null,
    madeOn: isoOfDay(asOfDay - 84),
    actualOrders: week.actualOrders,
    actualRevenue: actualRevenue === null ? null : String(actualRevenue),
    isInside: week.actualOrders >= week.ordersLow && week.actualOrders <= week.ordersHigh,
  }
}
