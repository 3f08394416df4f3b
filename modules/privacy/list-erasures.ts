import * as z from 'zod'
import type { Ctx } from '#core/context'
import { notFound } from '#core/errors'
import type { Server } from '#core/server'
import { readToken, signToken } from '#core/signed-links'
import { originOf } from '#modules/consent'
import { systemCtx, workspaceById } from '#modules/workspaces'
import { Certificate, type ErasureRow } from './api.ts'
import { namesOf } from './names.ts'
import type { PrivacyErasuresTable } from './tables.ts'

const MOST = 200

/** Wishes to be erased: open ones first, then the newest. */
export async function listErasures(ctx: Ctx, server: Server): Promise<ErasureRow[]> {
  const rows = await ctx.db
    .selectFrom('privacy_erasures')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .orderBy((eb) => eb('state', '=', 'requested'), 'desc')
    .orderBy('requested_at', 'desc')
    .limit(MOST)
    .execute()
  const names = await namesOf(
    ctx,
    rows.map((row) => row.requested_by),
  )
  return rows.map((row) => erasureRow(ctx, server, row, names))
}

/** One wish. */
export async function erasureFor(ctx: Ctx, server: Server, id: string): Promise<ErasureRow> {
  const query = ctx.db.selectFrom('privacy_erasures').selectAll().where('workspace_id', '=', ctx.workspace.id)
  const row = await query.where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('privacy.erasure_not_found')
  return erasureRow(ctx, server, row, await namesOf(ctx, [row.requested_by]))
}

type StoredErasure = Omit<PrivacyErasuresTable, 'certificate'> & { readonly certificate: unknown }

function erasureRow(ctx: Ctx, server: Server, row: StoredErasure, names: ReadonlyMap<string, string>): ErasureRow {
  const certificate = row.certificate === null ? null : Certificate.parse(row.certificate)
  return {
    id: row.id,
    customerId: row.customer_id,
    state: row.state,
    requestedBy: row.requested_by,
    requestedByName: names.get(row.requested_by) ?? null,
    reason: row.reason,
    requestedAt: row.requested_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    certificate,
    page: certificate && certificateLink(server, ctx, row.id),
  }
}

const Says = z.tuple([z.uuid(), z.uuid()])

/** Where the certificate can be read and printed, by whoever has the link. */
export function certificateLink(server: Server, ctx: Ctx, erasureId: string): string {
  return `${originOf(server)}/p/erasure/${signToken(server.config.secret, 'privacy.certificate', [ctx.workspace.id, erasureId])}`
}

/** Whose certificate a link opens; null when it is not ours. */
export async function certificateVisit(server: Server, token: string): Promise<{ readonly ctx: Ctx; readonly erasureId: string } | null> {
  const says = readToken(server.config.secret, 'privacy.certificate', Says, token)
  const workspace = says && (await workspaceById(server.db, says[0]))
  return workspace ? { ctx: systemCtx(server, workspace), erasureId: says[1] } : null
}
