import { sql } from 'kysely'
import type { Db } from '#core/db'

/** A table with rows of workspaces, as the database itself describes it. */
export interface ScopedTable {
  readonly name: string
  readonly columns: readonly string[]
  /** The primary key's columns without workspace_id; none where a workspace has one row. */
  readonly key: readonly string[]
  /** Other such tables that it refers to. */
  readonly parents: readonly string[]
  /** Pairs of columns, from and to, by which rows refer to other rows of the same table. */
  readonly own: readonly (readonly [from: string, to: string])[]
}

/** Every table that has a workspace_id, whichever module made it, those that refer to others before those. A new table is among them by itself. */
export async function scopedTables(db: Db): Promise<readonly ScopedTable[]> {
  const { rows } = await sql<ScopedTable>`
    with scoped as (
      select c.oid, c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    ), links as (
      select f.conrelid, f.confrelid, k.attname as from_column, r.attname as to_column
      from pg_constraint f
      cross join lateral unnest(f.conkey, f.confkey) as pair (own, other)
      join pg_attribute k on k.attrelid = f.conrelid and k.attnum = pair.own
      join pg_attribute r on r.attrelid = f.confrelid and r.attnum = pair.other
      where f.contype = 'f' and k.attname <> 'workspace_id'
    )
    select s.relname as name,
      array(select attname::text from pg_attribute where attrelid = s.oid and attnum > 0 and not attisdropped order by attnum) as columns,
      array(
        select a.attname::text from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
        where i.indrelid = s.oid and i.indisprimary and a.attname <> 'workspace_id' order by a.attnum
      ) as key,
      array(
        select distinct p.relname::text from links l join scoped p on p.oid = l.confrelid where l.conrelid = s.oid and l.confrelid <> s.oid
      ) as parents,
      coalesce(
        (select jsonb_agg(jsonb_build_array(l.from_column, l.to_column)) from links l where l.conrelid = s.oid and l.confrelid = s.oid), '[]'
      ) as own
    from scoped s
    order by s.relname`.execute(db)
  return childrenFirst(rows)
}

function childrenFirst(tables: readonly ScopedTable[]): readonly ScopedTable[] {
  const ordered: ScopedTable[] = []
  let waiting = tables
  while (waiting.length > 0) {
    const free = waiting.filter(({ name }) => !waiting.some(({ parents }) => parents.includes(name)))
    // Tables that refer to each other in a circle: whatever order, the database says if it cannot be.
    const next = free.length > 0 ? free : waiting
    ordered.push(...next)
    waiting = waiting.filter((table) => !next.includes(table))
  }
  return ordered
}
