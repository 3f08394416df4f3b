import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { connectPool, kyselyOver } from '#core/db'
import { runReactions, type Reaction } from '#core/reactions'

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
  const { address, workspace } = JSON.parse(process.argv[2])
  const db = kyselyOver(connectPool(address))
  const actor = { kind: 'system', userId: null, role: 'system', can: new Set<string>() } as const
  for (;;) {
    await runReactions({ db, workspace, actor, now: new Date() } as unknown as Ctx, [counting(20)])
    await wait(5)
  }
}
