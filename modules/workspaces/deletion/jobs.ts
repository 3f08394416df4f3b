import * as z from 'zod'
import { job, type Job } from '#core/jobs'
import { systemCtx } from '../contexts.ts'
import { workspacesToDelete } from '../queries.ts'
import { deleteWorkspace, type FilesOf } from './delete-workspace.ts'

/** By the clock: deletes the shops whose days of grace are over, and goes on where a crash cut that off. */
export const deleteDueJob = (filesOf: FilesOf): Job =>
  job('workspaces.delete_due', z.unknown(), async (server) => {
    for (const workspace of await workspacesToDelete(server.db, new Date())) {
      let rows = 0
      for await (const step of deleteWorkspace(server, systemCtx(server, workspace), filesOf)) rows += step
      server.log.info({ workspace: workspace.id, rows }, 'workspace deleted')
    }
  })
