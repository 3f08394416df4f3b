import { sql } from 'kysely'
import type { Ctx } from '#core/context'

/** How a workspace's figures are kept. */
export interface Book {
  readonly timeZone: string
  readonly windowDays: number
  readonly windowSource: 'suggested' | 'set'
  /** Local day of the latest purchase or refund; null when there is none. */
  readonly lastDay: number | null
  readonly hasAmounts: boolean
  /** A changed setting waits to be counted. */
  readonly stale: boolean
  /** Whether orders_histories holds everybody; else histories are read from the orders. */
  readonly hasHistories: boolean
  readonly countedAt: Date
}

/** The activity window of a shop whose customers have not come back yet. */
export const DEFAULT_WINDOW_DAYS = 90

/** The workspace's book; null until something was written to it. */
export async function findBook(ctx: Ctx): Promise<Book | null> {
  const row = await ctx.db.selectFrom('orders_books').selectAll().where('workspace_id', '=', ctx.workspace.id).executeTakeFirst()
  return row ? bookOf(row) : null
}

/** The workspace's book, held until the transaction ends: whoever writes orders locks it first, so that writers come one at a time. */
export async function lockBook(ctx: Ctx): Promise<Book> {
  const books = ctx.db.selectFrom('orders_books').selectAll().where('workspace_id', '=', ctx.workspace.id).forUpdate()
  const known = await books.executeTakeFirst()
  if (known) return bookOf(known)
  await ctx.db
    .insertInto('orders_books')
    .values({
      workspace_id: ctx.workspace.id,
      time_zone: ctx.workspace.timeZone,
      window_days: DEFAULT_WINDOW_DAYS,
      window_source: 'suggested',
      last_day: null,
      has_amounts: false,
      stale: false,
      has_histories: false,
      counted_at: ctx.now,
    })
    .onConflict((oc) => oc.doNothing())
    .execute()
  return bookOf(await books.executeTakeFirstOrThrow())
}

/** Writes what a count has found. */
export async function closeBook(ctx: Ctx, { windowDays, hasHistories }: Pick<Book, 'windowDays' | 'hasHistories'>): Promise<void> {
  await sql`
    update orders_books
    set time_zone = ${ctx.workspace.timeZone}, window_days = ${windowDays}, stale = false, counted_at = ${ctx.now},
        has_histories = ${hasHistories}, last_day = ${await lastDay(ctx)}, has_amounts = ${await hasAmounts(ctx)}
    where workspace_id = ${ctx.workspace.id}`.execute(ctx.db)
}

/** Writes what a count of a few customers has found. */
export async function keepBook(ctx: Ctx, { lastDay, hasAmounts }: Pick<Book, 'lastDay' | 'hasAmounts'>): Promise<void> {
  const books = ctx.db.updateTable('orders_books').where('workspace_id', '=', ctx.workspace.id)
  await books.set({ last_day: lastDay, has_amounts: hasAmounts, counted_at: ctx.now }).execute()
}

/** Local day of the latest purchase or refund, from the cells. */
export async function lastDay(ctx: Ctx): Promise<number | null> {
  const days = ctx.db.selectFrom('orders_cells').where('workspace_id', '=', ctx.workspace.id).where('kind', 'in', ['day', 'day:refund'])
  return (await days.select((eb) => eb.fn.max('x').as('day')).executeTakeFirst())?.day ?? null
}

/** Whether anybody's orders have amounts. */
export async function hasAmounts(ctx: Ctx): Promise<boolean> {
  const summaries = ctx.db.selectFrom('customers_summaries').where('workspace_id', '=', ctx.workspace.id)
  const known = summaries.where((eb) => eb.or([eb('revenue', 'is not', null), eb('refunded', 'is not', null)]))
  return (await known.select('customer_id').limit(1).executeTakeFirst()) !== undefined
}

interface BookRow {
  readonly time_zone: string
  readonly window_days: number
  readonly window_source: 'suggested' | 'set'
  readonly last_day: number | null
  readonly has_amounts: boolean
  readonly stale: boolean
  readonly has_histories: boolean
  readonly counted_at: Date
}

function bookOf(row: BookRow): Book {
  return {
    timeZone: row.time_zone,
    windowDays: row.window_days,
    windowSource: row.window_source,
    lastDay: row.last_day,
    hasAmounts: row.has_amounts,
    stale: row.stale,
    hasHistories: row.has_histories,
    countedAt: row.counted_at,
  }
}
