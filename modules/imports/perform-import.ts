import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { copyIn } from '#core/copy'
import { refused } from '#core/errors'
import { emit } from '#core/events'
import { leaveOutErased } from '#modules/consent'
import { lockIdentities, mergeStagedCustomers } from '#modules/customers'
import { lockBook, mergeStagedOrders } from '#modules/orders'
import { changeCurrency, workspaceById } from '#modules/workspaces'
import { unitOfMoney } from '#pure/money'
import type { ImportPlan, ImportResult } from './api.ts'
import { lineParser } from './domain.ts'
import { factsReader } from './domain-facts.ts'
import { hasAnyOrders, lockImport } from './queries.ts'
import { dataRows, openTable } from './reading/index.ts'
import { skippedRows, type SkippedRows } from './skipped-rows.ts'
import { attributeTypes, sayFacts } from './say-facts.ts'
import { createStagedLines, stagedShape, type StagedShape } from './staged-lines.ts'

/** Where an import stands; told at every batch of rows and at every stage. */
export interface Stand {
  readonly stage: 'reading' | 'customers' | 'orders' | 'counting'
  readonly rows: number
  readonly bytes: number
  readonly bytesTotal: number
}

export interface Run {
  readonly importId: string
  readonly tell: (stand: Stand) => void
  /** Gets the number of the database process that works for us, so that a long statement can be interrupted. */
  readonly working: (pid: number) => void
  readonly signal: AbortSignal
}

/** Brings a file's orders in: everything, the result and the events too, in one transaction, so that a crash or a stop leaves nothing behind. */
export async function performImport(ctx: Ctx, run: Run): Promise<ImportResult> {
  return inTransaction(ctx, async (ctx) => {
    run.working(await roomForLargeSorts(ctx))
    await lockIdentities(ctx)
    await lockBook(ctx)
    const { plan, source, file_path } = await lockImport(ctx, run.importId)
    const here = await placeOf({ ...ctx, now: new Date() }, plan)
    const skipped = skippedRows(here.files.path('imports', `${run.importId}.skipped.csv.gz`))
    const shape = stagedShape(plan, factsReader(plan.facts ?? {}, await attributeTypes(here), here.workspace.calendar))
    const read = await stage(here, { plan, shape, path: here.files.path('imports', file_path), skipped }, run)
    const erased = await leaveOutErased(here, 'staged_lines')
    const columns = new Set(shape.columns)
    const stand = { ...read, bytes: read.bytesTotal }
    const begin = (stage: Stand['stage']) => {
      run.signal.throwIfAborted()
      run.tell({ ...stand, stage })
    }
    begin('customers')
    const customers = await mergeStagedCustomers(here, { importId: run.importId, columns })
    await sayFacts(here, run.importId, plan)
    begin('orders')
    const { refunds, firstAt, lastAt, ...orders } = await mergeStagedOrders(
      here,
      { importId: run.importId, columns, source, currency: here.workspace.currency },
      () => begin('counting'),
    )
    const result: ImportResult = {
      rows: read.rows,
      used: read.used,
      skipped: skipped.counts(),
      orders,
      customers,
      refunds,
      erased,
      firstAt: firstAt?.toISOString() ?? null,
      lastAt: lastAt?.toISOString() ?? null,
    }
    await finish(here, run.importId, result, skipped)
    return result
  })
}

/** Gives this transaction room for sorts of millions of rows, and the number of its database process. */
export async function roomForLargeSorts(ctx: Ctx): Promise<number> {
  await sql`set local work_mem = '256MB'`.execute(ctx.db)
  await sql`set local jit = off`.execute(ctx.db)
  // When this process dies, its database process gives up its locks soon after.
  await sql`set local client_connection_check_interval = '2s'`.execute(ctx.db)
  const { rows } = await sql<{ pid: number; is_new: boolean }>`
    select pg_backend_pid() as pid, pg_my_temp_schema() = 0 as is_new`.execute(ctx.db)
  // A connection that has had a temporary table keeps the buffers it has.
  if (rows[0]?.is_new) await sql`set local temp_buffers = '64MB'`.execute(ctx.db)
  return rows[0]?.pid ?? 0
}

