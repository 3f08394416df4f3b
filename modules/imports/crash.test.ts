import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { testCtx } from '#test/lab'
import { bookOf } from './make.ts'
import { importFor } from './queries.ts'
import { runQueued } from './run-import.ts'
import { queueImport } from './settle-import.ts'
import { receiveImport } from './upload.ts'

/** A process of its own that runs what is queued. */
const RUNNER = `
  import { connectPool, kyselyOver } from '#core/db'
  import { filesIn } from '#core/files'
  import { createJobs } from '#core/jobs'
  import { createLog } from '#core/log'
  import { runQueued } from '#modules/imports'
  const { address, folder, workspaceId } = JSON.parse(process.argv[1])
  const log = createLog('silent')
  const pool = connectPool(address, 3)
  await runQueued({ address, db: kyselyOver(pool), files: filesIn(folder), jobs: createJobs(address, log), log }, workspaceId)
`

test('An import whose process is killed half-way starts over, and nothing comes in twice.', { timeout: 120_000 }, async () => {
  const ctx = await testCtx()
  const text = ['customer_id,order_number,date,amount', ...Array.from({ length: 60_000 }, (_, k) => `c${k % 3000},${k},2026-01-05,10`)].join('\n')
  const { import: received } = await receiveImport(ctx, { fileName: 'a.csv', content: Readable.from([text]) })
  await queueImport(ctx, received.id)

  const given = JSON.stringify({ address: ctx.server.address, folder: ctx.files.folder, workspaceId: ctx.workspace.id })
  const child = spawn(process.execPath, ['--input-type=module', '-e', RUNNER, given], { stdio: 'inherit' })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  // Half-way: the file is read and its orders are being written.
  const progress = async () => (await importFor(ctx, received.id)).progress as { stage: string } | null
  while (!['customers', 'orders', 'counting'].includes((await progress())?.stage ?? '')) {
    expect(child.exitCode).toBe(null)
    await sleep(10)
  }
  child.kill('SIGKILL')
  await ended
  expect(await importFor(ctx, received.id)).toMatchObject({ status: 'running' })

  // While its last sign of life is fresh nobody else takes it.
  await runQueued(ctx.server, ctx.workspace.id)
  expect(await importFor(ctx, received.id)).toMatchObject({ status: 'running' })
  await ctx.db.updateTable('imports').set({ heartbeat_at: new Date(Date.now() - 60_000) }).execute()
  await runQueued(ctx.server, ctx.workspace.id)
  expect(await importFor(ctx, received.id)).toMatchObject({ status: 'done', result: { orders: { created: 60_000 }, customers: { created: 3000 } } })
  const { summaries, orders } = await bookOf(ctx)
  expect(orders).toHaveLength(60_000)
  expect(summaries).toHaveLength(3000)
})
