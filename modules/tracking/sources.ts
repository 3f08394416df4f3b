import { randomUUIDv7 } from 'node:crypto'
import type { Selectable } from 'kysely'
import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { notFound, refused } from '#core/errors'
import { makeSecretKey } from '#core/secret-keys'
import type { NewSource, SourceChange, SourceResponse, SourceWithKey } from './api.ts'
import type { TrackingSourcesTable } from './tables.ts'

type Source = Selectable<TrackingSourcesTable>

const HOUR_MS = 3_600_000

/** Every source, those in use first, newest first. */
export async function listSources(ctx: Ctx): Promise<SourceResponse[]> {
  const rows = await ctx.db
    .selectFrom('tracking_sources')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .orderBy('id', 'desc')
    .execute()
  return rows.toSorted((a, b) => Number(a.revoked_at !== null) - Number(b.revoked_at !== null)).map((row) => sourceOf(row, ctx.now))
}

/** Adds a source and gives its key, which is told only now. */
export async function addSource(ctx: Ctx, { name, kind, idSpace, allowedOrigins, needsConsent }: NewSource): Promise<SourceWithKey> {
  const { text, hash, hint } = makeSecretKey('w', ctx.workspace.id)
  const values = {
    workspace_id: ctx.workspace.id,
    id: randomUUIDv7(),
    name,
    kind,
    id_space: idSpace,
    allowed_origins: kind === 'browser' ? allowedOrigins : [],
    needs_consent: kind === 'browser' && needsConsent,
    key_hash: hash,
    key_hint: hint,
    created_by: ctx.actor.userId,
    created_at: ctx.now,
  }
  return inTransaction(ctx, async (ctx) => {
    const row = await ctx.db.insertInto('tracking_sources').values(values).returningAll().executeTakeFirstOrThrow()
    await audit(ctx, 'key.created', { kind: 'key', id: row.id, details: { kind } })
    return { source: sourceOf(row, ctx.now), key: text }
  })
}

/** Changes what a person says about a source. Whose ids it sends cannot change: its messages would name other people. */
export async function changeSource(ctx: Ctx, id: string, { name, allowedOrigins, needsConsent }: SourceChange): Promise<SourceResponse> {
  return inTransaction(ctx, async (ctx) => {
    const source = await lockSource(ctx, id)
    const isBrowser = source.kind === 'browser'
    await audit(ctx, 'key.changed', { kind: 'key', id })
    const change = { name, allowed_origins: isBrowser ? allowedOrigins : [], needs_consent: isBrowser && needsConsent }
    return sourceOf(await write(ctx, id, change), ctx.now)
  })
}

/** Gives a source a new key. The one before holds for some hours more, so that nothing is lost while the new one is put in place. */
export async function rotateKey(ctx: Ctx, id: string, hours: number): Promise<SourceWithKey> {
  return inTransaction(ctx, async (ctx) => {
    const source = await lockSource(ctx, id)
    const { text, hash, hint } = makeSecretKey('w', ctx.workspace.id)
    const row = await write(ctx, id, {
      key_hash: hash,
      key_hint: hint,
      old_key_hash: source.key_hash,
      old_key_hint: source.key_hint,
      old_key_until: new Date(ctx.now.getTime() + hours * HOUR_MS),
      rotated_at: ctx.now,
    })
    await audit(ctx, 'key.rotated', { kind: 'key', id, details: { oldKeyHours: hours } })
    return { source: sourceOf(row, ctx.now), key: text }
  })
}

/** Takes a source's keys back, for good. */
export async function revokeSource(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockSource(ctx, id)
    await write(ctx, id, { revoked_at: ctx.now })
    await audit(ctx, 'key.revoked', { kind: 'key', id })
  })
}

async function lockSource(ctx: Ctx, id: string): Promise<Source> {
  const row = await ctx.db
    .selectFrom('tracking_sources')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('tracking.source_not_found')
  if (row.revoked_at) throw refused('tracking.source_revoked')
  return row
}

function write(ctx: Ctx, id: string, change: Partial<Source>): Promise<Source> {
  return ctx.db
    .updateTable('tracking_sources')
    .set(change)
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

function sourceOf(row: Source, now: Date): SourceResponse {
  const oldHolds = row.old_key_until !== null && row.old_key_until > now && row.revoked_at === null
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    idSpace: row.id_space,
    allowedOrigins: row.allowed_origins,
    needsConsent: row.needs_consent,
    keyHint: row.key_hint,
    oldKeyHint: oldHolds ? row.old_key_hint : null,
    oldKeyUntil: oldHolds ? (row.old_key_until?.toISOString() ?? null) : null,
    createdAt: row.created_at.toISOString(),
    rotatedAt: row.rotated_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }
}
