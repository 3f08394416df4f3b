import { mkdtempSync, openSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { DbAddress } from '#core/db'

/** How the given role reaches the server whose cluster lies in the folder. The superuser's own database is `postgres`. */
export function addressOf(cluster: string, role: 'postgres' | 'bazgasht'): DbAddress {
  return { host: shortPath(cluster), port: 5432, user: role, database: role, password: '', ssl: false, connectionTimeoutMillis: 10_000 }
}

/** Whether the server takes connections. */
export async function serverAnswers(address: DbAddress): Promise<boolean> {
  const client = new pg.Client(address)
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Makes the application's role and database when they are missing: at the first start, or when that one was interrupted. */
export async function ensureDatabase(address: DbAddress, superuser: DbAddress): Promise<void> {
  if (await serverAnswers(address)) return
  const client = new pg.Client(superuser)
  await client.connect()
  try {
    const { rowCount: roles } = await client.query(`select 1 from pg_roles where rolname = 'bazgasht'`)
    if (!roles) await client.query('create role bazgasht login')
    const { rowCount: databases } = await client.query(`select 1 from pg_database where datname = 'bazgasht'`)
    if (databases) return
    await letSearchesUseIndexes(superuser)
    await client.query('create database bazgasht owner bazgasht')
  } finally {
    await client.end()
  }
}

/**
 * Behind a row-level security policy PostgreSQL looks up in an index only what is declared to tell nothing about hidden rows. LIKE tells
 * nothing (its errors are about the pattern alone), but only a superuser may say so. Said in the template that new databases are copied from.
 */
async function letSearchesUseIndexes(superuser: DbAddress): Promise<void> {
  const template = new pg.Client({ ...superuser, database: 'template1' })
  await template.connect()
  try {
    await template.query('alter function pg_catalog.textlike(text, text) leakproof')
  } finally {
    await template.end()
  }
}

const SOCKET_NAME_LIMIT = 100

/** A socket's name may have 107 bytes and a data folder's path may be longer, so a long one gets a short second name for this process. */
function shortPath(folder: string): string {
  if (Buffer.byteLength(join(folder, '.s.PGSQL.5432')) < SOCKET_NAME_LIMIT) return folder
  if (process.platform === 'linux') return `/proc/self/fd/${openSync(folder, 'r')}`
  const link = join(mkdtempSync(join(tmpdir(), 'bazgasht-')), 's')
  symlinkSync(folder, link)
  return link
}
