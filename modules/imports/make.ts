import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import type { TestCtx } from '#test/lab'
import type { ImportPlan, ImportResponse } from './api.ts'
import { performImport, type Run } from './perform-import.ts'
import { importFor, responseOf } from './queries.ts'
import { claimNext } from './queue.ts'
import { queueImport, settlePlan } from './settle-import.ts'
import { deleteImport, performUndo } from './undo-import.ts'
import { receiveImport } from './upload.ts'

/** Uploads a file's text and runs it in this thread; gives the import as it ended. */
export async function imported(ctx: Ctx, text: string, plan?: ImportPlan): Promise<ImportResponse> {
  const here = { ...ctx, now: new Date() }
  const { import: received } = await receiveImport(here, { fileName: 'orders.csv', content: Readable.from([text]) })
  if (plan) await settlePlan(here, received.id, plan)
  await queueImport(here, received.id)
  await claimNext(here, () => true)
  await performImport(here, unwatched(received.id))
  return inTransaction(ctx, async (ctx) => responseOf(await importFor(ctx, received.id)))
}

/** Takes an import back, in this thread. */
export async function undone(ctx: TestCtx, id: string): Promise<void> {
  const here = { ...ctx, now: new Date() }
  await deleteImport(here, id)
  await performUndo(here, unwatched(id))
}

function unwatched(importId: string): Run {
  return { importId, tell: () => undefined, working: () => undefined, signal: new AbortController().signal }
}

/** Everything that imports write, without ids: orders with their items and customers, the customers, and the figures that no window moves. */
export async function bookOf(ctx: TestCtx) {
  const orders = await sql<{ number: string; negative: boolean; kind: string; ordered_at: Date; total: bigint | null; customer: string }>`
    select o.number, o.negative, o.kind, o.ordered_at, o.total, o.discount, o.status, o.channel, o.payment_method, o.country,
           k.value as customer, p.number as refund_of,
           (select jsonb_agg(jsonb_build_array(i.line, i.product_code, i.quantity, i.amount) order by i.line)
            from orders_items i where i.workspace_id = o.workspace_id and i.order_id = o.id) as items
    from orders o
    join customers_keys k on k.workspace_id = o.workspace_id and k.customer_id = o.customer_id and k.kind = 'external'
    left join orders p on p.workspace_id = o.workspace_id and p.id = o.refund_of
    order by o.number, o.negative`.execute(ctx.db)
  const customers = await sql`
    select external_id, name, phone, email, country, search from customers order by external_id`.execute(ctx.db)
  const cells = await sql`
    select kind, x, y, customers, orders, amount from orders_cells
    where split_part(kind, ':', 1) in ('day', 'nth', 'cohort', 'gap', 'due') and (customers, orders, amount) <> (0, 0, 0)
    order by kind, x, y`.execute(ctx.db)
  const summaries = await sql`
    select c.external_id, s.purchases, s.revenue, s.refunds, s.refunded, s.first_day, s.last_day
    from customers_summaries s
    join customers c on c.workspace_id = s.workspace_id and c.id = s.customer_id
    order by c.external_id`.execute(ctx.db)
  return { orders: orders.rows, customers: customers.rows, cells: cells.rows, summaries: summaries.rows }
}
