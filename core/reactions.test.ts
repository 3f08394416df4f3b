import { fork, type ChildProcess } from 'node:child_process'
import { randomUUIDv7 } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { inTransaction } from '#core/context'
import { emit } from '#core/events'
import { eventsHolding } from '#core/events-holding'
import { keepUp } from '#core/keep-up'
import { dropParked, retryParked, runReactions, type Reaction } from '#core/reactions'
import { listWorkspaces, systemCtx, workspaceById } from '#modules/workspaces'
import { testCtx, type TestCtx } from '#test/lab'
import { counting } from '#test/reactions-child'

test('a reaction sees each event once, in order, however often it is woken', async () => {
  const ctx = await testCtx()
  const seen: string[] = []
  const reaction: Reaction = {
    name: 'test.listens',
    on: ['workspace.created'],
    run: async (_, events) => void seen.push(...events.map((event) => (event.name === 'workspace.created' ? event.payload.name : ''))),
  }
  await emitMany(ctx, 700)
  await runReactions(ctx, [reaction])
  await emit(ctx, 'workspace.changed', { fields: [] })
  await emit(ctx, 'workspace.created', { name: 'late' })
  await runReactions(ctx, [reaction])
  await runReactions(ctx, [reaction])
  expect(seen).toEqual([...Array.from({ length: 700 }, (_, index) => `n${index}`), 'late'])
})

test('two runners at once have the effects of one', async () => {
  const ctx = await withEffects(await testCtx())
  const stops = await Promise.all([react(ctx), react(ctx)])
  await Promise.all([emitMany(ctx, 300), emitMany(ctx, 300), emitMany(ctx, 300)])
  await until(async () => (await effectsOf(ctx)).length === 900)
  for (const stop of stops) await stop()
  expect(await effectsOf(ctx)).toEqual(Array.from({ length: 900 }, (_, index) => index + 1))
})

test('after kill -9 in the middle, again and again, each event has had its effects once', async () => {
  const ctx = await withEffects(await testCtx())
  for (let kill = 0; kill < 3; kill += 1) {
    await emitMany(ctx, 600)
    const children = [startChild(ctx), startChild(ctx)]
    const before = (await effectsOf(ctx)).length
    await until(async () => (await effectsOf(ctx)).length > before)
    // Somewhere in the 30 ms that a batch takes: some children die between a batch's effects and its commit.
    await wait(Math.random() * 30)
    await Promise.all(children.map(killed))
  }
  await until(async () => {
    await runReactions(ctx, [counting(0)])
    return (await effectsOf(ctx)).length === 1_800
  })
  expect(await effectsOf(ctx)).toEqual(Array.from({ length: 1_800 }, (_, index) => index + 1))
}, 60_000)

test('a poison event is parked and the others go on; repaired, it is digested by hand', async () => {
  const ctx = await withEffects(await testCtx())
  await emitMany(ctx, 40)
  const poisoned = { ...counting(0), run: poisonedBy(17n) }
  await runReactions(ctx, [poisoned])
  expect(await effectsOf(ctx)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1).filter((seq) => seq !== 17))
  const parked = await ctx.db.selectFrom('event_parkings').selectAll().execute()
  expect(parked).toMatchObject([{ reaction: 'test.counts', seq: 17n, error: 'error 22P02' }])

  expect(await retryParked(ctx, poisoned, 17n)).toBe(false)
  expect(await retryParked(ctx, counting(0), 17n)).toBe(true)
  expect(await retryParked(ctx, counting(0), 17n)).toBeUndefined()
  expect(await effectsOf(ctx)).toHaveLength(40)
})

test('a parked event can be given up', async () => {
  const ctx = await withEffects(await testCtx())
  await emitMany(ctx, 2)
  await runReactions(ctx, [{ ...counting(0), run: poisonedBy(2n) }])
  expect(await dropParked(ctx, 'test.counts', 2n)).toBe(true)
  expect(await dropParked(ctx, 'test.counts', 2n)).toBe(false)
})

test('what was said about an erased person is reacted to no more, and what was parked of it is settled', async () => {
  const ctx = await testCtx()
  const profileId = randomUUIDv7()
  const seen: bigint[] = []
  let fails = true
  const reaction: Reaction = {
    name: 'test.listens',
    on: ['customer.created'],
    run: async (_, events) => {
      if (fails) throw new Error('poison')
      seen.push(...events.map(({ seq }) => seq))
    },
  }
  const created = (customerId: string) => emit(ctx, 'customer.created', { customerId, source: '' }, { customerId })
  const parked = await created(profileId)
  await runReactions(ctx, [reaction])
  await created(profileId)
  const other = await created(randomUUIDv7())
  await inTransaction(ctx, async (ctx) => eventsHolding.erase?.(ctx, [profileId]))
  expect(await retryParked(ctx, reaction, parked)).toBe(true)
  fails = false
  await runReactions(ctx, [reaction])
  expect(seen).toEqual([other])
  expect(await ctx.db.selectFrom('event_parkings').selectAll().execute()).toEqual([])
})

test('what fails for a while is tried again, not parked', async () => {
  const ctx = await withEffects(await testCtx())
  await emitMany(ctx, 3)
  const deadlocked: Reaction = { ...counting(0), run: () => Promise.reject(Object.assign(new Error('deadlock'), { code: '40P01' })) }
  await expect(runReactions(ctx, [deadlocked])).rejects.toThrow('deadlock')
  await runReactions(ctx, [counting(0)])
  expect(await effectsOf(ctx)).toEqual([1, 2, 3])
  expect(await ctx.db.selectFrom('event_parkings').selectAll().execute()).toEqual([])
})

function poisonedBy(seq: bigint): Reaction['run'] {
  return async (ctx, events) => {
    await counting(0).run(ctx, events)
    if (events.some((event) => event.seq === seq)) await sql`select 'no number'::int`.execute(ctx.db)
  }
}

async function withEffects(ctx: TestCtx): Promise<TestCtx> {
  await ctx.server.pool.query('create table effects (workspace_id uuid, seq bigint)')
  return ctx
}

async function effectsOf(ctx: TestCtx): Promise<number[]> {
  const { rows } = await ctx.server.pool.query<{ seq: bigint }>('select seq from effects order by seq')
  return rows.map(({ seq }) => Number(seq))
}

async function emitMany(ctx: TestCtx, count: number): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    for (let index = 0; index < count; index += 1) await emit(ctx, 'workspace.created', { name: `n${index}` })
  })
}

function react({ server }: TestCtx): Promise<() => Promise<void>> {
  return keepUp({
    signals: server.signals,
    log: server.log,
    channel: 'bazgasht_events',
    work: (ctx) => runReactions(ctx, [counting(1)]),
    workspaceIds: async () => (await listWorkspaces(server.db)).map(({ id }) => id),
    contextOf: async (id) => {
      const workspace = await workspaceById(server.db, id)
      return workspace && systemCtx(server, workspace)
    },
  })
}

function startChild(ctx: TestCtx): ChildProcess {
  const given = JSON.stringify({ address: ctx.server.address, workspace: ctx.workspace })
  return fork(new URL('../test/reactions-child.ts', import.meta.url), [given], { execArgv: [] })
}

async function killed(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 1_500; turn += 1) {
    if (await isSo()) return
    await wait(10)
  }
  throw new Error('it never came to be so')
}
