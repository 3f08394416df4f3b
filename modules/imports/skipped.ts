import { createReadStream, existsSync } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { notFound } from '#core/errors'
import type { FileAnswer } from '#core/http'
import { SkipReason, type SkippedResponse } from './api.ts'
import { importFor, responseOf } from './queries.ts'

/** The first rows that an import left out, and how many they were in all. */
export async function listSkipped(ctx: Ctx, id: string): Promise<SkippedResponse> {
  const { result } = responseOf(await importFor(ctx, id))
  const rows = ctx.db.selectFrom('imports_skipped').select(['line', 'reason', 'cells']).where('workspace_id', '=', ctx.workspace.id)
  const first = await rows.where('import_id', '=', id).orderBy('line').execute()
  return {
    rows: first.map(({ line, reason, cells }) => ({ line: Number(line), reason: SkipReason.parse(reason), cells })),
    total: result ? result.rows - result.used : 0,
  }
}

/** All rows that an import left out, as CSV: line, reason, and the row as it stood. That they were taken out is written down. */
export async function downloadSkipped(ctx: Ctx, id: string): Promise<FileAnswer> {
  const { path, row } = await inTransaction(ctx, async (ctx) => {
    const row = await importFor(ctx, id)
    const path = ctx.files.path('imports', `${row.id}.skipped.csv.gz`)
    if (!existsSync(path)) throw notFound('imports.nothing_skipped')
    await audit(ctx, 'imports.exported', { kind: 'import', id })
    return { path, row }
  })
  // The callback takes the error of a reader who leaves early; others reach the answer through the stream itself.
  const stream = pipeline(createReadStream(path), createGunzip(), () => undefined)
  return { stream, type: 'text/csv; charset=utf-8', fileName: `${row.file_name.replace(/\.[^.]*$/, '')}-skipped.csv` }
}