/** The workspace as it is now; before its first order it takes on the currency of the file. */
async function placeOf(ctx: Ctx, plan: ImportPlan): Promise<Ctx> {
  const workspace = (await workspaceById(ctx.db, ctx.workspace.id)) ?? ctx.workspace
  const hasMoney = plan.columns.amount !== undefined || plan.columns.price !== undefined
  const { currency } = unitOfMoney(plan.moneyUnit)
  if (!hasMoney || currency === workspace.currency) return { ...ctx, workspace }
  if (await hasAnyOrders(ctx)) throw refused('imports.other_currency')
  return { ...ctx, workspace: { ...workspace, currency } }
}

interface Source {
  readonly plan: ImportPlan
  readonly shape: StagedShape
  readonly path: string
  readonly skipped: SkippedRows
}

interface ReadRows {
  readonly rows: number
  readonly used: number
  readonly bytesTotal: number
}

/** Copies the file's lines into `staged_lines`, batch by batch: memory holds no more than a few of them. */
async function stage(ctx: Ctx, { plan, shape, path, skipped }: Source, run: Run): Promise<ReadRows> {
  const table = await openTable(path)
  const parse = lineParser(plan, { timeZone: ctx.workspace.timeZone, currency: ctx.workspace.currency })
  let rows = 0
  let used = 0
  async function* chunks(): AsyncGenerator<string> {
    for await (const batch of dataRows(table, plan)) {
      run.signal.throwIfAborted()
      let text = ''
      for (let k = 0; k < batch.rows.length; k++) {
        const cells = batch.rows[k] ?? []
        const line = parse(cells, batch.lines[k] ?? 0)
        rows++
        if (typeof line === 'string') await skipped.add({ line: batch.lines[k] ?? 0, reason: line, cells })
        else {
          used++
          text += shape.text(line, cells)
        }
      }
      if (text !== '') yield text
      run.tell({ stage: 'reading', rows, bytes: table.bytesRead(), bytesTotal: table.bytesTotal })
    }
  }
  await createStagedLines(ctx)
  await copyIn(ctx.db, `copy staged_lines (${shape.columns.join(', ')}) from stdin`, chunks())
  await skipped.end()
  await sql`analyze staged_lines`.execute(ctx.db)
  return { rows, used, bytesTotal: table.bytesTotal }
}

/** Late in the transaction, because an event holds the workspace's counter until the end. */
async function finish(ctx: Ctx, importId: string, result: ImportResult, skipped: SkippedRows): Promise<void> {
  const first = skipped.first()
  if (first.length > 0) {
    await sql`
      insert into imports_skipped (workspace_id, import_id, line, reason, cells)
      select ${ctx.workspace.id}::uuid, ${importId}::uuid, line, reason, array(select jsonb_array_elements_text(cells))
      from jsonb_to_recordset(${JSON.stringify(first)}::jsonb) as row (line bigint, reason text, cells jsonb)
      on conflict do nothing`.execute(ctx.db)
  }
  await ctx.db
    .updateTable('imports')
    .set({ status: 'done', result: JSON.stringify(result), progress: null, error: null, finished_at: new Date() })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', importId)
    .execute()
  const current = await workspaceById(ctx.db, ctx.workspace.id)
  if (current && current.currency !== ctx.workspace.currency) await changeCurrency({ ...ctx, workspace: current }, ctx.workspace.currency)
  await emit(ctx, 'import.finished', {
    importId,
    rows: result.rows,
    customers: result.customers.created,
    orders: result.orders.created + result.orders.changed,
    skipped: result.rows - result.used,
  })
}
