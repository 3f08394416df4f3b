import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'
import type { StoredEntry } from './read-log.ts'

type Row = Pick<StoredEntry, 'actor_kind' | 'actor_id' | 'subject_kind' | 'subject_id' | 'details'>

interface Named {
  readonly kind: string
  readonly id: string | null
  readonly name: string | null
}

/** What entries speak of, by name. */
export interface Names {
  readonly actorOf: (row: Row) => Named
  readonly subjectOf: (row: Row) => Named
  /** Roles of the workspace's own by name instead of by id. */
  readonly detailsOf: (row: Row) => Record<string, unknown>
}

/** Whose names stand where: each query gives ids and names of the context's workspace. */
const SOURCES: Readonly<Record<string, (workspaceId: string, ids: readonly string[]) => RawBuilder<{ id: string; name: string | null }>>> =
  {
    user: (_, ids) => sql`select id, name from auth_users where id = any(${ids}::text[])`,
    customer: (workspace, ids) => sql`select id, name from customers where workspace_id = ${workspace} and id = any(${ids}::uuid[])`,
    token: (workspace, ids) => sql`select id, name from tokens where workspace_id = ${workspace} and id = any(${ids}::uuid[])`,
    key: (workspace, ids) => sql`select id, name from tracking_sources where workspace_id = ${workspace} and id = any(${ids}::uuid[])`,
    shop: (workspace, ids) => sql`select id, name from shops_connections where workspace_id = ${workspace} and id = any(${ids}::uuid[])`,
    webhook: (workspace, ids) =>
      sql`select id, coalesce(nullif(description, ''), url) as name from webhooks_endpoints where workspace_id = ${workspace} and id = any(${ids}::uuid[])`,
    role: (workspace, ids) => sql`select id, name from workspaces_roles where workspace_id = ${workspace} and id = any(${ids}::text[])`,
    import: (workspace, ids) =>
      sql`select id, file_name as name from imports where workspace_id = ${workspace} and id = any(${ids}::uuid[])`,
    incident: (workspace, ids) =>
      sql`select id, title as name from privacy_incidents where workspace_id = ${workspace} and id = any(${ids}::uuid[])`,
  }

/** Kinds that share a source with another. */
const ALSO: Readonly<Record<string, readonly string[]>> = { member: ['user'], source: ['shop', 'key'] }

/** The names of everybody and everything in these entries, as far as they still exist and the context may see them. */
export async function namesIn(ctx: Ctx, rows: readonly Row[]): Promise<Names> {
  const wanted = rows.flatMap((row) => [
    [row.actor_kind, row.actor_id] as const,
    [row.subject_kind, row.subject_id] as const,
    ...rolesIn(row.details).map((id) => ['role', id] as const),
  ])
  const known = new Map<string, string>()
  for (const [source, query] of Object.entries(SOURCES)) {
    if (source === 'customer' && !ctx.actor.can.has('customers:read')) continue
    const ids = new Set(wanted.flatMap(([kind, id]) => (id !== null && sourcesOf(kind).includes(source) ? [id] : [])))
    const asked = [...ids].filter((id) => source === 'user' || IS_UUID.test(id))
    if (asked.length === 0) continue
    const found = await query(ctx.workspace.id, asked).execute(ctx.db)
    for (const { id, name } of found.rows) known.set(`${source} ${id}`, name ?? '')
  }
  const named = (kind: string, id: string | null): Named => {
    const name =
      id === null
        ? undefined
        : sourcesOf(kind)
            .map((source) => known.get(`${source} ${id}`))
            .find((each) => each !== undefined)
    return { kind, id, name: name ?? null }
  }
  return {
    actorOf: (row) => named(row.actor_kind, row.actor_id),
    subjectOf: (row) => named(row.subject_kind, row.subject_id),
    detailsOf: ({ details }) =>
      Object.fromEntries(Object.entries(details).map(([name, value]) => [name, known.get(`role ${String(value)}`) ?? value])),
  }
}

/** Details can hold ids of roles. */
function rolesIn({ from, to, role }: Record<string, unknown>): string[] {
  return [from, to, role].map(String).filter((id) => IS_UUID.test(id))
}

const IS_UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function sourcesOf(kind: string): readonly string[] {
  return ALSO[kind] ?? [kind]
}
