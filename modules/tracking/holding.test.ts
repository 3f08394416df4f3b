import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { inTransaction } from '#core/context'
import { testApp, testCtx } from '#test/lab'
import { digestMessages } from './digest.ts'
import { trackingHolding } from './holding.ts'
import { keyed, makeSource } from './make.ts'

async function shop() {
  const ctx = await testCtx()
  const app = await testApp(ctx)
  const { key } = await makeSource(ctx)
  const send = (batch: readonly object[]) =>
    app.anonymous().post('/v1/batch', { batch }, { ...keyed(key), 'content-type': 'application/json', origin: '' })
  const ids = async () =>
    (await ctx.db.selectFrom('tracking_messages').select('message_id').orderBy('id').execute()).map((row) => row.message_id)
  return { ctx, send, ids }
}

test('a person is told their raw messages, and all of them are erased, digested or not, and no others', async () => {
  const { ctx, send, ids } = await shop()
  await send([
    { type: 'page', anonymousId: 'browser-1', messageId: 'before' },
    { type: 'identify', userId: 'user-1', anonymousId: 'browser-1', messageId: 'named', traits: { email: 'one@example.com' } },
    { type: 'track', userId: 'user-1', event: 'Order Completed', messageId: 'failed', properties: { order_id: '1', total: 'much' } },
    { type: 'page', userId: 'user-2', messageId: 'other' },
    { type: 'track', userId: 'user-1', messageId: 'refused' },
  ])
  await digestMessages(ctx)
  await send([{ type: 'page', userId: 'user-1', messageId: 'waiting' }])
  const rows = await ctx.db.selectFrom('tracking_messages').select(['message_id', 'profile_id']).execute()
  const family = ['before', 'named'].flatMap((id) => rows.find(({ message_id }) => message_id === id)?.profile_id ?? [])
  const told = await trackingHolding.tell?.(ctx, family)
  expect(told?.['messages']).toHaveLength(2)
  const erased = await inTransaction(ctx, async (ctx) => trackingHolding.erase?.(ctx, family))
  expect(erased).toEqual({ deleted: { messages: 4, refusals: 1 }, anonymised: {} })
  expect(await ids()).toEqual(['other'])
  expect(await inTransaction(ctx, async (ctx) => trackingHolding.erase?.(ctx, family))).toMatchObject({ deleted: { messages: 0 } })
})

test('messages and refusals are forgotten when they are old, but none that waits', async () => {
  const { ctx, send, ids } = await shop()
  await send([{ type: 'page', userId: 'u', messageId: 'old' }, { type: 'page', userId: 'u', messageId: 'new' }, 7 as unknown as object])
  await digestMessages(ctx)
  await send([{ type: 'page', userId: 'u', messageId: 'waits' }])
  await sql`update tracking_messages set id = uuidv7(interval '-40 days') where message_id <> 'new'`.execute(ctx.db)
  const before = new Date(Date.now() - 30 * 86_400_000)
  const [messages, refusals] = trackingHolding.retention ?? []
  expect([await messages?.purge(ctx, before), await refusals?.purge(ctx, before)]).toEqual([1, 0])
  expect((await ids()).toSorted()).toEqual(['new', 'waits'])
  expect(await refusals?.purge(ctx, new Date(Date.now() + 60_000))).toBe(1)
})
