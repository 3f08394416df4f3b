import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { emitAll } from '#core/events'
import { rootsOf } from '#modules/customers'
import { stageClock, stageSql } from './stages.ts'
import type { StageClock } from './domain-stage.ts'

/** A customer whose stage is another than the one last seen; null stands for prospects, of whom no row is kept. */
interface StageMove {
  readonly customer_id: string
  readonly before: string | null
  readonly after: string | null
}

/** Events are written in portions, so that no statement grows with the shop. */
const PORTION = 5_000

/** Follows what just happened with these profiles, and tells of every stage that changed. Called again, it finds nothing to do. */
export async function followCustomers(ctx: Ctx, profileIds: readonly string[]): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockStages(ctx)
    const clock = await stageClock(ctx)
    const roots = await rootsOf(ctx, profileIds)
    // A profile that was merged away has no orders any more: its own id is looked at too.
    const ids = [...new Set([...profileIds, ...roots.values()])]
    if (clock) await tellMoves(ctx, await moveStages(ctx, clock, ids))
  })
}

/**
 * Follows the time that has passed, for everybody. Time alone makes customers at risk or former, and only that is told; whatever else has changed came with
 * imported history, which is data and no event. The first look, and a look by a new window, tell nothing: nothing happened to anybody.
 */
export async function followTime(ctx: Ctx): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const last = await lockStages(ctx)
    const clock = await stageClock(ctx)
    if (!clock) return
    if (last.as_of_day === clock.asOfDay && last.window_days === clock.windowDays) return
    const moves = await moveStages(ctx, clock, null)
    if (last.window_days === clock.windowDays) await tellMoves(ctx, moves.filter(causedByTime))
    await keepClock(ctx, clock)
  })
}

/** Takes over what an import brought or took back, in silence. */
export async function followHistory(ctx: Ctx): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockStages(ctx)
    const clock = await stageClock(ctx)
    if (!clock) return
    await moveStages(ctx, clock, null)
    await keepClock(ctx, clock)
  })
}

function causedByTime({ before, after }: StageMove): boolean {
  return before !== null && (after === 'at_risk' || after === 'former')
}

async function lockStages(ctx: Ctx): Promise<{ readonly as_of_day: number | null; readonly window_days: number | null }> {
  await ctx.db
    .insertInto('profiles_stage_clocks')
    .values({ workspace_id: ctx.workspace.id, as_of_day: null, window_days: null })
    .onConflict((oc) => oc.doNothing())
    .execute()
  const clocks = ctx.db
    .selectFrom('profiles_stage_clocks')
    .select(['as_of_day', 'window_days'])
    .where('workspace_id', '=', ctx.workspace.id)
  return clocks.forUpdate().executeTakeFirstOrThrow()
}

async function keepClock(ctx: Ctx, { asOfDay, windowDays }: StageClock): Promise<void> {
  const clocks = ctx.db.updateTable('profiles_stage_clocks').where('workspace_id', '=', ctx.workspace.id)
  await clocks.set({ as_of_day: asOfDay, window_days: windowDays }).execute()
}

/** Writes the rows that differ, of these customers or of all, and gives them with what stood there before. */
async function moveStages(ctx: Ctx, clock: StageClock, customerIds: readonly string[] | null): Promise<StageMove[]> {
  const ofSummaries = customerIds ? sql`and s.customer_id = any(${customerIds}::uuid[])` : sql``
  const ofStages = customerIds ? sql`and p.customer_id = any(${customerIds}::uuid[])` : sql``
  const isFirst = sql`not exists (select from profiles_stages known where known.workspace_id = ${ctx.workspace.id})`
  const { rows } = await sql<StageMove>`
    with standing as (
      select s.customer_id, ${stageSql(clock)} as stage
      from customers_summaries s
      where s.workspace_id = ${ctx.workspace.id} and s.purchases > 0 ${ofSummaries}
    ),
    changed as materialized (
      select n.customer_id, p.stage as before, n.stage as after
      from standing n
      left join profiles_stages p on p.workspace_id = ${ctx.workspace.id} and p.customer_id = n.customer_id
      where p.stage is distinct from n.stage
    ),
    gone as (
      delete from profiles_stages p
      where p.workspace_id = ${ctx.workspace.id} ${ofStages}
        and not exists (
          select from customers_summaries s
          where s.workspace_id = ${ctx.workspace.id} and s.customer_id = p.customer_id and s.purchases > 0
        )
      returning p.customer_id, p.stage
    ),
    written as (
      insert into profiles_stages (workspace_id, customer_id, stage, since)
      select ${ctx.workspace.id}::uuid, customer_id, after, case when ${customerIds === null} and ${isFirst} then null else ${ctx.now}::timestamptz end
      from changed
      on conflict (workspace_id, customer_id) do update set stage = excluded.stage, since = excluded.since
    )
    select customer_id, before, after from changed
    union all
    select customer_id, stage, null from gone`.execute(ctx.db)
  return rows
}

/** A customer who was merged into another has moved there, and is not told of. */
async function tellMoves(ctx: Ctx, moves: readonly StageMove[]): Promise<void> {
  for (let from = 0; from < moves.length; from += PORTION) {
    const portion = moves.slice(from, from + PORTION)
    const roots = await rootsOf(
      ctx,
      portion.map(({ customer_id }) => customer_id),
    )
    await emitAll(
      ctx,
      portion
        .filter(({ customer_id }) => roots.get(customer_id) === customer_id)
        .map(({ customer_id: customerId, before, after }) => ({
          name: 'customer.stage_changed' as const,
          payload: { customerId, from: before ?? 'prospect', to: after ?? 'prospect' },
          customerId,
        })),
    )
  }
}
