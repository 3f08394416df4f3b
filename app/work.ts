import { CLOCKS, AUDIENCE, JOBS, REACTIONS } from './wiring.ts'
import { keepUp } from '#core/keep-up'
import { runReactions } from '#core/reactions'
import type { Server } from '#core/server'
import { reportProcess } from '#modules/operations'
import { digestMessages } from '#modules/tracking'
import { listWorkspaces, systemCtx, workspaceById } from '#modules/workspaces'

/** Begins everything that runs beside requests: jobs, clocks, reactions, live pages. The returned function ends it and lets running work finish. */
export async function startWork(server: Server): Promise<() => Promise<void>> {
  await server.live.start(AUDIENCE)
  await server.jobs.start(server, JOBS, CLOCKS)
  const workspaces = {
    signals: server.signals,
    log: server.log,
    workspaceIds: async () => (await listWorkspaces(server.db)).map(({ id }) => id),
    contextOf: async (id: string) => {
      const workspace = await workspaceById(server.db, id)
      return workspace && systemCtx(server, workspace)
    },
  }
  const stopReacting = await keepUp({ ...workspaces, channel: 'bazgasht_events', work: (ctx) => runReactions(ctx, REACTIONS) })
  const stopDigesting = await keepUp({ ...workspaces, channel: 'bazgasht_messages', work: digestMessages })
  const leave = await reportProcess(server)
  return async () => {
    await leave()
    await server.live.close()
    await stopDigesting()
    await stopReacting()
    await server.jobs.stop()
  }
}
