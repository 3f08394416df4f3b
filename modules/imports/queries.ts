import { sql, type Selectable } from 'kysely'
import type { Ctx } from '#core/context'
import { notFound, refused } from '#core/errors'
import { ImportPlan, ImportProgress, ImportResult, type ImportResponse } from './api.ts'
import type { ImportsTable } from './tables.ts'

/** A row of `imports` with its plan read. */
export type Import = Omit<Selectable<ImportsTable>, 'plan'> & { readonly plan: ImportPlan }

/** The import, if it is this workspace's. */
export async function importFor(ctx: Ctx, id: string): Promise<Import> {
  return found(
    await ctx.db.selectFrom('imports').selectAll().where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).executeTakeFirst(),
  )
}

/** The import, held until the transaction ends. */
export async function holdImport(ctx: Ctx, id: string): Promise<Import> {
  const rows = ctx.db.selectFrom('imports').selectAll().where('workspace_id', '=', ctx.workspace.id).where('id', '=', id)
  return found(await rows.forUpdate().executeTakeFirst())
}

/** The import that a run was started for; refused when it is no longer to be run. Not held, because its progress is written meanwhile. */
export async function lockImport(ctx: Ctx, id: string): Promise<Import> {
  const row = await importFor(ctx, id)
  if (row.status !== 'running' || row.cancel_requested) throw refused('imports.not_running')
  return row
}

/** The newest imports first. */
export async function listImports(ctx: Ctx): Promise<ImportResponse[]> {
  const rows = ctx.db
    .selectFrom('imports')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
  return (await rows.limit(MOST_LISTED).execute()).map((row) => responseOf(found(row)))
}

const MOST_LISTED = 500

/** Whether orders of any source are here. */
export async function hasAnyOrders(ctx: Ctx): Promise<boolean> {
  return (
    (await ctx.db.selectFrom('orders').select('id').where('workspace_id', '=', ctx.workspace.id).limit(1).executeTakeFirst()) !== undefined
  )
}

/** The columns that a person settled for files with these headings; null when nobody did. */
export async function rememberedPlan(ctx: Ctx, headingsHash: string): Promise<ImportPlan | null> {
  const plans = ctx.db.selectFrom('imports_plans').select('plan').where('workspace_id', '=', ctx.workspace.id)
  const row = await plans.where('headings_hash', '=', headingsHash).executeTakeFirst()
  return row ? ImportPlan.parse(row.plan) : null
}

/** Keeps the columns for the next file with the same headings. */
export async function rememberPlan(ctx: Ctx, headingsHash: string, plan: ImportPlan): Promise<void> {
  await sql`
    insert into imports_plans (workspace_id, headings_hash, plan, used_at)
    values (${ctx.workspace.id}, ${headingsHash}, ${JSON.stringify(plan)}::jsonb, ${ctx.now})
    on conflict (workspace_id, headings_hash) do update set plan = excluded.plan, used_at = excluded.used_at`.execute(ctx.db)
}

/** The import as the API shows it. */
export function responseOf(row: Import): ImportResponse {
  return {
    id: row.id,
    status: row.status,
    fileName: row.file_name,
    fileBytes: Number(row.file_bytes),
    source: row.source,
    progress: row.progress === null ? null : ImportProgress.parse(row.progress),
    result: row.result === null ? null : ImportResult.parse(row.result),
    error: row.error,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}

function found(row: Selectable<ImportsTable> | undefined): Import {
  if (!row) throw notFound('imports.not_found')
  return { ...row, plan: ImportPlan.parse(row.plan) }
}
