import { sql, type RawBuilder } from 'kysely'
import * as z from 'zod'
import type { Ctx } from '#core/context'
import { readCursor, writeCursor } from '#core/paging'
import { AUDIT_GROUPS } from '#pure/audit-actions'
import { dayOfIso } from '#pure/calendar'
import { instantOfDay } from '#pure/zone'
import { ACTOR_KINDS, type AuditFilter, type AuditPage, type AuditQuery } from './api.ts'
import { namesIn } from './names.ts'

const PAGE = 50
const Place = z.tuple([z.iso.datetime(), z.uuid()])

/** An entry as it is stored. */
export interface StoredEntry {
  readonly id: string
  readonly at: Date
  readonly actor_kind: string
  readonly actor_id: string | null
  readonly action: string
  readonly subject_kind: string
  readonly subject_id: string | null
  readonly address: string | null
  readonly agent: string | null
  readonly details: Record<string, unknown>
}

const COLUMNS = sql`id, at, actor_kind, actor_id, action, subject_kind, subject_id, address, agent, details`

/** Who did what, newest first. */
export async function readLog(ctx: Ctx, { cursor, ...filter }: AuditQuery): Promise<AuditPage> {
  const place = cursor === undefined ? null : readCursor(Place, cursor)
  const before = place ? sql`(at, id) < (${place[0]}::timestamptz, ${place[1]}::uuid)` : sql`true`
  const { rows } = await pageQuery(filter, sql`${matches(ctx, filter)} and ${before}`).execute(ctx.db)
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  const names = await namesIn(ctx, shown)
  return {
    rows: shown.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      actor: names.actorOf(row),
      action: row.action,
      subject: names.subjectOf(row),
      address: row.address,
      agent: row.agent,
      details: names.detailsOf(row),
    })),
    next: rows.length > PAGE && last ? writeCursor([last.at.toISOString(), last.id]) : null,
  }
}

/** Everything that matches, newest first, for reading row by row. */
export function logQuery(ctx: Ctx, filter: AuditFilter): RawBuilder<StoredEntry> {
  const actions = actionsOf(filter)
  const ofActions = actions ? sql`action = any(${actions}::text[])` : sql`true`
  return sql<StoredEntry>`
    select ${COLUMNS} from audit_entries
    where ${matches(ctx, filter)} and ${ofActions}
    order by at desc, id desc`
}

/**
 * Of several actions, each one's newest are taken and then the newest of those: the index has every action in order, but not all of them together. Each is a
 * statement of its own, because the planner chooses by how frequent that action is.
 */
function pageQuery(filter: AuditFilter, matching: RawBuilder<unknown>): RawBuilder<StoredEntry> {
  const newest = sql`order by at desc, id desc limit ${sql.lit(PAGE + 1)}`
  const actions = actionsOf(filter)
  if (!actions) return sql<StoredEntry>`select ${COLUMNS} from audit_entries where ${matching} ${newest}`
  const each = actions.map((action) => sql`(select ${COLUMNS} from audit_entries where ${matching} and action = ${action} ${newest})`)
  return sql<StoredEntry>`select * from (${sql.join(each, sql` union all `)}) as entries ${newest}`
}

function actionsOf({ action, group }: AuditFilter): readonly string[] | null {
  if (action) return [action]
  return group ? AUDIT_GROUPS[group] : null
}

function matches(ctx: Ctx, { actor, subject, network, from, to }: AuditFilter): RawBuilder<unknown> {
  const isKind = ACTOR_KINDS.some((kind) => kind === actor)
  const conditions = [
    sql`workspace_id = ${ctx.workspace.id}`,
    ...(actor ? [isKind ? sql`actor_kind = ${actor}` : sql`actor_id = ${actor}`] : []),
    ...(subject ? [sql`subject_id = ${subject}`] : []),
    ...(network ? [sql`address = ${network}`] : []),
    ...(from ? [sql`at >= ${startOf(ctx, from, 0)}::timestamptz`] : []),
    ...(to ? [sql`at < ${startOf(ctx, to, 1)}::timestamptz`] : []),
  ]
  return sql.join(conditions, sql` and `)
}

/** When a local day begins, or the one after it. */
function startOf(ctx: Ctx, iso: string, later: number): Date {
  return new Date(instantOfDay((dayOfIso(iso) ?? 0) + later, ctx.workspace.timeZone))
}
