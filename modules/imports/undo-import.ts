import { inTransaction, type Ctx } from '#core/context'
import { refused } from '#core/errors'
import { emit } from '#core/events'
import { markCustomersWithConsents } from '#modules/consent'
import { listUndoneCustomers, lockIdentities, undoImportedCustomers } from '#modules/customers'
import { lockBook, markCustomersWithOrders, undoImportedOrders } from '#modules/orders'
import { markCustomersWrittenAbout } from '#modules/profiles'
import { ImportResult } from './api.ts'
import { roomForLargeSorts, type Run, type Stand } from './perform-import.ts'
import { holdImport, importFor } from './queries.ts'
import { unsayFacts } from './say-facts.ts'
import { removeUpload } from './upload.ts'

/** Asks for a finished import to be taken back out of the book, which happens in the background; one that never came in leaves the list at once. */
export async function deleteImport(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const row = await holdImport(ctx, id)
    if (row.status === 'queued' || row.status === 'running') throw refused('imports.still_running')
    if (row.status === 'done' || row.status === 'undoing') return askForUndo(ctx, row)
    await ctx.db.deleteFrom('imports').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
    await removeUpload(ctx, row.file_path)
    await ctx.files.remove('imports', `${id}.skipped.csv.gz`)
  })
}

/** Asking twice does no harm: the second time only nudges again. */
async function askForUndo(ctx: Ctx, { id, status }: { readonly id: string; readonly status: string }): Promise<void> {
  if (status === 'done') {
    await ctx.db
      .updateTable('imports')
      .set({ status: 'undoing', cancel_requested: false, heartbeat_at: null, progress: null, error: null })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .execute()
  }
  await ctx.jobs.nudge(ctx, 'imports.undo_import', { workspaceId: ctx.workspace.id, importId: id })
}

/** Takes an import back out of the book, in one transaction, so that a crash leaves it where it was: in the book, and waiting to be taken back. */
export async function performUndo(ctx: Ctx, run: Run): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await undo(ctx, run)
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !isDeadlock(error)) throw error
    }
  }
}

/** Customers who go take along what others write about them: scores, kinds, memberships. Whoever meets those writers crosswise begins again. */
const MOST_ATTEMPTS = 5

function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '40P01'
}

async function undo(ctx: Ctx, run: Run): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    run.working(await roomForLargeSorts(ctx))
    await lockIdentities(ctx)
    await lockBook(ctx)
    const { status, result, plan } = await importFor(ctx, run.importId)
    if (status !== 'undoing') throw refused('imports.not_running')
    const here = { ...ctx, now: new Date() }
    const begin = teller(run, result)
    begin('reading')
    await unsayFacts(here, run.importId, plan)
    await listUndoneCustomers(here, run.importId)
    begin('orders')
    let customers = 0
    const { deleted } = await undoImportedOrders(here, run.importId, async () => {
      begin('customers')
      await markCustomersWithOrders(here, 'undone_customers')
      await markCustomersWrittenAbout(here, 'undone_customers')
      await markCustomersWithConsents(here, 'undone_customers', run.importId)
      customers = (await undoImportedCustomers(here, run.importId)).deleted
      begin('counting')
    })
    await here.db
      .updateTable('imports')
      .set({ status: 'undone', progress: null, error: null, finished_at: here.now })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', run.importId)
      .execute()
    await emit(here, 'import.undone', { importId: run.importId, customers, orders: deleted })
  })
}

/** Tells each stage, with the orders that the import touched as its size. */
function teller(run: Run, result: unknown): (stage: Stand['stage']) => void {
  const { success, data } = ImportResult.safeParse(result)
  const rows = success ? data.orders.created + data.orders.changed : 0
  return (stage) => {
    run.signal.throwIfAborted()
    run.tell({ stage, rows, bytes: 0, bytesTotal: 0 })
  }
}
