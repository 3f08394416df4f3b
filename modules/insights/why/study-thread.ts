import { parentPort, workerData } from 'node:worker_threads'
import * as z from 'zod'
import { connectPool, kyselyOver } from '#core/db'
import { filesIn } from '#core/files'
import { createJobs } from '#core/jobs'
import { createLog } from '#core/log'
import { systemCtx, workspaceById } from '#modules/workspaces'
import { performStudy } from './perform-study.ts'
import { CompiledAmong, queryOf } from './compiled-among.ts'

/** Begins where run-study.ts starts a thread: a study keeps a processor busy for minutes, and pages must stay quick meanwhile. */
const { address, folder, workspaceId, study, among } = z
  .object({
    address: z.record(z.string(), z.any()),
    folder: z.string(),
    workspaceId: z.uuid(),
    study: z.object({ id: z.uuid(), lens: z.string() }),
    among: CompiledAmong.nullable(),
  })
  .parse(workerData)
const port = parentPort
if (!port) throw new Error('runs in a thread')

// One connection reads orders, the other writes what follows from them.
const pool = connectPool({ ...address, application_name: 'bazgasht study' }, 2)
try {
  const db = kyselyOver(pool)
  const workspace = await workspaceById(db, workspaceId)
  if (!workspace) throw new Error('the workspace is gone')
  const ctx = systemCtx({ db, files: filesIn(folder), jobs: createJobs(address, createLog('silent')), holdings: [] }, workspace)
  await performStudy(ctx, study, among && queryOf(among), { tell: (share) => port.postMessage({ share }) })
  port.postMessage({ done: true })
} catch (error) {
  port.postMessage({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) })
} finally {
  await pool.end()
}
