import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { runJobs, testCtx, type TestCtx } from '#test/lab'
import { sweepImportsJob } from './jobs.ts'
import { bookOf, imported } from './make.ts'
import { importFor } from './queries.ts'
import { runQueued } from './run-import.ts'
import { queueImport } from './settle-import.ts'
import { deleteImport } from './undo-import.ts'
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
  await runQueued({ address, db: kyselyOver(pool), files: filesIn(folder), jobs: createJobs(address, log), holdings: [], log }, workspaceId)
`

const TEXT = ['customer_id,order_number,date,amount', ...Array.from({ length: 60_000 }, (_, k) => `c${k % 3000},${k},2026-01-05,10`)].join(
  '\n',
)

test('An import whose process is killed half-way starts over, and nothing comes in twice.', { timeout: 120_000 }, async () => {
  const ctx = await testCtx()
  const { import: received } = await receiveImport(ctx, { fileName: 'a.csv', content: Readable.from([TEXT]) })
  await queueImport(ctx, received.id)
  await killHalfWay(ctx, received.id)
  expect(await importFor(ctx, received.id)).toMatchObject({ status: 'running' })

  // While its last sign of life is fresh nobody else takes it.
  await runQueued(ctx.server, ctx.workspace.id)
  expect(await importFor(ctx, received.id)).toMatchObject({ status: 'running' })
  await grownOld(ctx)
  await runQueued(ctx.server, ctx.workspace.id)
  expect(await importFor(ctx, received.id)).toMatchObject({
    status: 'done',
    result: { orders: { created: 60_000 }, customers: { created: 3000 } },
  })
  const { summaries, orders } = await bookOf(ctx)
  expect(orders).toHaveLength(60_000)
  expect(summaries).toHaveLength(3000)
})

test('Taking an import back whose process is killed half-way is resumed by the sweep.', { timeout: 120_000 }, async () => {
  const ctx = await testCtx()
  const { id } = await imported(ctx, TEXT)
  await deleteImport(ctx, id)
  await killHalfWay(ctx, id)
  expect(await importFor(ctx, id)).toMatchObject({ status: 'undoing' })
  expect(await waitingSweeps(ctx)).toEqual([])

  // Its last sign of life is fresh, so the sweep only makes a note to look again when it no longer is.
  await sweepImportsJob.work(ctx.server, {})
  await runQueued(ctx.server, ctx.workspace.id)
  expect(await importFor(ctx, id)).toMatchObject({ status: 'undoing' })
  const [seconds = 0] = await waitingSweeps(ctx)
  expect(seconds).toBeGreaterThan(20)
  expect(seconds).toBeLessThanOrEqual(32)
  expect((await bookOf(ctx)).orders).toHaveLength(60_000)

  await grownOld(ctx)
  await sweepImportsJob.work(ctx.server, {})
  await runJobs(ctx.server)
  expect(await importFor(ctx, id)).toMatchObject({ status: 'undone' })
  expect(await bookOf(ctx)).toEqual({ orders: [], customers: [], cells: [], summaries: [] })
})

/** Lets another process do what waits, and kills it while it writes. */
async function killHalfWay(ctx: TestCtx, id: string): Promise<void> {
  const given = JSON.stringify({ address: ctx.server.address, folder: ctx.files.folder, workspaceId: ctx.workspace.id })
  const child = spawn(process.execPath, ['--input-type=module', '-e', RUNNER, given], { stdio: 'inherit' })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const progress = async () => (await importFor(ctx, id)).progress as { stage: string } | null
  while (!['customers', 'orders', 'counting'].includes((await progress())?.stage ?? '')) {
    expect(child.exitCode).toBe(null)
    await sleep(10)
  }
  child.kill('SIGKILL')
  await ended
}

async function grownOld(ctx: TestCtx): Promise<void> {
  await ctx.db
    .updateTable('imports')
    .set({ heartbeat_at: new Date(Date.now() - 60_000) })
    .execute()
}

/** In how many seconds each of them is due. */
async function waitingSweeps(ctx: TestCtx): Promise<number[]> {
  const { rows } = await sql<{ seconds: number }>`
    select extract(epoch from start_after - now())::float8 as seconds
    from pgboss.job where name = 'imports.sweep' and state = 'created'`.execute(ctx.db)
  return rows.map(({ seconds }) => seconds)
}
