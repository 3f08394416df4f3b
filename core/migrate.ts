import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type pg from 'pg'
import { refused } from '#core/errors'

/** One step of the database's shape, as its file says it. */
export interface Migration {
  readonly name: string
  readonly text: string
  readonly checksum: string
}

/** What happens before the first of several steps is applied to a database that has some already. Others wait meanwhile. */
export type BeforeUpgrade = () => Promise<void>

/**
 * Applies every new `migrations/*.sql` file in the order of the folders, each in its own transaction, and returns their names.
 * Refuses a database that knows migrations this program does not, and a file that changed after it was applied.
 */
export async function migrate(client: pg.Client, folders: readonly string[], beforeUpgrade?: BeforeUpgrade): Promise<string[]> {
  const migrations = await readMigrations(folders)
  await makeRegister(client)
  const state = { found: (await appliedTo(client)).length, beforeUpgrade }
  const applied: string[] = []
  for (const migration of migrations) {
    if (await applyOnce(client, migration, { all: migrations, state })) applied.push(migration.name)
  }
  return applied
}

/** Every migration of the folders, in the order in which they are applied. */
export async function readMigrations(folders: readonly string[]): Promise<Migration[]> {
  return (await Promise.all(folders.map(readFolder))).flat()
}

/** Applies these migrations, none of which has been, in the transaction that the caller has opened. */
export async function applyWithin(client: pg.Client, migrations: readonly Migration[]): Promise<void> {
  await makeRegister(client)
  for (const migration of migrations) await apply(client, migration)
}

const TABLE = 'name text primary key, checksum text not null, applied_at timestamptz not null default now()'
/** Depending on how far the other process has come: its row in pg_type, its type, or its table is in the way. */
const MADE_BY_ANOTHER: ReadonlySet<unknown> = new Set(['23505', '42710', '42P07'])

/** `if not exists` looks before it locks: of two processes on an empty database one may find the other's table in the way, and that is fine. */
async function makeRegister(client: pg.Client): Promise<void> {
  try {
    await client.query(`create table if not exists migrations (${TABLE})`)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && MADE_BY_ANOTHER.has(error.code))) throw error
  }
}

interface Upgrade {
  readonly all: readonly Migration[]
  readonly state: { readonly found: number; beforeUpgrade: BeforeUpgrade | undefined }
}

/** Two processes may start at once: the table lock makes the second wait and then find the work done. */
async function applyOnce(client: pg.Client, migration: Migration, { all, state }: Upgrade): Promise<boolean> {
  await client.query('begin')
  try {
    await client.query('lock table migrations in share row exclusive mode')
    const rows = await appliedTo(client)
    refuseStrangers(rows, all)
    const known = rows.some((row) => row.name === migration.name)
    if (!known) {
      // More than were found at first: another process upgrades, and has done what comes before.
      if (rows.length > 0 && rows.length === state.found) await state.beforeUpgrade?.()
      await apply(client, migration)
      state.beforeUpgrade = undefined
    }
    await client.query('commit')
    return !known
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

async function apply(client: pg.Client, { name, text, checksum }: Migration): Promise<void> {
  await client.query(text)
  await client.query('insert into migrations (name, checksum) values ($1, $2)', [name, checksum])
}

interface Applied {
  readonly name: string
  readonly checksum: string
}

async function appliedTo(client: pg.Client): Promise<Applied[]> {
  return (await client.query<Applied>('select name, checksum from migrations')).rows
}

function refuseStrangers(rows: readonly Applied[], all: readonly Migration[]): void {
  const byName = new Map(all.map((migration) => [migration.name, migration]))
  for (const row of rows) {
    const migration = byName.get(row.name)
    if (!migration) throw refused('core.database_too_new', { migration: row.name })
    if (migration.checksum !== row.checksum) throw refused('core.migration_changed', { migration: row.name })
  }
}

async function readFolder(folder: string): Promise<Migration[]> {
  const owner = basename(dirname(folder))
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(folder, file), 'utf8')
      return { name: `${owner}/${file}`, text, checksum: createHash('sha256').update(text).digest('hex') }
    }),
  )
}
