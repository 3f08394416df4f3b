import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { copyIn } from '#core/copy'
import { packHistory } from './domain-packed-history.ts'
import type { CustomerHistory } from './load-histories.ts'

/** The histories as rows for writeHistories: those of binary COPY. */
export function historyRows(histories: readonly CustomerHistory[]): Buffer {
  const packed = histories.map(packHistory)
  const rows = Buffer.allocUnsafe(packed.reduce((sum, bytes) => sum + BEFORE_BYTES + bytes.length, 0))
  let at = 0
  for (const [k, bytes] of packed.entries()) {
    at = rows.writeInt16BE(2, at)
    at = rows.writeInt32BE(16, at)
    at += rows.write(histories[k]!.customerId.replaceAll('-', ''), at, 'hex')
    at = rows.writeInt32BE(bytes.length, at)
    rows.set(bytes, at)
    at += bytes.length
  }
  return rows
}

/**
 * Replaces the histories of all customers, or of those named in a temporary table's column `customer_id`, by the given rows. Whoever has no row
 * loses the history. The caller holds the book.
 */
export async function writeHistories(ctx: Ctx, rows: AsyncIterable<Buffer>, whose: 'all' | { readonly table: string }): Promise<void> {
  await sql`create temp table orders_histories_incoming (customer_id uuid, bytes bytea storage external) on commit drop`.execute(ctx.db)
  await copyIn(ctx.db, 'copy orders_histories_incoming from stdin (format binary)', framedRows(rows))
  await sql`analyze orders_histories_incoming (customer_id)`.execute(ctx.db)
  const touched = whose === 'all' ? sql`` : sql`and h.customer_id in (select customer_id from ${sql.table(whose.table)})`
  await sql`
    delete from orders_histories h
    where h.workspace_id = ${ctx.workspace.id} ${touched}
      and not exists (select from orders_histories_incoming i where i.customer_id = h.customer_id)`.execute(ctx.db)
  await sql`
    insert into orders_histories as h (workspace_id, customer_id, bytes)
    select ${ctx.workspace.id}, customer_id, bytes
    from orders_histories_incoming
    on conflict (workspace_id, customer_id) do update set bytes = excluded.bytes
    where h.bytes <> excluded.bytes`.execute(ctx.db)
  await sql`drop table orders_histories_incoming`.execute(ctx.db)
}

/** Replaces the histories of a few customers; whoever of them has none here loses it. The caller holds the book. */
export async function putHistories(ctx: Ctx, customerIds: readonly string[], histories: readonly CustomerHistory[]): Promise<void> {
  const kept = new Set(histories.map(({ customerId }) => customerId))
  const gone = customerIds.filter((id) => !kept.has(id))
  if (gone.length > 0) {
    const kept = ctx.db.deleteFrom('orders_histories').where('workspace_id', '=', ctx.workspace.id)
    await kept.where('customer_id', 'in', gone).execute()
  }
  if (histories.length === 0) return
  await sql`
    insert into orders_histories as h (workspace_id, customer_id, bytes)
    select ${ctx.workspace.id}, h.customer_id, h.bytes
    from unnest(
      ${histories.map(({ customerId }) => customerId)}::uuid[], ${histories.map((history) => Buffer.from(packHistory(history)))}::bytea[]
    ) as h (customer_id, bytes)
    on conflict (workspace_id, customer_id) do update set bytes = excluded.bytes`.execute(ctx.db)
}

/** How many fields, the uuid with its length, the length of the history. */
const BEFORE_BYTES = 26
/** PGCOPY's signature, no flags, no extension. */
const HEADER = Buffer.from('5047434f50590aff0d0a000000000000000000', 'hex')
const TRAILER = Buffer.from('ffff', 'hex')

/** The rows between what binary COPY wants before and after them. */
export async function* framedRows(rows: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield HEADER
  yield* rows
  yield TRAILER
}
