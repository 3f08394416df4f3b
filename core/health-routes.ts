import { sql } from 'kysely'
import * as z from 'zod'
import { routes } from '#core/http'

const Health = z.object({ ok: z.boolean() })

export const healthRoutes = routes('health')

healthRoutes.get('/healthz', { summary: 'The process is up', may: 'public', gives: Health, run: async () => ({ ok: true }) })

healthRoutes.get('/readyz', {
  summary: 'The database answers and its tables are in place',
  may: 'public',
  gives: Health,
  run: async ({ server }) => {
    await sql`select 1 from migrations limit 1`.execute(server.db)
    return { ok: true }
  },
})
