import { sql, type RawBuilder } from 'kysely'
import * as z from 'zod'
import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { tableFile } from '#core/export'
import type { FileAnswer } from '#core/http'
import { readCursor, writeCursor } from '#core/paging'
import { streamRows } from '#core/stream-rows'
import { dayOfIso } from '#pure/calendar'
import { instantOfDay } from '#pure/zone'
import type { AuditFilter, AuditPage, AuditQuery } from './api.ts'
import { namesOf } from './names.ts'

const PAGE = 50
const Place = z.tuple([z.iso.datetime(), z.uuid()])

interface StoredEntry {
  readonly id: string
  readonly at: Date
  readonly actor_kind: string
  readonly actor_id: string | null
  readonly action: string
  readonly subject_kind: string
  readonly subject_id: string | null
  readonly address: string | null
  readonly details: Record<string, unknown>
}

/** Who did what, newest first. */
export async function readAudit(ctx: Ctx, { cursor, ...filter }: AuditQuery): Promise<AuditPage> {
  const place = cursor === undefined ? null : readCursor(Place, cursor)
  const before = place ? sql`and (at, id) < (${place[0]}::timestamptz, ${place[1]}::uuid)` : sql``
  const { rows } = await sql<StoredEntry>`
    select id, at, actor_kind, actor_id, action, subject_kind, subject_id, address, details from audit_entries
    where ${matches(ctx, filter)} ${before}
    order by at desc, id desc
    limit ${PAGE + 1}`.execute(ctx.db)
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  const names = await namesOf(
    ctx,
    shown.map((row) => row.actor_id),
  )
  return {
    rows: shown.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      actorKind: row.actor_kind,
      actorId: row.actor_id,
      actorName: row.actor_id === null ? null : (names.get(row.actor_id) ?? null),
      action: row.action,
      subjectKind: row.subject_kind,
      subjectId: row.subject_id,
      address: row.address,
      details: row.details,
    })),
    next: rows.length > PAGE && last ? writeCursor([last.at.toISOString(), last.id]) : null,
  }
}

function matches(ctx: Ctx, { actor, action, subject, from, to }: AuditFilter): RawBuilder<unknown> {
  const conditions = [
    sql`workspace_id = ${ctx.workspace.id}`,
    ...(actor ? [sql`(actor_id = ${actor} or actor_kind = ${actor})`] : []),
    ...(action ? [sql`action = ${action}`] : []),
    ...(subject ? [sql`subject_id = ${subject}`] : []),
    ...(from ? [sql`at >= ${startOf(ctx, from, 0)}::timestamptz`] : []),
    ...(to ? [sql`at < ${startOf(ctx, to, 1)}::timestamptz`] : []),
  ]
  return sql.join(conditions, sql` and `)
}

/** When a local day begins, or the one after it. */
function startOf(ctx: Ctx, iso: string, later: number): Date {
  return new Date(instantOfDay((dayOfIso(iso) ?? 0) + later, ctx.workspace.timeZone))
}

const HEADINGS = {
  fa: ['زمان', 'چه نوع کسی', 'چه کسی', 'چه کرد', 'دربارهٔ', 'شناسه', 'شبکه', 'جزئیات'],
  en: ['Time', 'Kind of actor', 'Actor', 'Action', 'About', 'Id', 'Network', 'Details'],
} as const

/** The same as a file, however long it is. That it was taken out is written down too. */
export async function exportAudit(ctx: Ctx, filter: AuditFilter, language: 'fa' | 'en'): Promise<FileAnswer> {
  await inTransaction(ctx, (ctx) => audit(ctx, 'audit.exported', { kind: 'audit', id: null }))
  const query = sql<StoredEntry>`
    select id, at, actor_kind, actor_id, action, subject_kind, subject_id, address, details from audit_entries
    where ${matches(ctx, filter)}
    order by at desc, id desc`
  const rows = async function* () {
    for await (const row of streamRows(ctx, query)) {
      const { actor_kind, actor_id, action, subject_kind, subject_id, address, details } = row
      yield [row.at.toISOString(), actor_kind, actor_id, action, subject_kind, subject_id, address, JSON.stringify(details)]
    }
  }
  return tableFile('csv', { name: 'audit', headings: HEADINGS[language], rows: rows() })
}
