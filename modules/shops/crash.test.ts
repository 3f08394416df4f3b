import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startProcess, type SecondProcess } from '../../test/second-process.ts'
import { sweepShopsJob } from './jobs.ts'
import { fakeShop, wooAnswers, wooOrders, WOO_KEYS } from './pull/make.ts'
import { signed, testShop, type TestShop } from './make.ts'
import { runPull } from './pull/run-pull.ts'
import { settleCredentials } from './settle-credentials.ts'

const MESSAGES = 120
const SENDERS = 6
const KILLS = 4

test('two processes, killed again and again, work on every message that was answered, and on each once', { timeout: 240_000 }, async () => {
  const shop = await testShop('woocommerce')
  const orders = wooOrders(MESSAGES)
  const running: SecondProcess[] = await Promise.all([startProcess(shop.ctx), startProcess(shop.ctx)])
  const state = { sent: 0, answered: 0, kills: 0 }
  const shareOf = (part: number) => (MESSAGES * part) / (KILLS + 1)
  // One of the two is killed in the middle of each share; the next share waits until it is up again, however long that takes here.
  const killing = async () => {
    for (; state.kills < KILLS; state.kills += 1) {
      while (state.answered < shareOf(state.kills + 0.5)) await wait(2)
      const index = state.kills % 2
      await running[index]?.kill()
      running[index] = await startProcess(shop.ctx)
    }
  }
  const sending = async (sender: number) => {
    for (let order = orders[state.sent++]; order; order = orders[state.sent++]) {
      while (state.answered >= shareOf(state.kills + 1)) await wait(5)
      await deliver(shop, () => running[sender % 2]?.url ?? '', order)
      state.answered += 1
    }
  }
  await Promise.all([killing(), ...Array.from({ length: SENDERS }, (_, sender) => sending(sender))])
  await shop.work()
  const { rows } = await sql`
    select state, attempts, count(*)::int as count from shops_deliveries group by state, attempts`.execute(shop.ctx.db)
  expect(rows).toEqual([{ state: 'done', attempts: 1, count: MESSAGES }])
  expect(await booked(shop)).toEqual({ orders: MESSAGES, placed: MESSAGES, told: MESSAGES, people: 40 })
})

test('a history whose worker is killed again and again comes in whole, and nothing twice', { timeout: 240_000 }, async () => {
  const theirs = await fakeShop(wooAnswers(wooOrders(900)))
  const shop = await testShop('woocommerce')
  const config = { ...shop.ctx.server.config, allowPrivate: true }
  await settleCredentials(shop.ctx, config, shop.id, { baseUrl: `${theirs.url}/store`, credentials: WOO_KEYS })
  await shop.app.as('owner').put(`/api/shops/${shop.id}/pull`)
  const came = async () => (await booked(shop)).orders
  for (let kills = 0; kills < 3; kills += 1) {
    const before = await came()
    const { kill } = await startProcess(shop.ctx)
    for (let tries = 0; (await came()) === before && tries < 1000; tries += 1) await wait(10)
    await kill()
    expect(await came()).toBeGreaterThan(before)
    // Its last sign of life is some minutes ago.
    await shop.ctx.db
      .updateTable('shops_pulls')
      .set({ heartbeat_at: new Date(Date.now() - 600_000) })
      .execute()
    await sweepShopsJob.work(shop.ctx.server, {})
  }
  expect(await came()).toBeLessThan(900)
  await runPull({ ...shop.ctx.server, config }, shop.ctx.workspace.id, shop.id)
  expect(await booked(shop)).toEqual({ orders: 900, placed: 0, told: 0, people: 40 })
  const { pull } = (await shop.app.as('owner').get(`/api/shops/${shop.id}`)).body
  expect(pull).toMatchObject({ state: 'done', counts: { orders: { done: 900, total: 900, skipped: 0 } } })
  expect(await shop.ctx.db.selectFrom('events').select('name').where('name', '=', 'shop.pulled').execute()).toHaveLength(1)
})

/** Sends a message until it is answered, as a shop does that tries again. */
async function deliver({ url, secret }: TestShop, server: () => string, order: unknown): Promise<void> {
  const body = JSON.stringify(order)
  // The same delivery each time.
  const headers = { 'content-type': 'application/json', ...signed('woocommerce', 'order.created', body, secret) }
  for (;;) {
    const answer = await fetch(`${server()}${url}`, { method: 'POST', headers, body }).catch(() => null)
    if (answer?.status === 200) return
    await wait(20)
  }
}

async function booked({ ctx }: TestShop) {
  const { rows } = await sql<{ orders: number; placed: number; told: number; people: number }>`
    select (select count(*)::int from orders) as orders, (select count(*)::int from customers) as people,
           (select count(*)::int from events where name = 'order.placed') as placed,
           (select count(distinct payload ->> 'orderId')::int from events where name = 'order.placed') as told`.execute(ctx.db)
  return rows[0] ?? { orders: 0, placed: 0, told: 0, people: 0 }
}
