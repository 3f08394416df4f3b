import * as z from 'zod'
import { job } from '#core/jobs'
import { listWorkspaces, systemCtx } from '#modules/workspaces'
import { purgeLog } from './settings.ts'

/** Every night: deletes the entries that are older than each workspace keeps them. */
export const purgeLogJob = job('audit.purge_log', z.unknown(), async (server) => {
  for (const workspace of await listWorkspaces(server.db)) await purgeLog(systemCtx(server, workspace))
})
