import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { refused } from '#core/errors'
import { emit } from '#core/events'
import { listUndoneCustomers, undoImportedCustomers } from '#modules/customers'
import { lockBook, markCustomersWithOrders, undoImportedOrders } from '#modules/orders'
import { holdImport } from './queries.ts'
import { removeUpload } from './upload.ts'

/** Takes a finished import back out of the book; one that never came in just leaves the list. */
export async function deleteImport(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    // The book first, as a run does: two that lock in another order would wait for each other.
    await lockBook(ctx)
    const row = await holdImport(ctx, id)
    if (row.status === 'queued' || row.status === 'running') throw refused('imports.still_running')
    if (row.status === 'done') return undo(ctx, id)
    await ctx.db.deleteFrom('imports').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
    await removeUpload(ctx, row.file_path)
    await ctx.files.remove('imports', `${id}.skipped.csv.gz`)
  })
}

async function undo(ctx: Ctx, id: string): Promise<void> {
  await sql`set local work_mem = '256MB'`.execute(ctx.db)
  await sql`set local jit = off`.execute(ctx.db)
  let customers = 0
  await listUndoneCustomers(ctx, id)
  const { deleted } = await undoImportedOrders(ctx, id, async () => {
    await markCustomersWithOrders(ctx, 'undone_customers')
    customers = (await undoImportedCustomers(ctx, id)).deleted
  })
  await ctx.db.updateTable('imports').set({ status: 'undone' }).where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  await emit(ctx, 'import.undone', { importId: id, customers, orders: deleted })
}
