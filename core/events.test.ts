import { expect, test } from 'vitest'
import { inTransaction } from '#core/context'
import { emit, emitAll } from '#core/events'
import { makeWorkspace, testCtx, type TestCtx } from '#test/lab'

test('events are numbered without a gap, whoever emits and whatever is rolled back', async () => {
  const ctx = await testCtx()
  const emitters = Array.from({ length: 20 }, (_, emitter) => emitTenTimes(ctx, emitter))
  await Promise.all(emitters)
  const seqs = (await eventsOf(ctx)).map(({ seq }) => Number(seq))
  expect(seqs).toHaveLength(20 * 7)
  expect(seqs).toEqual(seqs.map((_, index) => index + 1))
})

test('a message is stored once, also when it comes twice at the same time', async () => {
  const ctx = await testCtx()
  const twice = await Promise.all([1, 2, 3, 4].map(() => emit(ctx, 'workspace.created', { name: 'x' }, { messageId: 'm-1' })))
  expect(new Set(twice).size).toBe(1)
  await emit(ctx, 'workspace.created', { name: 'y' })
  expect((await eventsOf(ctx)).map(({ seq }) => seq)).toEqual([1n, 2n])
})

test('each workspace counts for itself', async () => {
  const ctx = await testCtx()
  const other = { ...ctx, db: ctx.server.db, workspace: await makeWorkspace(ctx.server.db) }
  await emit(ctx, 'workspace.created', { name: 'x' })
  expect(await emit(other, 'workspace.created', { name: 'y' })).toBe(1n)
})

/** Of ten transactions the third, sixth and ninth fail after emitting. */
async function emitTenTimes(ctx: TestCtx, emitter: number): Promise<void> {
  for (let turn = 1; turn <= 10; turn += 1) {
    await inTransaction(ctx, async (ctx) => {
      await emit(ctx, 'workspace.created', { name: `${emitter}/${turn}` })
      if (turn % 3 === 0) throw new Error('changed my mind')
    }).catch(() => undefined)
  }
}

function eventsOf(ctx: TestCtx) {
  return ctx.db.selectFrom('events').select(['seq', 'name']).where('workspace_id', '=', ctx.workspace.id).orderBy('seq').execute()
}

test('many events go in at once, and a message that is known stays out', async () => {
  const ctx = await testCtx()
  const event = (messageId: string) => ({ name: 'workspace.changed', payload: { fields: [messageId] }, messageId }) as const
  expect(await emitAll(ctx, [event('a'), event('b'), event('a')])).toBe(2)
  expect(await emitAll(ctx, [event('b'), event('c')])).toBe(1)
  const rows = await ctx.db.selectFrom('events').select(['seq', 'message_id']).orderBy('seq').execute()
  expect(rows).toEqual([
    { seq: 1n, message_id: 'a' },
    { seq: 2n, message_id: 'b' },
    { seq: 3n, message_id: 'c' },
  ])
})

test('two at once with the same messages store each once', async () => {
  const ctx = await testCtx()
  const events = Array.from({ length: 20 }, (_, k) => ({ name: 'workspace.changed', payload: { fields: [] }, messageId: `m${k}` }) as const)
  const counts = await Promise.all([emitAll(ctx, events), emitAll(ctx, events.toReversed()), emitAll(ctx, events)])
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(20)
})
