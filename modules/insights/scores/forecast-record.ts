import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { lineCell, type Cells } from '#domain/orders'
import { isoOfDay } from '#pure/calendar'
import type { ForecastWeek, RecordedWeek } from './api.ts'
import { recordedFits } from './domain-record.ts'

interface ForecastRow {
  readonly week: number
  readonly first_day: number
  readonly last_day: number
  readonly orders: number
  readonly orders_low: number
  readonly orders_high: number
  readonly revenue: bigint | null
  readonly revenue_low: bigint | null
  readonly revenue_high: bigint | null
  readonly as_of_day: number
}

/** A fit's forecast: all twelve weeks together first, then one by one; empty when it made none. */
export async function readForecast(ctx: Ctx, fitId: string): Promise<ForecastWeek[]> {
  return (await forecastRows(ctx, [fitId])).map(weekOf)
}

/** The weeks that have passed since they were forecast, with what came, the latest last; a year at most. `cells` hold the kind 'day'. */
export async function readRecord(ctx: Ctx, cells: Cells, lastDay: number): Promise<RecordedWeek[]> {
  const { rows } = await sql<{ id: string; as_of_day: number }>`
    select f.id, f.as_of_day from insights_fits f
    where f.workspace_id = ${ctx.workspace.id} and f.state = 'done' and f.as_of_day < ${lastDay}
      and exists (select from insights_forecasts w where w.workspace_id = ${ctx.workspace.id} and w.fit_id = f.id)
    order by f.finished_at`.execute(ctx.db)
  const chosen = recordedFits(rows.map(({ id, as_of_day }) => ({ id, asOfDay: as_of_day })))
  const weeks = (await forecastRows(ctx, chosen)).filter(({ week, last_day }) => week > 0 && last_day <= lastDay)
  return weeks.map((row) => ({ ...weekOf(row), madeOn: isoOfDay(row.as_of_day), ...cameIn(cells, row) })).slice(-52)
}

function cameIn({ day }: Cells, row: ForecastRow): Pick<RecordedWeek, 'actualOrders' | 'actualRevenue' | 'isInside'> {
  let [orders, revenue] = [0, 0n]
  for (let x = row.first_day; x <= row.last_day; x++) {
    const cell = lineCell(day, x)
    orders += cell.orders
    revenue += cell.amount
  }
  return {
    actualOrders: orders,
    actualRevenue: row.revenue === null ? null : String(revenue),
    isInside: orders >= row.orders_low && orders <= row.orders_high,
  }
}

async function forecastRows(ctx: Ctx, fitIds: readonly string[]): Promise<ForecastRow[]> {
  if (fitIds.length === 0) return []
  const { rows } = await sql<ForecastRow>`
    select w.week, w.first_day, w.last_day, w.orders, w.orders_low, w.orders_high, w.revenue, w.revenue_low, w.revenue_high, f.as_of_day
    from insights_forecasts w
    join insights_fits f on f.workspace_id = ${ctx.workspace.id} and f.id = w.fit_id
    where w.workspace_id = ${ctx.workspace.id} and w.fit_id = any(${fitIds}::uuid[])
    order by w.first_day, w.week`.execute(ctx.db)
  return rows
}

function weekOf(row: ForecastRow): ForecastWeek {
  const { revenue, revenue_low: low, revenue_high: high } = row
  return {
    week: row.week,
    from: isoOfDay(row.first_day),
    to: isoOfDay(row.last_day),
    orders: { expected: row.orders, low: row.orders_low, high: row.orders_high },
    revenue: revenue === null || low === null || high === null ? null : { expected: String(revenue), low: String(low), high: String(high) },
  }
}
