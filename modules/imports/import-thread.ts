import { parentPort, workerData } from 'node:worker_threads'
import * as z from 'zod'
import { connectPool, kyselyOver } from '#core/db'
import { filesIn } from '#core/files'
import { createJobs } from '#core/jobs'
import { createLog } from '#core/log'
import { systemCtx, workspaceById } from '#modules/workspaces'
import { performImport, type Run } from './perform-import.ts'
import { performUndo } from './undo-import.ts'
import { failureOf } from './work.ts'

/** Begins where work.ts starts a thread: an import keeps a processor busy for minutes, and pages must stay quick meanwhile. */
const { address, folder, workspaceId, importId, task } = z
  .object({
    address: z.record(z.string(), z.any()),
    folder: z.string(),
    workspaceId: z.uuid(),
    importId: z.uuid(),
    task: z.enum(['run', 'undo']),
  })
  .parse(workerData)
const port = parentPort
if (!port) throw new Error('runs in a thread')

const stop = new AbortController()
port.on('message', () => stop.abort())

const pool = connectPool({ ...address, application_name: 'bazgasht import' }, 1)
try {
  const db = kyselyOver(pool)
  const workspace = await workspaceById(db, workspaceId)
  if (!workspace) throw new Error('the workspace is gone')
  const ctx = systemCtx({ db, files: filesIn(folder), jobs: createJobs(address, createLog('silent')), holdings: [] }, workspace)
  const run: Run = {
    importId,
    tell: (stand) => port.postMessage({ stand }),
    working: (pid) => port.postMessage({ pid }),
    signal: stop.signal,
  }
  await (task === 'run' ? performImport(ctx, run) : performUndo(ctx, run))
  port.postMessage({ done: true })
} catch (error) {
  port.postMessage({ failure: failureOf(error) })
} finally {
  await pool.end()
  port.close()
}
