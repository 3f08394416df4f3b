import { sql } from 'kysely'
import type { Db } from '#core/db'

/** How large the database is, and how many use it. */
export interface DatabaseFigures {
  readonly version: string
  readonly bytes: number
  readonly connections: number
  readonly mostConnections: number
  readonly settings: readonly { readonly name: string; readonly value: string }[]
}

/** Settings that are worth knowing when something is slow. */
const SHOWN = ['shared_buffers', 'work_mem', 'effective_cache_size', 'max_wal_size', 'wal_level', 'synchronous_commit', 'jit']

/** Asked of PostgreSQL itself. */
export async function readDatabaseFigures(db: Db): Promise<DatabaseFigures> {
  const { rows } = await sql<Omit<DatabaseFigures, 'bytes'> & { bytes: bigint }>`
    select
      split_part(current_setting('server_version'), ' ', 1) as version,
      pg_database_size(current_database()) as bytes,
      (select count(*)::int from pg_stat_activity a where a.backend_type = 'client backend') as connections,
      current_setting('max_connections')::int as "mostConnections",
      (select json_agg(json_build_object('name', n, 'value', current_setting(n)) order by i)
       from unnest(${SHOWN}::text[]) with ordinality s (n, i)) as settings
  `.execute(db)
  const [row] = rows
  if (!row) throw new Error('the database does not answer')
  return { ...row, bytes: Number(row.bytes) }
}
