import { sql, type RawBuilder } from 'kysely'
import * as z from 'zod'
import { inTransaction, type Ctx } from '#core/context'
import { tell } from '#core/live'
import { inThread } from '#core/threads'
import { findBook, loadHistoryColumns } from '#modules/orders'
import { stageClock, stageSql } from '#modules/profiles'
import { KindSum, PARTS, type Part } from './domain-parts.ts'
import { writePart } from './parts.ts'

/** The sums that the page Insights → Customers is made of, of everybody or of those whom `among` names: SQL that gives `customer_id`. */
export interface KindSums {
  readonly sums: Part<'sums'>
  readonly revenue: Part<'revenue'>
  readonly spread: Part<'spread'>
}

/** Counts everybody and keeps the sums for readers. */
export async function keepKinds(ctx: Ctx): Promise<void> {
  const { sums, revenue, spread } = await sumKinds(ctx, null)
  await inTransaction(ctx, async (ctx) => {
    await writePart(ctx, 'sums', sums)
    await writePart(ctx, 'revenue', revenue)
    await writePart(ctx, 'spread', spread)
    await tell(ctx, 'insights.progress', { what: 'kinds' })
  })
}

/** The sums as they are now. */
export async function sumKinds(ctx: Ctx, among: RawBuilder<unknown> | null): Promise<KindSums> {
  const { sums, columns } = await inTransaction(ctx, async (ctx) => ({
    sums: await sumByKind(ctx, among),
    columns: await loadHistoryColumns(ctx, among),
  }))
  const { count, starts, days, amounts } = columns
  const result = z.object({ revenue: PARTS.revenue, spread: PARTS.spread })
  return { sums, ...(await inThread(new URL('./spread-thread.ts', import.meta.url), { count, starts, days, amounts }, { result })) }
}

async function sumByKind(ctx: Ctx, among: RawBuilder<unknown> | null): Promise<Part<'sums'>> {
  const clock = await stageClock(ctx)
  const windowDays = (await findBook(ctx))?.windowDays ?? 0
  if (!clock) return { asOfDay: null, windowDays, kinds: [] }
  const { rows } = await sql<unknown>`
    select k.type, ${stageSql(clock)} as stage, e.r, e.f, e.m, count(*)::int as customers, sum(s.revenue)::float8 as revenue,
           sum(k.margin)::float8 as margin, sum(e.expected_value)::float8 as "expectedValue", sum(k.year_revenue)::float8 as "yearRevenue"
    from customers_summaries s
    left join insights_types k on k.workspace_id = ${ctx.workspace.id} and k.customer_id = s.customer_id
    left join insights_scores e on e.workspace_id = ${ctx.workspace.id} and e.customer_id = s.customer_id
    where s.workspace_id = ${ctx.workspace.id} and s.purchases > 0
      ${among === null ? sql`` : sql`and s.customer_id in (select wanted.customer_id from (${among}) wanted)`}
    group by 1, 2, 3, 4, 5`.execute(ctx.db)
  return { asOfDay: clock.asOfDay, windowDays, kinds: z.array(KindSum).parse(rows) }
}
