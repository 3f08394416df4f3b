import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { emit } from '#core/events'
import { inThread } from '#core/threads'
import { findBook, loadHistoryColumns } from '#modules/orders'
import type { Histories } from '../models/contract.ts'
import type { FitProgress } from './api.ts'
import type { Stretch } from './domain-interval.ts'
import { judgeOf } from './domain-fit.ts'
import type { Fitting } from './domain-fitting.ts'
import { FitResult } from './fit-messages.ts'
import { scoreFew } from './rescore.ts'
import { recountCells } from './score-cells.ts'
import { marginNow, readJudgement } from './settings.ts'
import { minorOf } from './standing-fit.ts'
import { lockScores, writeScores } from './write-scores.ts'

/** Who watches over a fit. */
export interface Watch {
  readonly signal: AbortSignal
  readonly tell: (progress: FitProgress) => void
  /** Hears which backend writes, so that it can be told to stop. */
  readonly working: (pid: number | null) => void
}

/**
 * Reads all purchases, fits, and writes everybody's scores, the forecast and the fit's own end in one transaction: until it commits, nothing has changed.
 * Whoever bought while it computed is scored once more before that.
 */
export async function fitAndScore(ctx: Ctx, id: string, { signal, tell, working }: Watch): Promise<void> {
  const { ids, input, seq } = await readShop(ctx, (share) => tell({ stage: 'reading', share }))
  signal.throwIfAborted()
  tell({ stage: 'computing', share: 0 })
  const { starts, days, amounts } = input.histories
  const found = await inThread(new URL('./fit-thread.ts', import.meta.url), input, {
    result: FitResult,
    tell: (share) => tell({ stage: 'computing', share }),
    signal,
    transfer: [starts.buffer, days.buffer, amounts.buffer].filter((buffer) => buffer instanceof ArrayBuffer),
  })
  tell({ stage: 'writing', share: 0 })
  await inTransaction(ctx, async (ctx) => {
    working(await backendOf(ctx))
    await lockScores(ctx)
    await writeScores(ctx, { ids, scores: found.scores }, null, (share) => tell({ stage: 'writing', share }))
    signal.throwIfAborted()
    await recountCells(ctx, found.content.valueEdges)
    const judge = judgeOf(found.content, { asOfDay: input.fitting.asOfDay, minor: input.fitting.minor })
    await scoreFew(ctx, { content: found.content, judge }, await touchedSince(ctx, seq))
    await keepForecast(ctx, id, found.forecast)
    await keepFit(ctx, id, found, input.fitting.asOfDay)
    await emit(ctx, 'insights.fitted', { fitId: id })
    signal.throwIfAborted()
  }).finally(() => working(null))
}

interface Shop {
  readonly ids: Uint8Array
  readonly input: { readonly fitting: Fitting; readonly histories: Histories }
  /** How far the log had come. */
  readonly seq: bigint
}

/** All of it as of one moment, so that what the log tells afterwards is what was not seen. */
function readShop(ctx: Ctx, told: (share: number) => void): Promise<Shop> {
  const read = async (ctx: Ctx): Promise<Shop> => {
    const counter = await ctx.db.selectFrom('event_counters').select('seq').where('workspace_id', '=', ctx.workspace.id).executeTakeFirst()
    const book = await findBook(ctx)
    const { timeUnit, model, margin, discountRate } = await readJudgement(ctx)
    const { ids, count, starts, days, amounts, hasAmounts } = await loadHistoryColumns(ctx, null, told)
    const fitting = {
      asOfDay: book?.lastDay ?? 0,
      timeUnit,
      modelAsked: model,
      margin: await marginNow(ctx, { margin }),
      discountRate,
      hasAmounts,
      minor: minorOf(ctx),
    }
    return { ids, input: { fitting, histories: { count, starts, days, amounts } }, seq: counter?.seq ?? 0n }
  }
  return inTransaction(ctx, read, 'repeatable read')
}

async function backendOf(ctx: Ctx): Promise<number | null> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(ctx.db)
  return rows[0]?.pid ?? null
}

/** Profiles that something happened with since a place in the log which may have changed their purchases. */
export async function touchedSince(ctx: Ctx, seq: bigint): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct touched.id
    from events e
    cross join lateral (values
      (e.customer_id::text), (e.payload ->> 'customerId'), (e.payload ->> 'absorbedId'), (e.payload ->> 'releasedId')
    ) touched (id)
    where e.workspace_id = ${ctx.workspace.id} and e.seq > ${seq}::int8 and e.name = any(${[...TOUCHING]}::text[]) and touched.id is not null`.execute(
    ctx.db,
  )
  return rows.map((row) => row.id)
}

/** Events after which somebody's purchases are others than before. */
export const TOUCHING = [
  'order.placed',
  'order.changed',
  'order.cancelled',
  'order.refunded',
  'customer.merged',
  'customer.unmerged',
] as const

async function keepForecast(ctx: Ctx, id: string, forecast: readonly Stretch[]): Promise<void> {
  if (forecast.length === 0) return
  const rows = forecast.map((each) => ({
    workspace_id: ctx.workspace.id,
    fit_id: id,
    week: each.week,
    first_day: each.firstDay,
    last_day: each.lastDay,
    orders: each.orders,
    orders_low: each.ordersLow,
    orders_high: each.ordersHigh,
    revenue: each.revenue === null ? null : BigInt(each.revenue),
    revenue_low: each.revenueLow === null ? null : BigInt(each.revenueLow),
    revenue_high: each.revenueHigh === null ? null : BigInt(each.revenueHigh),
  }))
  await ctx.db.insertInto('insights_forecasts').values(rows).execute()
}

/** Ends the fit; whoever was taken for dead in the meantime has written nothing. */
async function keepFit(ctx: Ctx, id: string, { content }: FitResult, asOfDay: number): Promise<void> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('insights_fits')
    .set({ state: 'done', content: JSON.stringify(content), as_of_day: asOfDay, finished_at: new Date(), progress: null })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .where('state', '=', 'running')
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw new Error('the fit was ended by somebody else')
  await ctx.db
    .updateTable('insights_scorings')
    .set({ fit_id: id, scored_at: new Date() })
    .where('workspace_id', '=', ctx.workspace.id)
    .execute()
}
