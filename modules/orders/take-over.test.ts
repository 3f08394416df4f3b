import { expect, test } from 'vitest'
import { testCtx, type TestCtx } from '#test/lab'
import { expectRightBook } from '#test/right-book'
import { inTransaction } from '#core/context'
import { makeCustomer } from '../customers/make.ts'
import { incoming, makeItem, makeOrder } from './make.ts'
import { recordOrders } from './record-orders.ts'
import { recountAll } from './recount-all.ts'
import { undoImportedOrders } from './undo-import.ts'

const FIRST = '019a0000-0000-7000-8000-000000000001'
const SECOND = '019a0000-0000-7000-8000-000000000002'
const undo = (ctx: TestCtx, importId: string) => inTransaction(ctx, (ctx) => undoImportedOrders(ctx, importId, async () => undefined))
const numbers = async (ctx: TestCtx) =>
  (await ctx.db.selectFrom('orders').select(['number', 'total']).orderBy('number').execute()).map(({ number, total }) => [number, total])

test('what a shop has spoken of since stays when the import that brought it is taken back, whatever lay on it', async () => {
  const ctx = await testCtx()
  const sara = await makeCustomer(ctx)
  const kept = await makeOrder(ctx, sara, { source: 'shop', number: 'kept', import_id: SECOND })
  await makeItem(ctx, kept)
  await makeOrder(ctx, sara, { source: 'shop', number: 'gone', import_id: FIRST })
  const before = JSON.stringify({
    at: ctx.now.toISOString(),
    order: { id: kept.id, customer_id: sara.id, import_id: FIRST, total: 1 },
    items: [],
  })
  await ctx.db
    .insertInto('orders_changes')
    .values({ workspace_id: ctx.workspace.id, import_id: SECOND, order_id: kept.id, before })
    .execute()
  await recountAll(ctx)
  await recordOrders(ctx, [incoming(ctx, sara, { number: 'kept', total: 5n })])
  expect(await undo(ctx, SECOND)).toEqual({ deleted: 0 })
  expect(await undo(ctx, FIRST)).toEqual({ deleted: 1 })
  expect(await numbers(ctx)).toEqual([['kept', 5n]])
  await expectRightBook(ctx)
})

test('what comes back when an import is undone belongs to the family that its profile has joined since', async () => {
  const ctx = await testCtx()
  const [sara, ali] = [await makeCustomer(ctx), await makeCustomer(ctx)]
  const order = await makeOrder(ctx, sara, { number: '1', import_id: SECOND, total: 9n })
  const old = {
    id: order.id,
    customer_id: ali.id,
    kind: 'purchase',
    ordered_at: ctx.now.toISOString(),
    total: 7,
    currency: 'GBP',
    import_id: FIRST,
  }
  const before = JSON.stringify({
    at: ctx.now.toISOString(),
    order: old,
    items: [{ line: 1, product_code: 'A', variant: 'Red', price: 7 }],
  })
  await ctx.db
    .insertInto('orders_changes')
    .values({ workspace_id: ctx.workspace.id, import_id: SECOND, order_id: order.id, before })
    .execute()
  await ctx.db.updateTable('customers').set({ merged_into: sara.id }).where('id', '=', ali.id).execute()
  await recountAll(ctx)
  await undo(ctx, SECOND)
  expect(await ctx.db.selectFrom('orders').select(['customer_id', 'profile_id', 'total']).execute()).toEqual([
    { customer_id: sara.id, profile_id: ali.id, total: 7n },
  ])
  expect(await ctx.db.selectFrom('orders_items').select(['variant', 'price']).execute()).toEqual([{ variant: 'Red', price: 7n }])
  await expectRightBook(ctx)
})
