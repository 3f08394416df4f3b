import { randomUUIDv7 } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { makeCustomer } from '../customers/make.ts'
import { testCtx, type TestCtx } from '#test/lab'
import { patienceDays, stageOf, type StageClock, type StageFacts } from './domain-stage.ts'
import { followCustomers, followHistory, followTime } from './follow-stages.ts'
import { stageSql } from './stages.ts'

const CLOCK: StageClock = { asOfDay: 20_000, windowDays: 90 }
const bought = (purchases: number, firstDay: number, lastDay: number): StageFacts => ({ purchases, firstDay, lastDay })

describe('a customer', () => {
  test('who never bought is a prospect', () => expect(stageOf({ purchases: 0, firstDay: null, lastDay: null }, CLOCK)).toBe('prospect'))
  test('is new, returned, repeat by purchases', () => {
    const stages = [1, 2, 3].map((count) => stageOf(bought(count, 19_960, 19_990), CLOCK))
    expect(stages).toEqual(['new', 'returned', 'repeat'])
  })
  test('is at risk after more than 1.5 usual gaps of silence', () => {
    // A gap of 20 days: 30 days of silence are patience, the 31st is risk.
    expect(stageOf(bought(2, 19_950, 19_970), CLOCK)).toBe('returned')
    expect(stageOf(bought(2, 19_949, 19_969), CLOCK)).toBe('at_risk')
  })
  test('with one purchase is at risk after two thirds of the window', () => {
    expect(stageOf(bought(1, 19_940, 19_940), CLOCK)).toBe('new')
    expect(stageOf(bought(1, 19_939, 19_939), CLOCK)).toBe('at_risk')
  })
  test('is former on the day on which the report no longer counts them', () => {
    expect(stageOf(bought(2, 19_000, 19_911), CLOCK)).toBe('returned')
    expect(stageOf(bought(2, 19_000, 19_910), CLOCK)).toBe('former')
  })
})

const FACTS = fc
  .record({ purchases: fc.integer({ min: 0, max: 40 }), firstDay: fc.integer({ min: 0, max: 20_000 }), span: fc.nat(2_000) })
  .map(({ purchases, firstDay, span }): StageFacts =>
    purchases === 0
      ? { purchases, firstDay: null, lastDay: null }
      : { purchases, firstDay, lastDay: purchases === 1 ? firstDay : Math.min(20_000, firstDay + span) },
  )

test('patience ends exactly where risk begins', () => {
  fc.assert(
    fc.property(FACTS, (facts) => {
      const patience = patienceDays(facts, CLOCK)
      if (patience === null || facts.lastDay === null) return
      const after = (days: number) => stageOf(facts, { ...CLOCK, asOfDay: (facts.lastDay ?? 0) + days })
      expect(['new', 'returned', 'repeat']).toContain(after(patience))
      expect(['at_risk', 'former']).toContain(after(patience + 1))
    }),
  )
})

describe('in the database', () => {
  let ctx: TestCtx
  beforeEach(async () => {
    ctx = await testCtx()
  })

  test('the rule in SQL is the rule', async () => {
    const all = fc.sample(FACTS, 500)
    const { rows } = await sql<{ stage: string }>`
      select ${stageSql(CLOCK)} as stage
      from unnest(${all.map((each) => each.purchases)}::int[], ${all.map((each) => each.firstDay)}::int[],
                  ${all.map((each) => each.lastDay)}::int[]) with ordinality as s (purchases, first_day, last_day, place)
      order by place`.execute(ctx.db)
    expect(rows.map(({ stage }) => stage)).toEqual(all.map((each) => stageOf(each, CLOCK)))
  })

  test('a purchase is told, and once only', async () => {
    const { id } = await customerWith(ctx, bought(1, 19_990, 19_990))
    await setBook(ctx, 20_000)
    await followCustomers(ctx, [id])
    await followCustomers(ctx, [id])
    expect(await told(ctx)).toEqual([{ customerId: id, from: 'prospect', to: 'new' }])
  })

  test('the first look and imported history tell nothing; time passing afterwards does', async () => {
    const { id } = await customerWith(ctx, bought(1, 19_990, 19_990))
    await customerWith(ctx, bought(3, 19_000, 19_100))
    await setBook(ctx, 20_000)
    await followTime(ctx)
    await setSummary(ctx, id, bought(2, 19_990, 20_001))
    await setBook(ctx, 20_001)
    await followHistory(ctx)
    expect(await told(ctx)).toEqual([])
    await setBook(ctx, 20_050)
    await Promise.all([followTime(ctx), followTime(ctx)])
    expect(await told(ctx)).toEqual([{ customerId: id, from: 'returned', to: 'at_risk' }])
  })

  test('a new window changes stages without anybody having done anything', async () => {
    const { id } = await customerWith(ctx, bought(1, 19_950, 19_950))
    await setBook(ctx, 20_000)
    await followTime(ctx)
    await setBook(ctx, 20_000, 30)
    await followTime(ctx)
    expect(await told(ctx)).toEqual([])
    expect(await ctx.db.selectFrom('profiles_stages').select(['customer_id', 'stage']).execute()).toEqual([
      { customer_id: id, stage: 'former' },
    ])
  })

  test('whoever has no purchases left is a prospect again', async () => {
    const { id } = await customerWith(ctx, bought(1, 19_990, 19_990))
    await setBook(ctx, 20_000)
    await followTime(ctx)
    await ctx.db.deleteFrom('customers_summaries').execute()
    await followCustomers(ctx, [id])
    expect(await told(ctx)).toEqual([{ customerId: id, from: 'new', to: 'prospect' }])
  })
})

async function customerWith(ctx: TestCtx, facts: StageFacts): Promise<{ id: string }> {
  const customer = await makeCustomer(ctx, { name: randomUUIDv7() })
  await setSummary(ctx, customer.id, facts)
  return customer
}

async function setSummary(ctx: TestCtx, id: string, { purchases, firstDay, lastDay }: StageFacts): Promise<void> {
  await sql`
    insert into customers_summaries (workspace_id, customer_id, purchases, refunds, first_day, last_day)
    values (${ctx.workspace.id}, ${id}, ${purchases}, 0, ${firstDay}, ${lastDay})
    on conflict (workspace_id, customer_id) do update
    set purchases = excluded.purchases, first_day = excluded.first_day, last_day = excluded.last_day`.execute(ctx.db)
}

async function setBook(ctx: TestCtx, lastDay: number, windowDays = 90): Promise<void> {
  await sql`
    insert into orders_books (workspace_id, time_zone, window_days, window_source, last_day, has_amounts, counted_at)
    values (${ctx.workspace.id}, 'Asia/Tehran', ${windowDays}, 'set', ${lastDay}, true, now())
    on conflict (workspace_id) do update set last_day = excluded.last_day, window_days = excluded.window_days`.execute(ctx.db)
}

async function told(ctx: TestCtx): Promise<unknown[]> {
  const events = await ctx.db.selectFrom('events').select('payload').where('name', '=', 'customer.stage_changed').orderBy('seq').execute()
  return events.map(({ payload }) => payload)
}
