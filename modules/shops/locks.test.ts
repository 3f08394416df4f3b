import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { inTransaction } from '#core/context'
import { lockIdentities } from '#modules/customers'
import { disconnectShop } from './disconnect-shop.ts'
import { shopsHolding } from './holding.ts'
import { fixture, testShop, type TestShop } from './make.ts'
import { claimPull } from './pull/claim-pull.ts'
import { startPull } from './pull/control.ts'
import { takePage } from './pull/take-page.ts'
import { shopFor } from './queries.ts'
import { sealFor } from './secrets.ts'
import { workDeliveries } from './work-deliveries.ts'

test("A pull's last page and a shop's first message, at once, wait for each other in one order", async () => {
  const shop = await testShop('woocommerce')
  await pulling(shop)
  const held = await hold(shop, 'select from event_counters for update')
  const page = lastPage(shop)
  await waiting(shop, 1)
  const message = shop.say('order.created', fixture('woocommerce-order'))
  await waiting(shop, 2)
  await held.release()
  expect((await message).status).toBe(200)
  expect(await page).toBe(null)
  const told = await shop.ctx.db.selectFrom('events').select('name').where('name', 'in', ['shop.connected', 'order.placed']).execute()
  expect(told.map(({ name }) => name).toSorted()).toEqual(['order.placed', 'order.placed', 'shop.connected'])
  expect(await shop.ctx.db.selectFrom('shops_pulls').select('state').execute()).toEqual([{ state: 'done' }])
})

test('Two first messages at once are both taken, and the shop is told of once', async () => {
  const shop = await testShop('woocommerce')
  const held = await hold(shop, 'select from shops_connections for no key update')
  const answers = [1, 2].map((number) => shop.say('order.created', fixture('woocommerce-order', { id: number, number: String(number) })))
  await waiting(shop, 2)
  await held.release()
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200])
  expect(await shop.ctx.db.selectFrom('events').select('name').where('name', '=', 'shop.connected').execute()).toHaveLength(1)
})

test('Somebody is erased while a message about them is about to be worked on', async () => {
  const shop = await testShop('woocommerce')
  await shop.say('order.created', fixture('woocommerce-order'))
  await shop.ctx.db.updateTable('shops_deliveries').set({ state: 'received' }).execute()
  const { id } = await shop.ctx.db.selectFrom('customers').select('id').executeTakeFirstOrThrow()
  let working: Promise<void> = Promise.resolve()
  await inTransaction(shop.ctx, async (ctx) => {
    await lockIdentities(ctx)
    working = shop.work()
    await waiting(shop, 1)
    expect(await shopsHolding.erase?.(ctx, [id])).toEqual({ deleted: { shopMessages: 1 }, anonymised: {} })
  })
  await working
  expect(await shop.ctx.db.selectFrom('shops_deliveries').select('id').execute()).toEqual([])
})

test('A shop is disconnected while its messages are worked on: what was begun is finished', async () => {
  const shop = await testShop('woocommerce')
  await shop.say('order.created', fixture('woocommerce-order'))
  await shop.ctx.db.updateTable('shops_deliveries').set({ state: 'received' }).execute()
  const book = await hold(shop, 'select from orders_books for update')
  const working = workDeliveries(shop.ctx.server, shop.ctx.workspace.id)
  await waiting(shop, 1)
  const ending = disconnectShop(shop.ctx, shop.ctx.server.config, shop.id)
  await waiting(shop, 2)
  await book.release()
  await Promise.all([working, ending])
  expect(await shop.ctx.db.selectFrom('shops_connections').select('id').execute()).toEqual([])
  expect(await shop.ctx.db.selectFrom('orders').select('number').execute()).toHaveLength(1)
})

/** Asks for what was missed, so that orders are events. */
async function pulling({ ctx, id }: TestShop): Promise<void> {
  const shop = await shopFor(ctx, id)
  const keys = { platform: 'woocommerce', consumerKey: 'ck_12345678', consumerSecret: 'cs_12345678' }
  const credentials_sealed = sealFor(ctx.server.config.secret, shop, 'credentials', JSON.stringify(keys))
  await ctx.db.updateTable('shops_connections').set({ credentials_sealed }).execute()
  await startPull(ctx, id, 'missed', new Date(0))
  // There is a counter to be held.
  await sql`insert into event_counters (workspace_id, seq) values (${ctx.workspace.id}, 0) on conflict do nothing`.execute(ctx.db)
}

async function lastPage({ ctx, id }: TestShop) {
  const pull = await claimPull({ ...ctx, now: new Date() }, id, '0199d3a0-5b2c-7c31-9a44-3c1f5e0b7a10')
  if (!pull) throw new Error('the pull waits')
  const page = { topic: 'order.updated', items: [fixture('woocommerce-order', { id: 7, number: '7' })], next: null, total: 1 }
  return takePage(ctx.server, { ...ctx, now: new Date() }, await shopFor(ctx, id), { pull, page, next: null })
}

/** Holds rows until they are released. */
async function hold({ ctx }: TestShop, rows: string): Promise<{ release: () => Promise<void> }> {
  const holding = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  const done = inTransaction(ctx, async (ctx) => {
    await sql.raw(rows).execute(ctx.db)
    holding.resolve()
    await released.promise
  })
  await holding.promise
  return {
    release: async () => {
      released.resolve()
      await done
    },
  }
}

/** Until so many of this database's connections wait for a lock. */
async function waiting({ ctx }: TestShop, count: number): Promise<void> {
  for (let left = 500; left > 0; left -= 1) {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(ctx.db)
    if ((rows[0]?.count ?? 0) >= count) return
    await wait(10)
  }
  throw new Error(`fewer than ${count} wait`)
}
