import { sql } from 'kysely'
import type { Finding } from '../api.ts'
import { judgeClock, judgeDatabase, type DatabaseState } from '../domain.ts'
import { finding, type Check } from './check.ts'
import type { Db } from '#core/db'

/** Whether PostgreSQL is set as Bazgasht needs it. */
export const databaseCheck: Check = {
  name: 'database',
  look: async ({ db }): Promise<Finding[]> => {
    if (!db) return []
    return judgeDatabase(await databaseState(db)).map((judged) => ({ check: 'database', ...judged }))
  },
}

/** Whether this machine's clock is the database's, and both know the world's time zones. */
export const clockCheck: Check = {
  name: 'clock',
  look: async ({ db }): Promise<Finding[]> => {
    const zones = knowsZones() ? [] : [finding('bad', 'clock', 'clock_zones')]
    if (!db) return zones
    const asked = Date.now()
    const { rows } = await sql<{ now: Date; tehran: string }>`
      select clock_timestamp() as now, to_char(timestamptz '2026-01-01T00:00:00Z' at time zone 'Asia/Tehran', 'HH24:MI') as tehran
    `.execute(db)
    const [row] = rows
    // The answer is as old as half of the way there and back.
    const seconds = row ? (row.now.getTime() - (asked + Date.now()) / 2) / 1000 : 0
    return [...zones, { check: 'clock', ...judgeClock(seconds) }]
  },
}

/** What PostgreSQL says about itself. */
export async function databaseState(db: Db): Promise<DatabaseState> {
  const { rows } = await sql<DatabaseState>`
    select
      current_setting('server_version_num')::int / 10000 as version,
      pg_encoding_to_char(d.encoding) as encoding,
      coalesce(d.datlocale, d.datcollate) as collation,
      coalesce((select p.proleakproof from pg_proc p where p.oid = 'pg_catalog.textlike(text, text)'::regprocedure), false) as "isLeakproof",
      r.rolsuper as "isSuperuser",
      r.rolbypassrls as "bypassesRowSecurity",
      current_setting('fsync')::bool as fsync,
      current_setting('full_page_writes')::bool as "fullPageWrites",
      (select count(*)::int from pg_stat_activity a where a.backend_type = 'client backend') as connections,
      current_setting('max_connections')::int as "mostConnections",
      array(select e.name::text from pg_available_extensions e where e.name in ('pg_trgm', 'btree_gin')) as extensions
    from pg_database d, pg_roles r
    where d.datname = current_database() and r.rolname = current_user
  `.execute(db)
  const [state] = rows
  if (!state) throw new Error('the database does not know itself')
  return state
}

/** Node without its full time zones would show every hour in UTC. */
function knowsZones(): boolean {
  const tehran = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Tehran', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return tehran.format(new Date('2026-01-01T00:00:00Z')) === '03:30'
}
