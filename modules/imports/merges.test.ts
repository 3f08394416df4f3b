import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { testCtx, type TestCtx } from '#test/lab'
import { mergeCustomers, resolveCustomers, sayAbout, undoMerge } from '#modules/customers'
import { bookOf, imported, undone } from './make.ts'

vi.setConfig({ testTimeout: 60_000 })

const HEAD = 'customer_id,customer_name,phone,order_number,date,amount'
const FILE = `${HEAD}\nc1,Sara,,1,2026-01-05,10\nc2,S. Karimi,02079460001,2,2026-02-05,20\n`
const LATER = `${HEAD}\nc2,Sara Karimi,02079460001,3,2026-03-05,30\n`
const CHOSEN = { reason: 'chosen', evidence: [] } as const

interface Row {
  readonly id: string
  readonly external_id: string
  readonly name: string | null
  readonly phone: string | null
  readonly purchases: number | null
}

async function customersOf(ctx: TestCtx): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select c.id, c.external_id, c.name, c.phone, s.purchases
    from customers c
    left join customers_summaries s on s.workspace_id = c.workspace_id and s.customer_id = c.id
    order by c.created_at, c.external_id`.execute(ctx.db)
  return rows
}

const told = (rows: readonly Row[]) => rows.map(({ external_id, name, purchases }) => [external_id, name, purchases])

async function mergedShop() {
  const ctx = await testCtx({ timeZone: 'Europe/London' })
  const first = await imported(ctx, FILE)
  const before = await bookOf(ctx)
  const [one, other] = await customersOf(ctx)
  const { mergeId } = await mergeCustomers(ctx, { survivorId: one?.id ?? '', absorbedId: other?.id ?? '', ...CHOSEN })
  return { ctx, first, before, mergeId, one: one?.id ?? '', other: other?.id ?? '' }
}

test('A file that names somebody merged speaks to the person, and comes apart with them.', async () => {
  const { ctx, mergeId } = await mergedShop()
  expect((await customersOf(ctx))[0]).toMatchObject({ phone: '+442079460001', purchases: 2 })
  await imported(ctx, LATER)
  expect((await customersOf(ctx))[0]).toMatchObject({ name: 'Sara Karimi', purchases: 3 })
  await undoMerge(ctx, mergeId)
  expect(told(await customersOf(ctx))).toEqual([
    ['c1', 'Sara', 1],
    ['c2', 'Sara Karimi', 2],
  ])
})

test('An import taken back after a merge takes its words and orders from the person.', async () => {
  const { ctx, mergeId, before } = await mergedShop()
  const later = await imported(ctx, LATER)
  await undone(ctx, later.id)
  expect((await customersOf(ctx))[0]).toMatchObject({ name: expect.not.stringContaining('Sara Karimi'), purchases: 2 })
  await undoMerge(ctx, mergeId)
  const { orders, summaries, cells } = await bookOf(ctx)
  expect({ orders, summaries, cells }).toEqual({ orders: before.orders, summaries: before.summaries, cells: before.cells })
  expect(told(await customersOf(ctx))).toEqual([
    ['c1', 'Sara', 1],
    ['c2', 'S. Karimi', 1],
  ])
})

test('What an import brought is forgotten with it, also where people were merged, but not what others said.', async () => {
  const { ctx, first, mergeId, one } = await mergedShop()
  await sayAbout(ctx, [{ profileId: one, at: new Date(), by: 'member', fields: { city: 'York' } }])
  await undone(ctx, first.id)
  const { rows } = await sql`select name, phone, city from customers where id = ${one}`.execute(ctx.db)
  expect(rows).toMatchObject([{ name: null, city: 'York' }])
  await undoMerge(ctx, mergeId)
  expect((await customersOf(ctx)).map(({ name }) => name)).toEqual([null, null])
})

test('A merge that was taken back leaves nothing behind when its import is taken back too.', async () => {
  const { ctx, first, mergeId } = await mergedShop()
  await undoMerge(ctx, mergeId)
  await undone(ctx, first.id)
  expect(await customersOf(ctx)).toEqual([])
})

test('A visitor who turns out to be somebody from a file brings nothing into disorder when the file is taken back.', async () => {
  const ctx = await testCtx({ timeZone: 'Europe/London' })
  const { id } = await imported(ctx, FILE)
  const [found] = await resolveCustomers(ctx, [
    {
      identifiers: [
        { kind: 'external', source: '', value: 'c1', verified: false },
        { kind: 'anonymous', source: 'site', value: 'a', verified: false },
      ],
      at: new Date(),
      trusted: false,
      source: 'tracking',
    },
  ])
  expect((await customersOf(ctx)).find((row) => row.id === found?.customerId)).toMatchObject({ external_id: 'c1', name: 'Sara' })
  await undone(ctx, id)
  const rows = await customersOf(ctx)
  expect(rows.find((row) => row.id === found?.customerId)).toMatchObject({ name: null, purchases: null })
  expect(rows).toHaveLength(2)
})
