import type pg from 'pg'

interface Column {
  readonly name: string
  readonly type: string
}

/** Every table that belongs to a workspace, by name. */
export async function scopedTables(admin: pg.Client): Promise<string[]> {
  const { rows } = await admin.query<{ relname: string }>(`
    select relname from pg_class join pg_attribute on attrelid = pg_class.oid and attname = 'workspace_id' and not attisdropped
    where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace order by relname`)
  return rows.map(({ relname }) => relname)
}

/** Puts one row of made-up values into a table, but for the given columns; rules about values are dropped, because they do not matter here. */
export async function insertAnything(admin: pg.Client, table: string, given: Readonly<Record<string, string>>): Promise<void> {
  const checks = await admin.query<{ conname: string }>(
    `select conname from pg_constraint where conrelid = $1::regclass and contype in ('c', 'f')`,
    [table],
  )
  for (const { conname } of checks.rows) await admin.query(`alter table ${table} drop constraint "${conname}"`)
  const columns = await admin.query<Column>(
    `select quote_ident(attname) as name, format_type(atttypid, null) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''`,
    [table],
  )
  const names = columns.rows.map(({ name }) => name).join(', ')
  const values = columns.rows.map(({ name, type }) => (given[name] === undefined ? anyValue(type) : `'${given[name]}'::${type}`))
  await admin.query(`insert into ${table} (${names}) values (${values.join(', ')})`)
}

function anyValue(type: string): string {
  if (type.endsWith('[]')) return `'{}'::${type}`
  if (type === 'uuid') return 'gen_random_uuid()'
  if (type === 'boolean') return 'false'
  if (type === 'jsonb' || type === 'json') return `'{}'::${type}`
  if (type.startsWith('timestamp') || type === 'date') return `now()::${type}`
  if (['text', 'character varying', 'bytea', 'tsvector'].includes(type)) return `''::${type}`
  return `1::${type}`
}
