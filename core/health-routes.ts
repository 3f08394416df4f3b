import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import * as z from 'zod'
import { routes } from '#core/http'
import type { Server } from '#core/server'

const Health = z.object({ ok: z.boolean() })
const LIMIT = 2_000

export const healthRoutes = routes('health')

healthRoutes.get('/healthz', { summary: 'The process is up', may: 'public', gives: Health, run: async () => ({ ok: true }) })

healthRoutes.get('/readyz', {
  summary: 'The database answers, its tables are in place, and the process is not about to end',
  may: 'public',
  gives: Health,
  run: async ({ server, reply }) => {
    const ok = !server.stopping.signal.aborted && (await answers(server))
    if (!ok) void reply.status(503).type('application/json; charset=utf-8').send('{"ok":false}')
    return { ok }
  },
})

/** Within two seconds: a balancer that asks does not wait longer. */
async function answers({ db }: Server): Promise<boolean> {
  const asked = sql`select 1 from migrations limit 1`.execute(db).then(
    () => true,
    () => false,
  )
  return Promise.race([asked, wait(LIMIT, false, { ref: false })])
}
