import pg from 'pg'

/** A table as it is copied. */
export interface CopiedTable {
  readonly name: string
  /** Without those that PostgreSQL computes. */
  readonly columns: readonly string[]
  /** Row-level security shows one workspace's rows at a time. */
  readonly isGuarded: boolean
  /** How much it takes on disk, bytes. */
  readonly size: number
}

/** Every table of the product. pg-boss has a schema of its own, and its jobs are nudges that the next start gives again. */
export async function listTables(client: pg.Client): Promise<CopiedTable[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; guarded: boolean; size: string | bigint }>(`
    select
      c.relname::text as name,
      c.relrowsecurity as guarded,
      pg_table_size(c.oid) as size,
      (
        select array_agg(a.attname::text order by a.attnum)
        from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      ) as columns
    from pg_class c
    where c.relnamespace = 'public'::regnamespace
      and c.relkind in ('r', 'p')
      and not c.relispartition
      and c.relpersistence = 'p'
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    order by c.relname collate "C"`)
  return rows.map(({ name, columns, guarded, size }) => ({ name, columns: columns ?? [], isGuarded: guarded, size: Number(size) }))
}

/** How values are written and read as text, whatever the server or the role is set to. */
export const SAME_TEXT = [
  `set local client_encoding = 'UTF8'`,
  `set local datestyle = 'ISO, YMD'`,
  `set local intervalstyle = 'postgres'`,
  `set local timezone = 'UTC'`,
  `set local extra_float_digits = 1`,
  `set local bytea_output = 'hex'`,
  `set local statement_timeout = 0`,
  `set local idle_in_transaction_session_timeout = 0`,
  `set local synchronize_seqscans = off`,
].join(';')

/** Rows as they lie, from the first page to the last, whatever part of a table they are: the quickest way to read all, and the same bytes each time. */
export const AS_THEY_LIE = [
  'set local enable_indexscan = off',
  'set local enable_indexonlyscan = off',
  'set local max_parallel_workers_per_gather = 0',
].join(';')

/** Names with commas between, safe to stand in SQL. */
export function nameList(names: readonly string[]): string {
  return names.map(nameText).join(', ')
}

/** A name, safe to stand in SQL. */
export const nameText = (name: string): string => pg.escapeIdentifier(name)
