import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { runReactions, type Reaction } from '#core/reactions'
import { createServer } from '#core/server'
import { listWorkspaces, systemCtx } from '#modules/workspaces'
import { testConfig } from './settings.ts'

/** Notes every event in the table `effects`, slowly when told so, to give a killer time. */
export function counting(slowness: number): Reaction {
  return {
    name: 'test.counts',
    on: ['workspace.created'],
    run: async (ctx, events) => {
      const seqs = events.map(({ seq }) => String(seq))
      await sql`insert into effects select ${ctx.workspace.id}::uuid, unnest(${seqs}::bigint[])`.execute(ctx.db)
      if (slowness > 0) await wait(slowness)
    },
  }
}

/** Run as a process of its own: reacts until it is killed. */
if (process.argv[1] === import.meta.filename && process.argv[2]) {
  const { address, folder } = JSON.parse(process.argv[2])
  const server = await createServer(testConfig(folder), address)
  for (;;) {
    for (const workspace of await listWorkspaces(server.db)) await runReactions(systemCtx(server, workspace), [counting(20)])
    await wait(5)
  }
}
