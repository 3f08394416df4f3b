import type pg from 'pg'
import { refused } from '#core/errors'
import { listTables, nameList } from './tables.ts'

/** Whether a shop stands in the database. */
export async function hasWorkspaces(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(`select to_regclass('public.workspaces') is not null as found`)
  if (!rows[0]?.found) return false
  return (await client.query('select from workspaces limit 1')).rowCount === 1
}

/** Refuses a database that other processes of the product work on: they would go on with what they remember of it. */
export async function refuseInUse(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(`
    select from pg_stat_activity
    where datname = current_database() and application_name like 'bazgasht%' and pid <> pg_backend_pid()
    limit 1`)
  if (rowCount) throw refused('operations.restore_in_use')
}

/** Refuses a database that something else lives in. */
export async function refuseStrangeTables(client: pg.Client): Promise<void> {
  const names = (await listTables(client)).map(({ name }) => name)
  if (names.length > 0 && !names.includes('migrations')) throw refused('operations.restore_strange_tables', { table: names[0] ?? '' })
}

/** Drops every table of the product, and pg-boss's jobs, which speak of rows that are gone; in the caller's transaction. */
export async function emptyDatabase(client: pg.Client): Promise<void> {
  const tables = await listTables(client)
  if (tables.length > 0) await client.query(`drop table ${nameList(tables.map(({ name }) => name))} cascade`)
  await client.query('drop schema if exists pgboss cascade')
}
