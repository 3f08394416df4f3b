import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Tables } from '../app/tables.ts'

export type Db = Kysely<Tables>

const INT8 = 20
const NUMERIC = 1700
const DATE = 1082

/** Text formats that pg leaves as strings: int8 becomes bigint, numeric a number, date stays 'yyyy-mm-dd'. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (format !== 'binary' && oid === INT8) return (text: string) => BigInt(text)
    if (format !== 'binary' && oid === NUMERIC) return (text: string) => Number(text)
    if (format !== 'binary' && oid === DATE) return (text: string) => text
    return pg.types.getTypeParser(oid, format ?? 'text')
  },
}

/** How to reach the database: a URL of one's own, or the embedded server's socket folder. */
export type DbAddress = pg.ClientConfig

/** A pool that every route and job shares. */
export function connectPool(address: DbAddress, max = 10): pg.Pool {
  const pool = new pg.Pool({ ...address, max, types, application_name: 'bazgasht', idleTimeoutMillis: 30_000 })
  // A connection that the server closes (a restart, say) is replaced, and its queries fail by themselves; but without a listener, idle or at work, it
  // would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** One connection outside the pool, for LISTEN, COPY and long work. The caller ends it. */
export async function connectClient(address: DbAddress): Promise<pg.Client> {
  const client = new pg.Client({ ...address, types, application_name: 'bazgasht' })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** Typed queries over a pool. */
export function kyselyOver(pool: pg.Pool): Db {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}
