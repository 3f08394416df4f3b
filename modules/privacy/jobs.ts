import * as z from 'zod'
import { job } from '#core/jobs'
import { listWorkspaces, systemCtx } from '#modules/workspaces'
import { carryOutDue } from './erase-customer.ts'
import { purgeOld } from './purge-old.ts'

/** Every night: forgets what is older than each workspace keeps it. */
export const purgeJob = job('privacy.purge_old', z.unknown(), async (server) => {
  for (const workspace of await listWorkspaces(server.db)) await purgeOld(systemCtx(server, workspace))
})

/** Every hour: erases those whose days of grace are over. */
export const eraseDueJob = job('privacy.erase_due', z.unknown(), async (server) => {
  for (const workspace of await listWorkspaces(server.db)) await carryOutDue(systemCtx(server, workspace))
})
