import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { inTransaction } from '#core/context'
import { job, type Job } from '#core/jobs'
import { createServer } from '#core/server'
import { atEnd, testCtx, type TestCtx } from '#test/lab'

const Count = z.object({ n: z.number() })

test('a nudge counts when its transaction commits, and not when it is rolled back', async () => {
  const ctx = await testCtx()
  const { done, jobs } = counter()
  await inTransaction(ctx, async (ctx) => {
    await ctx.jobs.nudge(ctx, 'test.count', { n: 1 })
    throw new Error('changed my mind')
  }).catch(() => undefined)
  await inTransaction(ctx, (ctx) => ctx.jobs.nudge(ctx, 'test.count', { n: 2 }))
  expect(await ctx.jobs.drain(ctx.server, jobs)).toBe(1)
  expect(done).toEqual([2])
})

test('equal nudges merge while the first one waits, and not afterwards', async () => {
  const ctx = await testCtx()
  const { done, jobs } = counter()
  for (const n of [1, 1, 2]) await ctx.jobs.nudge(ctx, 'test.count', { n })
  await ctx.jobs.drain(ctx.server, jobs)
  expect(new Set(done)).toEqual(new Set([1, 2]))
  await ctx.jobs.nudge(ctx, 'test.count', { n: 1 })
  await ctx.jobs.drain(ctx.server, jobs)
  expect(done).toHaveLength(3)
})

test('a job that fails is tried again later, in whichever process works', async () => {
  const ctx = await testCtx()
  const failures = { left: 1 }
  const { done, jobs } = counter(() => {
    if (failures.left-- > 0) throw new Error('not yet')
  })
  const worker = await working(ctx, jobs)
  await ctx.jobs.nudge(ctx, 'test.count', { n: 5 })
  await until(() => done.length > 0)
  expect(done).toEqual([5])
  await worker.jobs.stop()
})

test('a worker is woken at once', async () => {
  const ctx = await testCtx()
  const { done, jobs } = counter()
  await working(ctx, jobs)
  await wait(300)
  const began = performance.now()
  await ctx.jobs.nudge(ctx, 'test.count', { n: 1 })
  await until(() => done.length > 0)
  expect(performance.now() - began).toBeLessThan(1_500)
})

test('what a job needs is read before it starts', async () => {
  const ctx = await testCtx()
  const { jobs } = counter()
  await expect(jobs[0]?.work(ctx.server, { n: 'one' })).rejects.toThrow()
})

/** A second process with workers. */
async function working(ctx: TestCtx, jobs: readonly Job[]) {
  const server = await createServer(ctx.server.config, ctx.server.address, ctx.server.holdings)
  atEnd(() => server.close())
  await server.jobs.start(server, jobs, [])
  return server
}

function counter(before: () => void = () => undefined) {
  const done: number[] = []
  const count = job('test.count', Count, async (_, { n }) => {
    before()
    done.push(n)
  })
  return { done, jobs: [count] }
}

async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1_500; turn += 1) {
    if (isSo()) return
    await wait(10)
  }
  throw new Error('it never came to be so')
}
