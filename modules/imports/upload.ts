import { randomUUIDv7 } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import * as z from 'zod'
import { inTransaction, type Ctx } from '#core/context'
import { refused, tooLarge } from '#core/errors'
import { plainFileName } from '#pure/file-names'
import { ColumnRole, type ImportPlan, type ImportPreview, type ImportWithPreview, type PlanProblem } from './api.ts'
import { lineParser } from './domain.ts'
import { hasAnyOrders, importFor, rememberedPlan, responseOf, type Import } from './queries.ts'
import { dataRows, openTable, problemsOf, recogniseFile, type RecogniseHints, type Table } from './reading/index.ts'

/** What was recognised in an upload, kept beside it: looking through a large file twice takes too long for a page. */
const Recognition = z.object({
  headingsHash: z.string(),
  remembered: z.boolean(),
  columns: z.array(z.object({ index: z.int(), heading: z.string().nullable(), samples: z.array(z.string()), role: ColumnRole.nullable() })),
  encoding: z.string(),
  delimiter: z.string().nullable(),
  sheet: z.string().nullable(),
})

interface Upload {
  readonly fileName: string
  readonly content: Readable
  /** Asked once the content has been read: true when it was cut off at the limit. */
  readonly truncated?: () => boolean
  readonly source?: string
  readonly hints?: RecogniseHints
}

/** Stores a file, recognises its columns and waits for a person's word; gives the import and what the file looks like. */
export async function receiveImport(
  ctx: Ctx,
  { fileName, content, truncated, source = 'import', hints = {} }: Upload,
): Promise<ImportWithPreview> {
  const id = randomUUIDv7()
  const path = await ctx.files.write('imports', id, content)
  try {
    if (truncated?.()) throw tooLarge('imports.file_too_large')
    const table = await openTable(path)
    const { plan, recognition } = await recognise(ctx, table, hints)
    await ctx.files.write('imports', `${id}.json`, JSON.stringify(recognition))
    const { size } = await stat(path)
    return await inTransaction(ctx, async (ctx) => {
      await ctx.db
        .insertInto('imports')
        .values({
          workspace_id: ctx.workspace.id,
          id,
          status: 'uploaded',
          file_name: plainFileName(fileName),
          file_bytes: size,
          file_path: id,
          source,
          plan: JSON.stringify(plan),
          progress: null,
          result: null,
          error: null,
          cancel_requested: false,
          heartbeat_at: null,
          created_by: ctx.actor.userId,
          created_at: ctx.now,
          started_at: null,
          finished_at: null,
        })
        .execute()
      const row = await importFor(ctx, id)
      return { import: responseOf(row), preview: await previewOf(ctx, row) }
    })
  } catch (error) {
    await removeUpload(ctx, id)
    throw error
  }
}

/** The file as the import's plan reads it. */
export async function showPreview(ctx: Ctx, id: string): Promise<ImportPreview> {
  return previewOf(ctx, await importFor(ctx, id))
}

/** What keeps the plan from being run; in a workspace without orders any currency will do. */
export async function problemsIn(ctx: Ctx, plan: ImportPlan): Promise<PlanProblem[]> {
  const problems = problemsOf(plan, { currency: ctx.workspace.currency })
  return problems.includes('other_currency') && !(await hasAnyOrders(ctx))
    ? problems.filter((problem) => problem !== 'other_currency')
    : problems
}

/** What was found in the file when it came. */
export async function recognitionOf(ctx: Ctx, row: Import): Promise<z.infer<typeof Recognition>> {
  return Recognition.parse(JSON.parse(await readFile(ctx.files.path('imports', `${row.file_path}.json`), 'utf8')))
}

/** Forgets the file; the import's row stays. */
export async function removeUpload(ctx: Ctx, filePath: string): Promise<void> {
  await ctx.files.remove('imports', filePath)
  await ctx.files.remove('imports', `${filePath}.json`)
}

async function recognise(ctx: Ctx, table: Table, hints: RecogniseHints) {
  const { language, currency, moneyDisplay } = ctx.workspace
  const here = { language, currency: currency === 'IRR' && moneyDisplay === 'toman' ? 'IRT' : currency, ...hints }
  const first = await recogniseFile(table, here)
  const settled = await inTransaction(ctx, (ctx) => rememberedPlan(ctx, first.headingsHash))
  const { plan, columns, headingsHash } = settled ? await recogniseFile(table, { ...here, headingsPlan: settled }) : first
  const { encoding, delimiter, sheet } = table
  return {
    plan,
    recognition: { headingsHash, remembered: settled !== null, columns, encoding, delimiter, sheet } satisfies z.infer<typeof Recognition>,
  }
}

const PREVIEW_ROWS = 20

async function previewOf(ctx: Ctx, row: Import): Promise<ImportPreview> {
  if (row.status !== 'uploaded' && row.status !== 'queued') throw refused('imports.already_run')
  const { plan } = row
  const { headingsHash: _, columns, ...recognition } = await recognitionOf(ctx, row)
  const roleOf = (index: number) => ColumnRole.options.find((role) => plan.columns[role] === index) ?? null
  return {
    plan,
    problems: await problemsIn(ctx, plan),
    ...recognition,
    columns: columns.map((column) => ({ ...column, role: roleOf(column.index) })),
    rows: await previewRows(ctx, plan, ctx.files.path('imports', row.file_path)),
  }
}

async function previewRows(ctx: Ctx, plan: ImportPlan, path: string): Promise<ImportPreview['rows']> {
  const parse = lineParser(plan, { timeZone: ctx.workspace.timeZone, currency: ctx.workspace.currency })
  const rows: ImportPreview['rows'] = []
  for await (const batch of dataRows(await openTable(path), plan)) {
    for (const [k, cells] of batch.rows.slice(0, PREVIEW_ROWS - rows.length).entries()) {
      const line = batch.lines[k] ?? 0
      const read = parse(cells, line)
      if (typeof read === 'string') {
        rows.push({ line, skipped: read, customer: null, number: null, orderedAt: null, amount: null, product: null })
        continue
      }
      rows.push({
        line,
        skipped: null,
        customer: read.name ?? read.customerId ?? read.phone ?? read.email,
        number: read.number,
        orderedAt: new Date(read.at).toISOString(),
        amount: read.amount === null ? null : String(Math.round(read.amount / 10_000)),
        product: read.productName ?? read.productCode,
      })
    }
    if (rows.length >= PREVIEW_ROWS) break
  }
  return rows
}
