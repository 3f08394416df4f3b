import { randomUUIDv7 } from 'node:crypto'
import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { notFound, refused } from '#core/errors'
import type { ExportResponse } from './api.ts'

export const RUN = 'workspaces.run_export'
/** A file can be fetched for so long. */
export const KEPT_DAYS = 7
/** Whoever has given no sign of life for so long is gone. */
const SILENCE_MS = 60_000
const MOST_SHOWN = 20

/** Asks for everything in one file. One at a time: the workspace's row decides between two who ask at once. */
export function askForExport(ctx: Ctx): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    await ctx.db.selectFrom('workspaces').select('id').where('id', '=', ctx.workspace.id).forUpdate().execute()
    const under = ctx.db.selectFrom('workspaces_exports').select('id').where('workspace_id', '=', ctx.workspace.id)
    if (await under.where('state', 'in', ['waiting', 'running']).executeTakeFirst()) throw refused('workspaces-export.under_way')
    const id = randomUUIDv7()
    const nothing = {
      heartbeat_at: null,
      ended_at: null,
      expires_at: null,
      tables_done: 0,
      tables_all: 0,
      rows_done: 0,
      rows_all: 0,
      bytes: 0,
      sha256: null,
    }
    await ctx.db
      .insertInto('workspaces_exports')
      .values({ workspace_id: ctx.workspace.id, id, state: 'waiting', asked_by: ctx.actor.userId, asked_at: ctx.now, ...nothing })
      .execute()
    await audit(ctx, 'workspace.exported', { kind: 'workspace', id: ctx.workspace.id, details: { exportId: id } })
    await ctx.jobs.nudge(ctx, RUN, { workspaceId: ctx.workspace.id })
    return { id }
  })
}

/** The latest exports, newest first. */
export async function listExports(ctx: Ctx): Promise<ExportResponse[]> {
  const rows = await ctx.db
    .selectFrom('workspaces_exports as e')
    .leftJoin('auth_users as u', 'u.id', 'e.asked_by')
    .selectAll('e')
    .select('u.name')
    .where('e.workspace_id', '=', ctx.workspace.id)
    .orderBy('e.id', 'desc')
    .limit(MOST_SHOWN)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    askedBy: row.name,
    sha256: row.sha256,
    askedAt: row.asked_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
    rowsDone: Number(row.rows_done),
    rowsAll: Number(row.rows_all),
    bytes: Number(row.bytes),
  }))
}

/** Stops one that is under way, or throws away the file of one that is done. */
export function removeExport(ctx: Ctx, id: string): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const changed = await ctx.db
      .updateTable('workspaces_exports')
      .set((row) => ({
        state: row
          .case()
          .when('state', '=', 'done')
          .then('expired' as const)
          .else('cancelled' as const)
          .end(),
        ended_at: ctx.now,
        expires_at: null,
      }))
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .where('state', 'in', ['waiting', 'running', 'done'])
      .returning('id')
      .executeTakeFirst()
    if (!changed) throw notFound('workspaces-export.gone')
    await ctx.files.remove('exports', fileOf(id))
  })
}

/** A finished export whose file can be fetched. */
export async function readyExport(ctx: Ctx, id: string): Promise<{ bytes: number; sha256: string }> {
  const row = await ctx.db
    .selectFrom('workspaces_exports')
    .select(['bytes', 'sha256'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .where('state', '=', 'done')
    .where('expires_at', '>', ctx.now)
    .executeTakeFirst()
  if (!row || row.sha256 === null) throw notFound('workspaces-export.gone')
  return { bytes: Number(row.bytes), sha256: row.sha256 }
}

/** Takes the export that waits, or that a crash left; null when there is none. */
export function claimExport(ctx: Ctx): Promise<string | null> {
  return inTransaction(ctx, async (ctx) => {
    const silent = new Date(ctx.now.getTime() - SILENCE_MS)
    const row = await ctx.db
      .selectFrom('workspaces_exports')
      .select('id')
      .where('workspace_id', '=', ctx.workspace.id)
      .where(({ or, and, eb }) => or([eb('state', '=', 'waiting'), and([eb('state', '=', 'running'), eb('heartbeat_at', '<', silent)])]))
      .orderBy('id')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!row) return null
    await change(ctx, row.id, { state: 'running', heartbeat_at: ctx.now })
    return row.id
  })
}

interface Change {
  readonly state?: 'running' | 'done' | 'failed' | 'expired'
  readonly heartbeat_at?: Date
  readonly ended_at?: Date
  readonly expires_at?: Date
  readonly tables_done?: number
  readonly tables_all?: number
  readonly rows_done?: number
  readonly rows_all?: number
  readonly bytes?: number
  readonly sha256?: string
}

/** Writes how far one that is under way has come, or how it ended. False when it was stopped meanwhile. */
export async function changeExport(ctx: Ctx, id: string, set: Change): Promise<boolean> {
  return inTransaction(ctx, (ctx) => change(ctx, id, set))
}

async function change(ctx: Ctx, id: string, set: Change): Promise<boolean> {
  const own = ctx.db.updateTable('workspaces_exports').set(set).where('workspace_id', '=', ctx.workspace.id).where('id', '=', id)
  return (await own.where('state', 'in', ['waiting', 'running']).returning('id').executeTakeFirst()) !== undefined
}

/** Throws files away that are too old to be fetched, and gives whether an export waits for somebody to work on it. */
export function sweepExports(ctx: Ctx): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const own = ctx.db.updateTable('workspaces_exports').set({ state: 'expired' }).where('workspace_id', '=', ctx.workspace.id)
    const old = await own.where('state', '=', 'done').where('expires_at', '<=', ctx.now).returning('id').execute()
    for (const { id } of old) await ctx.files.remove('exports', fileOf(id))
    const waiting = ctx.db.selectFrom('workspaces_exports').select('id').where('workspace_id', '=', ctx.workspace.id)
    return (await waiting.where('state', 'in', ['waiting', 'running']).limit(1).executeTakeFirst()) !== undefined
  })
}

/** Where an export lies below `exports` in the data folder. */
export function fileOf(id: string): string {
  return `${id}.zip`
}
