import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { isObject, textOf } from './domain-messages.ts'

/** A message that was not taken, as it came, and why. */
export interface Refused {
  readonly code: string
  readonly path: string
  readonly raw: unknown
}

/** Kept a workspace; a request that is wrong throughout must not push everything else out. */
const KEPT = 500
const KEPT_OF_REQUEST = 20
const LONGEST_BODY = 2_000

/** Notes messages that were not taken, for the owner to see, and forgets the oldest. */
export async function noteRefusals(ctx: Ctx, sourceId: string, refused: readonly Refused[]): Promise<void> {
  const rows = refused.slice(0, KEPT_OF_REQUEST).map(({ code, path, raw }) => ({
    workspace_id: ctx.workspace.id,
    id: randomUUIDv7(),
    source_id: sourceId,
    refused_at: ctx.now,
    code,
    path: storable(path),
    type: shortText(isObject(raw) ? raw.type : null),
    message_id: shortText(isObject(raw) ? raw.messageId : null),
    body: bodyOf(raw),
  }))
  if (rows.length === 0) return
  await inTransaction(ctx, async (ctx) => {
    await ctx.db.insertInto('tracking_refusals').values(rows).execute()
    await sql`
      delete from tracking_refusals
      where workspace_id = ${ctx.workspace.id} and id < (
        select id from tracking_refusals where workspace_id = ${ctx.workspace.id} order by id desc offset ${KEPT - 1} limit 1)`.execute(
      ctx.db,
    )
  })
}

function shortText(value: unknown): string | null {
  const text = textOf(value)
  return text === null ? null : storable(text.slice(0, 100))
}

/** How the message began, without its key. */
function bodyOf(raw: unknown): string {
  const { writeKey: _key, ...shown } = isObject(raw) ? raw : { writeKey: '' }
  const text = typeof raw === 'string' ? raw : jsonOf(isObject(raw) ? shown : raw)
  return storable(text.slice(0, LONGEST_BODY))
}

/** Hostile nesting ends the stack. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? ''
  } catch {
    return '…'
  }
}

/** A text as PostgreSQL takes it. */
function storable(text: string): string {
  return text.replaceAll('\0', '\u2400').toWellFormed()
}
