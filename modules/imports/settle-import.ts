import { inTransaction, type Ctx } from '#core/context'
import { invalid, refused } from '#core/errors'
import type { ImportPlan, ImportPreview, ImportResponse } from './api.ts'
import { holdImport, importFor, rememberPlan, responseOf } from './queries.ts'
import { problemsIn, recognitionOf, removeUpload, showPreview } from './upload.ts'

/** Stores the columns as a person settled them and gives the file as they read it now. */
export async function settlePlan(ctx: Ctx, id: string, plan: ImportPlan): Promise<ImportPreview> {
  return inTransaction(ctx, async (ctx) => {
    const row = await holdImport(ctx, id)
    if (row.status !== 'uploaded') throw refused('imports.already_run')
    await ctx.db
      .updateTable('imports')
      .set({ plan: JSON.stringify(plan) })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .execute()
    return showPreview(ctx, id)
  })
}

/** Puts the import in the queue; its columns are remembered for the next file with the same headings. */
export async function queueImport(ctx: Ctx, id: string): Promise<ImportResponse> {
  return inTransaction(ctx, async (ctx) => {
    const row = await holdImport(ctx, id)
    if (row.status !== 'uploaded') throw refused('imports.already_run')
    const [problem] = await problemsIn(ctx, row.plan)
    if (problem) throw invalid(`imports.${problem}`)
    const { headingsHash } = await recognitionOf(ctx, row)
    await rememberPlan(ctx, headingsHash, row.plan)
    await ctx.db
      .updateTable('imports')
      .set({ status: 'queued' })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .execute()
    await ctx.jobs.nudge(ctx, 'imports.run_import', { workspaceId: ctx.workspace.id, importId: id })
    return responseOf(await importFor(ctx, id))
  })
}

/** Stops an import: one that waits at once, a running one within a second, with everything that it wrote. */
export async function cancelImport(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const row = await holdImport(ctx, id)
    if (row.status === 'cancelled') return
    if (row.status !== 'queued' && row.status !== 'running') throw refused('imports.not_running')
    const waits = row.status === 'queued'
    await ctx.db
      .updateTable('imports')
      .set({ cancel_requested: true, ...(waits && { status: 'cancelled' as const, finished_at: ctx.now }) })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .execute()
    if (waits) await removeUpload(ctx, row.file_path)
  })
}
