import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { inTransaction, type Ctx } from '#core/context'
import { testCtx } from '#test/lab'
import type { CustomersQuery } from '../api.ts'
import { listCustomers } from './list-customers.ts'

/** So many that lists begin with the latest purchases; thirty buyers share each instant, and everybody had bought before. */
const MANY = 6000

async function crowd(): Promise<Ctx> {
  const ctx = await testCtx()
  const workspace = ctx.workspace.id
  await inTransaction(ctx, async ({ db }) => {
    await sql`
      insert into customers (workspace_id, id, name, city, search, created_at)
      select ${workspace}::uuid, uuidv7(), 'Kim ' || n, case when n % 90 = 0 then 'Yazd' end, 'kim ' || n, now() from generate_series(1, ${sql.lit(MANY)}) n`.execute(
      db,
    )
    await sql`
      insert into customers_summaries (workspace_id, customer_id, purchases, refunds, first_at, last_at)
      select workspace_id, id, 2, 0, '2024-01-01', '2025-01-01'::timestamptz + split_part(name, ' ', 2)::int / 30 * interval '1 hour' from customers`.execute(
      db,
    )
    await sql`
      insert into orders (workspace_id, id, customer_id, source, number, negative, kind, ordered_at, currency)
      select s.workspace_id, uuidv7(), s.customer_id, 'test', s.customer_id || '-' || t.at, false, 'purchase', t.at, 'GBP'
      from customers_summaries s, lateral (values (s.first_at), (s.last_at), (s.last_at - interval '90 minutes')) as t (at)`.execute(db)
  })
  return ctx
}

async function allPages(ctx: Ctx, query: Pick<CustomersQuery, 'search' | 'filter'>): Promise<string[]> {
  const ids: string[] = []
  for (let cursor: string | undefined; ;) {
    const page = await inTransaction(ctx, (ctx) => listCustomers(ctx, { ...query, sort: '-last', limit: 100, ...(cursor && { cursor }) }))
    ids.push(...page.rows.map(({ id }) => id))
    if (page.next === null) return ids
    cursor = page.next
  }
}

async function inOrder(ctx: Ctx, where = sql`true`): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select c.id from customers c join customers_summaries s on s.customer_id = c.id where ${where} order by s.last_at desc, c.id desc`.execute(
    ctx.db,
  )
  return rows.map(({ id }) => id)
}

test('page by page, many customers come by their last purchase, none twice and none left out', async () => {
  const ctx = await crowd()
  expect(await allPages(ctx, {})).toEqual(await inOrder(ctx))
  expect(await allPages(ctx, { search: 'kim' })).toEqual(await inOrder(ctx))
  const filter = {
    any: [
      { field: 'city', op: 'is', value: 'Yazd' },
      { field: 'name', op: 'contains', value: 'Kim' },
    ],
  } as const
  expect(await allPages(ctx, { filter: { any: [...filter.any] } })).toEqual(await inOrder(ctx))
}, 120_000)

test('of very many that a search finds, the list says that there are more than it counted', async () => {
  const ctx = await crowd()
  const page = await inTransaction(ctx, (ctx) => listCustomers(ctx, { search: 'kim', sort: '-last', limit: 10 }))
  expect(page).toMatchObject({ total: 5000, hasMoreThanTotal: true })
})
