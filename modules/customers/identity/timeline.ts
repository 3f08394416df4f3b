import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'
import type { TimelineEntry, TimelineSource, TimelineWanted } from '#core/holdings'
import { shownValue } from './people-beside.ts'

/** Merges and their undoing, changes of what is kept about a person, and the imports that brought or described them. */
export const IDENTITY_TIMELINE: readonly TimelineSource[] = [
  { kind: 'merge', may: 'customers:read', read: readMerges },
  { kind: 'change', may: 'customers:read', read: readChanges },
  { kind: 'import', may: 'customers:read', read: readImports },
]

interface MergeRow {
  readonly id: string
  readonly name: string
  readonly at: Date
  readonly by: string | null
  readonly one: string | null
  readonly other: string | null
  readonly other_id: string
}

/** Each merge once, and once more when it was taken back. */
async function readMerges(ctx: Ctx, wanted: TimelineWanted): Promise<readonly TimelineEntry[]> {
  const mine = sql`m.workspace_id = ${ctx.workspace.id}
    and (m.survivor_id = any(${wanted.family}::uuid[]) or m.absorbed_id = any(${wanted.family}::uuid[]))`
  const { rows } = await sql<MergeRow>`
    select e.id, e.name, e.at, u.name as by, one.name as one, other.name as other, other.id as other_id
    from (
      select m.id::text as id, 'merge.' || m.reason as name, m.merged_at as at, m.merged_by as by_id, m.survivor_id, m.absorbed_id
      from customers_merges m where ${mine}
      union all
      select m.id::text || '-undone', 'merge.undone', m.undone_at, m.undone_by, m.survivor_id, m.absorbed_id
      from customers_merges m where ${mine} and m.undone_at is not null
    ) e
    join customers one on one.workspace_id = ${ctx.workspace.id} and one.id = e.survivor_id
    join customers other on other.workspace_id = ${ctx.workspace.id} and other.id = e.absorbed_id
    left join auth_users u on u.id = e.by_id
    where ${isBefore(wanted, sql`e.at`, sql`e.id collate "C"`)}
    order by e.at desc, e.id collate "C" desc
    limit ${wanted.limit}`.execute(ctx.db)
  return rows.map(({ id, name, at, by, one, other, other_id }) => ({
    id,
    kind: 'merge',
    name,
    at,
    by,
    href: name === 'merge.undone' ? `/customers/${other_id}` : null,
    values: { one, other },
  }))
}

interface ChangeRow {
  readonly id: string
  readonly field: string
  readonly before: unknown
  readonly after: unknown
  readonly by: string
  readonly at: Date
}

async function readChanges(ctx: Ctx, wanted: TimelineWanted): Promise<readonly TimelineEntry[]> {
  const { rows } = await sql<ChangeRow>`
    select e.id, e.field, e.before, e.after, coalesce(u.name, e.changed_by) as by, e.changed_at as at
    from customers_edits e
    left join auth_users u on u.id = e.changed_by
    where e.workspace_id = ${ctx.workspace.id} and e.customer_id = any(${wanted.family}::uuid[])
      and ${isBefore(wanted, sql`e.changed_at`, sql`e.id::text`)}
    order by e.changed_at desc, e.id desc
    limit ${wanted.limit}`.execute(ctx.db)
  return rows.map(({ id, field, before, after, by, at }) => {
    const [kind = '', ...rest] = field.split(':')
    const shown = (value: unknown) => shownValue(ctx, kind, textOf(value))
    const name = kind === 'tag' ? (after === true ? 'change.tagged' : 'change.untagged') : `change.${kind}`
    return { id, kind: 'change', name, at, by, href: null, values: { subject: rest.join(':'), before: shown(before), after: shown(after) } }
  })
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The imports that brought profiles, and those that said something about them later. */
async function readImports(ctx: Ctx, wanted: TimelineWanted): Promise<readonly TimelineEntry[]> {
  const { rows } = await sql<{ id: string; name: string; at: Date; import_id: string }>`
    select id, name, at, import_id
    from (
      select c.id::text as id, 'import.created' as name, c.created_at as at, c.import_id
      from customers c
      where c.workspace_id = ${ctx.workspace.id} and c.id = any(${wanted.family}::uuid[]) and c.import_id is not null
      union all
      select l.customer_id::text || '-' || l.import_id::text, 'import.said', (l.before ->> 'at')::timestamptz, l.import_id
      from customers_changes l
      where l.workspace_id = ${ctx.workspace.id} and l.customer_id = any(${wanted.family}::uuid[])
    ) e
    where ${isBefore(wanted, sql`e.at`, sql`e.id collate "C"`)}
    order by at desc, id collate "C" desc
    limit ${wanted.limit}`.execute(ctx.db)
  const href = (id: string) => (ctx.actor.can.has('imports:read') ? `/imports/${id}` : null)
  return rows.map(({ id, name, at, import_id }) => ({ id, kind: 'import', name, at, by: null, href: href(import_id), values: {} }))
}

function isBefore({ before }: TimelineWanted, at: RawBuilder<unknown>, id: RawBuilder<unknown>): RawBuilder<boolean> {
  return before === null ? sql`true` : sql`(${at}, ${id}) < (${before.at}::timestamptz, ${before.id}::text)`
}
