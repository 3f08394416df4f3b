import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from, to } from 'pg-copy-streams'
import { refused } from '#core/errors'
import type { BackupProgress, Part, PartBegin } from './format.ts'
import { nameList, nameText } from './tables.ts'

/** Copies rows into a table that this transaction made: they need no write-ahead log where nothing else reads it, nor a vacuum later. */
export async function loadTable(client: pg.Client, { name, columns }: PartBegin, chunks: AsyncIterable<Buffer>): Promise<void> {
  const stream = client.query(from(`copy ${nameText(name)} (${nameList(columns)}) from stdin with (freeze)`))
  await pipeline(Readable.from(chunks), stream)
}

/** Reads each table again as the backup has it, and refuses what is not the same byte for byte. */
export async function compareTables(client: pg.Client, tables: readonly Part[], tell: (progress: BackupProgress) => void): Promise<void> {
  for (const [index, { name, columns, rows, sha256 }] of tables.entries()) {
    tell({ part: name, share: index / tables.length })
    const sum = createHash('sha256')
    const stream = client.query(to(`copy ${nameText(name)} (${nameList(columns)}) to stdout`))
    for await (const chunk of stream) sum.update(chunk)
    if (stream.rowCount !== rows || sum.digest('hex') !== sha256) throw refused('operations.restore_differs', { table: name })
  }
}

/** How to make a key or index again. */
interface Key {
  readonly name: string
  readonly table: string
  readonly make: string
  readonly isConstraint: boolean
}

/** Drops what would slow every row down, foreign keys first, and gives how to make it again, foreign keys last. */
export async function dropKeys(client: pg.Client): Promise<Key[]> {
  const { rows } = await client.query<{ name: string; table: string; make: string; constraint: boolean }>(`
    select c.conname as name, t.relname as table, pg_get_constraintdef(c.oid) as make, true as constraint, case c.contype when 'f' then 2 else 0 end as place
    from pg_constraint c
    join pg_class t on t.oid = c.conrelid
    where c.connamespace = 'public'::regnamespace and c.contype in ('p', 'u', 'x', 'f')
    union all
    select i.relname, t.relname, pg_get_indexdef(x.indexrelid), false, 1
    from pg_index x
    join pg_class i on i.oid = x.indexrelid
    join pg_class t on t.oid = x.indrelid
    where t.relnamespace = 'public'::regnamespace
      and not exists (select from pg_constraint c where c.conindid = x.indexrelid and c.contype in ('p', 'u', 'x'))
    order by place, 2, 1`)
  const keys = rows.map(({ name, table, make, constraint }) => ({ name, table, make, isConstraint: constraint }))
  for (const { name, table, isConstraint } of keys.toReversed()) {
    await client.query(isConstraint ? `alter table ${nameText(table)} drop constraint ${nameText(name)}` : `drop index ${nameText(name)}`)
  }
  return keys
}

/** Builds keys and indexes; rows that a key refuses end the restore. */
export async function addKeys(client: pg.Client, keys: readonly Key[], tell: (progress: BackupProgress) => void): Promise<void> {
  for (const [index, { name, table, make, isConstraint }] of keys.entries()) {
    tell({ part: name, share: index / keys.length })
    await client.query(isConstraint ? `alter table ${nameText(table)} add constraint ${nameText(name)} ${make}` : make)
  }
}

/**
 * Lets the owner of the tables, the application's own role, see and write rows of every workspace until `guardTables`; nobody else sees it, for it
 * happens in one transaction. PostgreSQL refuses COPY into a table with row-level security.
 */
export async function unguardTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`
    select relname::text as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relrowsecurity and relforcerowsecurity`)
  for (const { name } of rows) await client.query(`alter table ${nameText(name)} no force row level security`)
  return rows.map(({ name }) => name)
}

/** Holds the owner by row-level security again. */
export async function guardTables(client: pg.Client, names: readonly string[]): Promise<void> {
  for (const name of names) await client.query(`alter table ${nameText(name)} force row level security`)
}
